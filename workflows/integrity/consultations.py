"""Consultations and settlements keep their own rules."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.consultations import Consultation, WhatCounts
from ..models.resolutions import Resolution
from ..town_time import in_town
from ..unsettled import unsettled_refusals
from .findings import Finding


def periods_hold() -> Iterator[Finding]:
    """A consultation closes after it opens, and its version is not public before."""
    for consultation in Consultation.objects.select_related("snapshot").iterator():
        if consultation.closes_at <= consultation.opens_at:
            yield Finding(str(consultation.snapshot), _("The consultation closes before it opens."))
        if consultation.snapshot.public_from < consultation.opens_at:
            yield Finding(str(consultation.snapshot), _("The version is public before the consultation."))


def comments_came_in_time() -> Iterator[Finding]:
    """No comment came before the opening, and exactly those from the closing second on are marked late."""
    related = ("submission__consultation__snapshot",)
    for comment in Comment.objects.select_related(*related).iterator():
        submission = comment.submission
        consultation = submission.consultation
        came_late = submission.received_at >= consultation.closes_at
        if submission.sent_on and consultation.counts == WhatCounts.SENT:
            came_late = submission.sent_on > in_town(consultation.closes_at).date()
        if submission.received_at < consultation.opens_at or submission.is_late != came_late:
            yield Finding(
                str(consultation.snapshot),
                _("Comment %(number)s came outside the period.") % {"number": comment.reference},
            )


def public_settlements_are_complete() -> Iterator[Finding]:
    """Where settlements are public, no comment is without one."""
    for consultation in Consultation.objects.exclude(settlements_published_at=None).iterator():
        if unsettled_refusals(consultation):
            yield Finding(str(consultation.snapshot), _("Settlements are public, yet some are missing."))


def resolutions_speak_of_their_page() -> Iterator[Finding]:
    """A resolution about a version is about a version of its own page."""
    for resolution in Resolution.objects.exclude(snapshot=None).select_related("snapshot").iterator():
        if resolution.snapshot.page_id != resolution.page_id:
            yield Finding(str(resolution), _("The resolution names a version of another page."))
