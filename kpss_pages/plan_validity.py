"""The validity of plans as the database knows them, for many plans at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps

from workflows.models import Resolution
from workflows.town_time import town_today

from .choices import SourceStatus
from .validity import DECIDED_BY_SOURCE, Decision, SourceClaim, Term, Validity, validity_of


def plans_of(portal: Any) -> list[Any]:
    """Return all plans of a portal that readers see, approved here or recorded, the newest period first."""
    models = (apps.get_model("kpss_pages", name) for name in ("PlanPage", "RecordedPlanPage"))
    found = [
        plan
        for model in models
        for plan in model.objects.child_of(portal).live().public().defer_streamfields()
    ]
    return sorted(found, key=lambda plan: (plan.period_to or plan.period_from or 0, plan.title), reverse=True)


def validities(plans: Iterable[Any], today: date | None = None) -> dict[int, Validity]:
    """Tell the validity of each plan by its key; the plans given are asked which of them follows which."""
    plans = list(plans)
    terms = _terms(plans)
    successors = defaultdict(list)
    for plan in plans:
        successors[plan.predecessor_id].append(terms[plan.pk])
    day = today or town_today()
    return {pk: validity_of(term, successors=successors[pk], today=day) for pk, term in terms.items()}


def claim_of(plan: Any, validity: Validity) -> SourceClaim | None:
    """Return what a source says of the plan, if it came from one."""
    status = getattr(plan, "source_status", "")
    if not status:
        return None
    return SourceClaim(SourceStatus(status), plan.source_words, plan.source_name, validity)


def _terms(plans: list[Any]) -> dict[int, Term]:
    decisions = defaultdict(list)
    for row in Resolution.objects.filter(page_id__in=[plan.pk for plan in plans]):
        decisions[row.page_id].append(Decision(row.body, row.outcome, row.date, row.valid_until_year))
    return {
        plan.pk: Term(plan.title, plan.period_from, plan.period_to, decisions[plan.pk], _is_adopted(plan))
        for plan in plans
    }


def _is_adopted(plan: Any) -> bool:
    """A live governed plan was decided; a recorded one unless its source speaks of a draft."""
    if not hasattr(plan, "source_status"):
        return plan.live
    return not plan.source_status or plan.source_status in DECIDED_BY_SOURCE
