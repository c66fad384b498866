"""For how long we know who commented, and whose time has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from wagtail.models import WorkflowState

from ..models.consultations import Consultation
from ..models.submissions import Submission
from .mailed import letter_of, mails_about

USUAL_DAYS = 365
"""A year after the settlement was published. No Act names a number: Art. 5(1)(e) GDPR asks for no longer than is
needed, and people who were answered ask back, complain or object within months. The letters themselves, on paper or
in the data box, are kept by the town's file register under its own plan (Act 499/2004); here is only what the
settlement needs."""

AT_ONCE = 500
"""Submissions erased in one transaction."""


def people_kept() -> timedelta | None:
    """How long we know who commented: ``KPSS_PEOPLE_KEPT_DAYS``, a year; ``None`` erases nobody by itself.

    Counted from the publication of the settlement, else from the withdrawal of the consultation or the end of its run.
    """
    days = getattr(settings, "KPSS_PEOPLE_KEPT_DAYS", USUAL_DAYS)
    return None if days is None else timedelta(days=days)


def consultations_over(now: datetime) -> Iterator[Consultation]:
    """Consultations whose people have been known long enough, and some still are."""
    kept = people_kept()
    if kept is None:
        return
    known = Submission.objects.filter(consultation=OuterRef("pk"), identity__erased_at__isnull=True)
    for consultation in Consultation.objects.filter(Exists(known)).select_related("snapshot__page"):
        end = end_of(consultation)
        if end and end + kept <= now:
            yield consultation


def end_of(consultation: Consultation) -> datetime | None:
    """When nothing more was to be settled; ``None`` while something is.

    A round that another one followed ends with that one.
    """
    if own := consultation.settlements_published_at or consultation.withdrawn_at:
        return own
    page = consultation.snapshot.page
    later = Consultation.objects.of_page(page).filter(snapshot__number__gt=consultation.snapshot.number)
    following = later.valid().order_by("snapshot__number").select_related("snapshot__page").first()
    if following and (end := end_of(following)):
        return end
    return _end_of_run(consultation)


def _end_of_run(consultation: Consultation) -> datetime | None:
    """When the run ended in which the consultation was opened, if it ended without a settlement."""
    runs = WorkflowState.objects.for_instance(consultation.snapshot.page.specific)
    run = runs.filter(created_at__lte=consultation.opened_at).order_by("-created_at", "-pk").first()
    if run and WorkflowState.objects.active().filter(pk=run.pk).exists():
        return None
    left_at = run and run.task_states.aggregate(last=Max("finished_at"))["last"]
    return max(filter(None, (left_at, consultation.closes_at)))


def letters_due(consultation: Consultation) -> QuerySet:
    """Submissions whose people are to be forgotten. Nobody is forgotten before the answer was mailed."""
    known = consultation.submissions.filter(identity__erased_at__isnull=True)
    if consultation.settlements_published_at and not consultation.withdrawn_at:
        known = known.exclude(unanswered())
    waiting = [mail for mail in mails_about(known.values_list("pk", flat=True)) if mail.is_waiting]
    return known.exclude(pk__in=[letter_of(mail) for mail in waiting]).order_by("pk")


def unanswered() -> Q:
    """Submissions whose author waits for an answer by mail."""
    return Q(told_at__isnull=True, identity__email_confirmed_at__isnull=False) & ~Q(identity__email="")
