"""What one person sent in one letter, and who that person is."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
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
    TELEPHONE = "telephone", _("telephone")
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
    sent_on = models.DateField(
        _("sent on"), null=True, blank=True, help_text=_("The day of sending; of a letter the postmark.")
    )
    reference_number = models.CharField(
        _("reference number"), max_length=100, blank=True, help_text=_("As the town's file register has it.")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    is_late = models.BooleanField(
        _("late"), default=False, help_text=_("It came after the consultation closed.")
    )
    told_at = models.DateTimeField(
        _("told how it was settled at"),
        null=True,
        blank=True,
        help_text=_("When the mail with the answers was written."),
    )
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

    @property
    def private_path(self) -> str:
        """Where its author finds it again; whoever knows it may do what the author may."""
        return reverse("kpss_workflows:receipt", args=[self.token])


class SubmitterIdentity(models.Model):
    """Who sent it. Kept apart from the text, never published without consent, and erased in time.

    The row stays when the person is erased: the side somebody spoke for is counted in the table of settlements.
    """

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="identity", verbose_name=_("submission")
    )
    role = models.CharField(_("I write as"), max_length=40, blank=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    email_confirmed_at = models.DateTimeField(_("e-mail confirmed at"), null=True, blank=True)
    publish_name = models.BooleanField(
        _("the name may be published"),
        default=False,
        help_text=_("The person agreed that name and organisation stand beside the comments."),
    )
    erased_at = models.DateTimeField(_("name and address erased at"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("identity of a submitter")
        verbose_name_plural = _("identities of submitters")

    def __str__(self) -> str:
        return f"{self.submission}"

    @property
    def role_label(self) -> str:
        """The role in plain words."""
        return str(dict(registry.commenter_roles()).get(self.role, ""))

    @property
    def public_name(self) -> str:
        """How the public reads who wrote; empty where the person did not agree, and then everybody is anonymous."""
        return ", ".join(filter(None, [self.name, self.organisation])) if self.publish_name else ""

    @property
    def may_be_mailed(self) -> bool:
        """Somebody who opens the mail of this address has said that it is theirs."""
        return bool(self.email and self.email_confirmed_at)
