"""Personal links: one person reads one internal version, until a day, unless it is revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .internal_versions import InternalVersion


def new_reading_token() -> str:
    """A secret nobody guesses, fit for an address; it stands in the mail and nowhere else."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token: enough to recognise it, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class ReadingInvitationQuerySet(models.QuerySet):
    """Invitations by what their links still open."""

    def valid(self, now: datetime | None = None) -> ReadingInvitationQuerySet:
        """Those whose link opens the text at this moment."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now or timezone.now())

    def of_token(self, token: str) -> ReadingInvitationQuerySet:
        """The invitation this link belongs to, whether or not it still opens anything."""
        return self.filter(token_hash=hash_of(token))

    def named(self) -> ReadingInvitationQuerySet:
        """Those that still know whom they were sent to."""
        return self.filter(erased_at__isnull=True)


class ReadingInvitation(models.Model):
    """Who was sent a link to read a version, and whether they opened it. Name and address are erased in time."""

    version = models.ForeignKey(
        InternalVersion,
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name=_("internal version"),
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("account"),
        help_text=_("Somebody who may answer after signing in, too; both are one answer."),
    )
    token_hash = models.CharField(_("fingerprint of the link"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires at"))
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    first_opened_at = models.DateTimeField(_("first opened at"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened at"), null=True, blank=True)
    opened = models.PositiveIntegerField(_("how often it was opened"), default=0)
    erased_at = models.DateTimeField(_("name and address erased at"), null=True, blank=True)

    objects = ReadingInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to an internal reading")
        verbose_name_plural = _("invitations to internal readings")
        ordering = ["version", "name", "email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "email"],
                condition=~models.Q(email=""),
                name="kpss_reader_invited_once_a_version",
                violation_error_message=_("This person has a link to this version already."),
            ),
        ]

    def __str__(self) -> str:
        return self.reader

    @cached_property
    def reader(self) -> str:
        """How the administration calls the person."""
        return self.name or self.email or gettext("a reader whose name was erased")

    @property
    def mail_key(self) -> str:
        """What the mail with the present link is called in the outbox."""
        return f"internal-reading-{self.token_hash}"

    def is_valid(self, now: datetime | None = None) -> bool:
        """Tell whether the link opens the text: until the expiring second, and not once revoked."""
        return self.revoked_at is None and (now or timezone.now()) < self.expires_at

    def is_expired(self) -> bool:
        """The expiring second has come."""
        return self.expires_at <= timezone.now()

    def give_token(self) -> str:
        """Put a new link in place of the old one, which opens nothing from the commit on; return it."""
        token = new_reading_token()
        self.token_hash = hash_of(token)
        return token

    def note_opening(self, now: datetime) -> None:
        """Count that somebody opened the link, in one statement, so that two at once count twice."""
        rows = type(self).objects.filter(pk=self.pk)
        first = models.functions.Coalesce("first_opened_at", models.Value(now))
        rows.update(opened=models.F("opened") + 1, first_opened_at=first, last_opened_at=now)
