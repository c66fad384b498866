"""Drafts as a few people were given them to read, before anything is public."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..base_page import BASE_PAGE_MODEL


class InternalVersionQuerySet(models.QuerySet):
    """Internal versions by page and by the stay in a state they were made for."""

    def of_page(self, page: Any) -> InternalVersionQuerySet:
        """Versions of the bundle whose root this page is."""
        return self.filter(page_id=page.pk)

    def of_stay(self, page: Any, state_entry: int) -> InternalVersionQuerySet:
        """Versions made since the page entered its state by this row of the engine."""
        return self.of_page(page).filter(state_entry=state_entry)


class InternalVersion(models.Model):
    """The exact text of a bundle that people were asked to read and answer with an opinion.

    Unlike a frozen version it has no number and no address, pins no revision and goes with its page.
    """

    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="kpss_internal_versions",
        verbose_name=_("page"),
    )
    state = models.SlugField(_("state"))
    # The engine's row of being in the state: coming back to the state is another reading.
    state_entry = models.BigIntegerField(_("entry into the state"))
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(
        _("documents"), help_text=_("Canonical JSON, exactly the bytes of the fingerprint.")
    )
    files = models.JSONField(
        _("files"),
        default=dict,
        blank=True,
        help_text=_("The SHA-256 of every document of the library that the text names, by its number."),
    )
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = InternalVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal version")
        verbose_name_plural = _("internal versions")
        ordering = ["page", "created_at", "pk"]
        indexes = [models.Index(fields=["page", "state_entry"], name="kpss_internal_of_stay")]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """The document of every page of the bundle, the root's first."""
        return json.loads(self.text)
