"""What stands beside a plan and changes without a decision: people to ask, resolutions, later documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .models.beside import Contact, LaterDocument, ShortVersion
from .models.recorded_consultations import RecordedConsultation
from .plan_validity import claim_of, plans_of, validities
from .validity import SourceClaim, Validity


@dataclass(frozen=True)
class PlanStanding:
    """A plan with what is known of its validity."""

    plan: Any
    validity: Validity
    claim: SourceClaim | None


def beside_plan(plan: Any) -> dict[str, Any]:
    """Gather what a plan's page shows around the text.

    Validity and older plans follow from the row of a live page; the row of another page is an editor's draft.
    """
    portal = plan.get_parent().specific
    context = {
        "portal": portal,
        "resolutions": list(
            plan.kpss_resolutions.select_related("document", "snapshot").prefetch_related("corrections")
        ),
        "contacts": list(Contact.objects.filter(page_id=plan.pk)),
        "later_documents": list(LaterDocument.objects.filter(page_id=plan.pk).select_related("document")),
        "short_version": ShortVersion.objects.filter(page_id=plan.pk).select_related("document").first(),
        "recorded_consultations": list(RecordedConsultation.objects.filter(page_id=plan.pk)),
        "standing": None,
        "older_plans": [],
    }
    if plan.live:
        standings = standings_of(portal)
        context["standing"] = standings.get(plan.pk)
        context["older_plans"] = list(_predecessors(plan, standings))
    return context


def standings_of(portal: Any) -> dict[int, PlanStanding]:
    """Return all plans of a portal that readers see, the newest period first, with their validity."""
    plans = plans_of(portal)
    found = validities(plans)
    return {plan.pk: PlanStanding(plan, found[plan.pk], claim_of(plan, found[plan.pk])) for plan in plans}


def _predecessors(plan: Any, standings: dict[int, PlanStanding]) -> Iterator[PlanStanding]:
    """Go back from plan to plan; a circle ends where it began."""
    seen = {plan.pk}
    older = standings.get(plan.predecessor_id)
    while older and older.plan.pk not in seen:
        seen.add(older.plan.pk)
        yield older
        older = standings.get(older.plan.predecessor_id)
