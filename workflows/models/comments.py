"""One point on one place of the draft, and how it was worded before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .consultations import Consultation
from .submissions import Submission


class CommentStatus(models.TextChoices):
    """Where a comment stands before the public. Settlement is another matter."""

    RECEIVED = "received", _("waiting for release")
    RELEASED = "released", _("released")
    HIDDEN = "hidden", _("hidden")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class CommentKind(models.TextChoices):
    """What a comment is about. Formal ones are written in by staff; the others go before the steering group."""

    FORMAL = "formal", _("formal (language, typing errors)")
    SUBSTANTIVE = "substantive", _("substantive")


def _without_ready_answer(whose: str = "") -> models.Q:
    """There is no settlement that may be published as it stands."""
    settlement = f"{whose}settlement"
    return models.Q(**{f"{settlement}__isnull": True}) | models.Q(**{f"{settlement}__is_ready": False})


STANDING_ALONE = models.Q(duplicate_of__isnull=True)
"""Comments that are answered by themselves, not with another one."""

# What is not released is settled by nobody, so whatever was joined to it would stay without an answer.
_JOINED_IN_VAIN = ~models.Q(duplicate_of__status=CommentStatus.RELEASED) | _without_ready_answer(
    "duplicate_of__"
)

UNSETTLED = models.Q(status=CommentStatus.RELEASED) & (
    (STANDING_ALONE & _without_ready_answer()) | (models.Q(duplicate_of__isnull=False) & _JOINED_IN_VAIN)
)
"""Released comments that would be published without an answer, or with one that is not ready."""


class CommentQuerySet(models.QuerySet):
    """Comments as the public and as the desk see them."""

    def on(self, consultation: Consultation) -> CommentQuerySet:
        """Comments on this consultation, in the order they came."""
        return self.filter(submission__consultation=consultation).order_by("submission__number", "number")

    def released(self) -> CommentQuerySet:
        """What an official lets the public read."""
        return self.filter(status=CommentStatus.RELEASED)

    def public_on(self, consultation: Consultation) -> CommentQuerySet:
        """What the public reads now: released comments, at once or with their settlement as the consultation says."""
        found = self.on(consultation)
        return found.released() if consultation.comments_are_public else found.none()

    def unmoderated(self) -> CommentQuerySet:
        """What no official has read yet."""
        return self.filter(status=CommentStatus.RECEIVED)

    def hidden(self) -> CommentQuerySet:
        """What an official keeps from the public, with a reason."""
        return self.filter(status=CommentStatus.HIDDEN)

    def unsettled(self) -> CommentQuerySet:
        """Released comments whose answer, their own or the one they share, is missing or not ready."""
        return self.filter(UNSETTLED)

    def standing_alone(self) -> CommentQuerySet:
        """What is answered by itself, not with another comment."""
        return self.filter(STANDING_ALONE)

    def ready_to_be_accepted(self) -> CommentQuerySet:
        """Released comments whose settlement is ready and accepted by nobody yet."""
        return self.released().filter(settlement__is_ready=True, settlement__acceptance__isnull=True)

    def waiting(self) -> CommentQuerySet:
        """What the desk still has to do: comments nobody has read, and released ones without an outcome."""
        return self.filter(models.Q(status=CommentStatus.RECEIVED) | UNSETTLED)


class Comment(models.Model):
    """A comment, anchored to a part of the frozen document by its UUID and quoting what it was called.

    An empty ``part_id`` is the whole plan. ``quote`` is a sentence of the draft the author points at, ``proposed`` the
    wording the author wishes for. ``text`` and ``proposed`` are what the public may read; how they read before a
    correction or a redaction is kept apart, in :class:`CommentWording`.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="comments", verbose_name=_("submission")
    )
    number = models.PositiveSmallIntegerField(_("order in the submission"), default=1)
    page_id = models.BigIntegerField(_("page of the bundle"), null=True)
    part_id = models.CharField(_("part"), max_length=36, blank=True)
    part_label = models.CharField(_("part as read"), max_length=500, blank=True)
    quote = models.TextField(_("quoted sentence"), blank=True)
    text = models.TextField(_("text"))
    proposed = models.TextField(_("proposed wording"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=CommentStatus, default=CommentStatus.RECEIVED, db_index=True
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CommentKind, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    duplicate_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicates",
        verbose_name=_("says the same as"),
    )
    hidden_reason = models.TextField(_("reason for hiding"), blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("moderated by"),
    )
    moderated_at = models.DateTimeField(_("moderated at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the public", "comment")
        verbose_name_plural = pgettext_lazy("of the public", "comments")
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="kpss_comment_numbered_once"),
            models.CheckConstraint(
                condition=~models.Q(status="hidden") | ~models.Q(hidden_reason=""),
                name="kpss_hidden_comment_has_reason",
                violation_error_message=_("Say why the comment is hidden."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number of the comment: its submission's, and its order where there are more."""
        return f"{self.submission.reference}/{self.number}"

    @property
    def path_number(self) -> str:
        """Its number in the address where it stands beside what it changed: letter and order, for example "7-1"."""
        return f"{self.submission.number}-{self.number}"

    @property
    def answer(self) -> Any:
        """What became of it, or of the comment it was joined to; ``None`` while nothing has."""
        return getattr(self.duplicate_of or self, "settlement", None)

    @property
    def is_withdrawn(self) -> bool:
        """Its author took it back."""
        return self.status == CommentStatus.WITHDRAWN

    @property
    def is_released(self) -> bool:
        """The public may read it."""
        return self.status == CommentStatus.RELEASED

    def part_duplicates(self) -> list[str]:
        """Let whatever was joined to it stand for itself again; return the numbers of those comments."""
        joined = self.duplicates.select_related("submission__consultation__snapshot")
        numbers = [one.reference for one in joined]
        self.duplicates.update(duplicate_of=None, changed_at=timezone.now())
        return numbers


class WordingCause(models.TextChoices):
    """Why a comment reads otherwise since."""

    CORRECTED = "corrected", _("corrected by its author")
    REDACTED = "redacted", _("a passage was redacted")


class CommentWording(models.Model):
    """A former wording of a comment, kept apart from it: public lists and exports never touch this table.

    The oldest wording of a comment is what was received. Named roles read it. Once it is erased, all its texts are
    empty and the row tells that there was one.
    """

    comment = models.ForeignKey(
        Comment,
        on_delete=models.CASCADE,
        related_name="former_wordings",
        verbose_name=pgettext_lazy("of the public", "comment"),
    )
    text = models.TextField(_("text"))
    proposed = models.TextField(_("proposed wording"), blank=True)
    quote = models.TextField(_("quoted sentence"), blank=True)
    cause = models.CharField(_("cause of the change"), max_length=10, choices=WordingCause)
    reason = models.TextField(_("reason"), blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("former wording of a comment")
        verbose_name_plural = _("former wordings of comments")
        ordering = ["comment", "changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(cause="redacted", reason=""),
                name="kpss_redaction_has_reason",
                violation_error_message=_("Say why the passage is redacted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment} ({self.changed_at:%Y-%m-%d})"

    @property
    def is_erased(self) -> bool:
        """How it read is not known any more; no comment was ever without a text."""
        return not self.text
