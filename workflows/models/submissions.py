"""What one person sent in one letter, and who that person is."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .. import registry
from .consultations import Consultation


def new_token() -> str:
    """A secret nobody guesses, fit for an address."""
    return secrets.token_urlsafe(24)


class Channel(models.TextChoices):
    """The way a submission came."""

    WEB = "web", _("web form")
    EMAIL = "email", _("e-mail")
    PAPER = "paper", _("paper")
    DATA_BOX = "data_box", _("data box")
    IN_PERSON = "in_person", _("in person")
    MEETING = "meeting", _("at a meeting")


class Submission(models.Model):
    """One letter with one number and one receipt; it holds one or more comments."""

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("public consultation"),
    )
    number = models.PositiveIntegerField(_("number"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.WEB)
    token = models.CharField(_("token of the receipt"), max_length=64, unique=True, default=new_token)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="kpss_submission_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number as it stands on the receipt, for example "3-0017": version and order."""
        return f"{self.consultation.snapshot.number}-{self.number:04d}"


class SubmitterIdentity(models.Model):
    """Who sent it. Kept apart from the text, never published, and erased first."""

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="identity", verbose_name=_("submission")
    )
    role = models.CharField(_("I write as"), max_length=40, blank=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("identity of a submitter")
        verbose_name_plural = _("identities of submitters")

    def __str__(self) -> str:
        return f"{self.submission}"

    @property
    def role_label(self) -> str:
        """The role in plain words."""
        return str(dict(registry.commenter_roles()).get(self.role, ""))
