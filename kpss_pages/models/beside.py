"""Rows beside a page, changed by a logged action without a decision.

None of them is a child of the page in Wagtail's sense: publishing a pinned revision would delete it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField

from workflows.base_page import BASE_PAGE_MODEL

from ..rich_text import RICH_TEXT_FEATURES


class Contact(models.Model):
    """A person or office to ask. A corrected telephone number needs no assembly."""

    page = models.ForeignKey(
        BASE_PAGE_MODEL, verbose_name=_("page"), on_delete=models.CASCADE, related_name="kpss_contacts"
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=255)
    role = models.CharField(pgettext_lazy("of a person", "role"), max_length=255, blank=True)
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=255, blank=True, help_text=_("What to turn to this contact for.")
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    phone2 = models.CharField(_("second telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("As on an envelope, line by line."))
    data_box = models.CharField(_("data box"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)
    is_coordinator = models.BooleanField(_("coordinator of planning"), default=False)
    sort_order = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-is_coordinator", "sort_order", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.role)))


class LaterDocument(models.Model):
    """A document that came after the decision: a report, a press release, an English summary."""

    page = models.ForeignKey(
        BASE_PAGE_MODEL, verbose_name=_("page"), on_delete=models.CASCADE, related_name="kpss_later_documents"
    )
    title = models.CharField(_("title"), max_length=255)
    document = models.ForeignKey(
        get_document_model_string(), verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(_("published on"), default=timezone.localdate)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("later document")
        verbose_name_plural = _("later documents")
        ordering = ["-published_on", "pk"]

    def __str__(self) -> str:
        return self.title


class ShortVersion(models.Model):
    """The plan in plain words on a page or two, for people who will not read two hundred."""

    page = models.OneToOneField(
        BASE_PAGE_MODEL, verbose_name=_("page"), on_delete=models.CASCADE, related_name="kpss_short_version"
    )
    text = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("short version")
        verbose_name_plural = _("short versions")

    def __str__(self) -> str:
        return str(self.page)


class PlanCard(models.Model):
    """What the public reads of an announced plan before its first version: fields of its own, never the draft."""

    page = models.OneToOneField(
        BASE_PAGE_MODEL, verbose_name=_("page"), on_delete=models.CASCADE, related_name="kpss_plan_card"
    )
    title = models.CharField(_("title"), max_length=255)
    period_text = models.CharField(_("period"), max_length=120, blank=True)
    steps = RichTextField(
        _("steps"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What will happen and when one can join in."),
    )
    coordinator = models.TextField(_("coordinator"), blank=True, help_text=_("Whom to ask, and how."))
    announced_at = models.DateTimeField(_("announced at"), default=timezone.now)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("announced by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("card of an announced plan")
        verbose_name_plural = _("cards of announced plans")
        ordering = ["-announced_at"]

    def __str__(self) -> str:
        return self.title
