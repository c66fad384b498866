"""One point on one place of the draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .consultations import Consultation
from .submissions import Submission


class CommentStatus(models.TextChoices):
    """Where a comment stands before the public. Settlement is another matter."""

    RECEIVED = "received", _("waiting for release")
    RELEASED = "released", _("released")
    HIDDEN = "hidden", _("hidden")


class CommentQuerySet(models.QuerySet):
    """Comments as the public and as the desk see them."""

    def on(self, consultation: Consultation) -> CommentQuerySet:
        """Comments on this consultation, in the order they came."""
        return self.filter(submission__consultation=consultation).order_by("submission__number", "number")

    def released(self) -> CommentQuerySet:
        """What the public may read."""
        return self.filter(status=CommentStatus.RELEASED)

    def unmoderated(self) -> CommentQuerySet:
        """What no official has read yet."""
        return self.filter(status=CommentStatus.RECEIVED)

    def hidden(self) -> CommentQuerySet:
        """What an official keeps from the public, with a reason."""
        return self.filter(status=CommentStatus.HIDDEN)

    def unsettled(self) -> CommentQuerySet:
        """Released comments that have no outcome yet."""
        return self.released().filter(settlement__isnull=True)

    def waiting(self) -> CommentQuerySet:
        """What the desk still has to do: comments nobody has read, and released ones without an outcome."""
        return self.unmoderated() | self.unsettled()


class Comment(models.Model):
    """A comment, anchored to a part of the frozen document by its UUID and quoting what it was called.

    An empty ``part_id`` is the whole plan. ``original`` never changes; ``text`` is what the public may read.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="comments", verbose_name=_("submission")
    )
    number = models.PositiveSmallIntegerField(_("order in the submission"), default=1)
    page_id = models.BigIntegerField(_("page of the bundle"), null=True)
    part_id = models.CharField(_("part"), max_length=36, blank=True)
    part_label = models.CharField(_("part as read"), max_length=500, blank=True)
    original = models.TextField(_("text as received"))
    text = models.TextField(_("public text"))
    status = models.CharField(
        _("status"), max_length=10, choices=CommentStatus, default=CommentStatus.RECEIVED, db_index=True
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
    def is_released(self) -> bool:
        """The public may read it."""
        return self.status == CommentStatus.RELEASED
