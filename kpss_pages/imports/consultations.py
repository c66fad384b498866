"""Past consultations as sources tell of them: rows beside the plan."""

from __future__ import annotations

from typing import Any

from ..models import RecordedConsultation
from .kinds import Facts
from .town import Town


def load_consultations(town: Town) -> None:
    """Write each beside its plan; with a plan that was deleted here its consultations went too."""
    kept = []
    for facts in town.facts["consultations"]:
        if town.ledger.is_gone("plans", facts["plan"]):
            town.report.deleted.append(f"{facts.place}.plan")
        else:
            kept.append(facts)

    def make(facts: Facts) -> RecordedConsultation:
        plan = town.get("plans", facts["plan"])
        consultation = RecordedConsultation(page_id=plan.pk, **_values(facts))
        consultation.full_clean(exclude=["page"])
        consultation.save()
        return consultation

    town.load_each("consultations", RecordedConsultation, make, kept)


def _values(facts: Facts) -> dict[str, Any]:
    settled = facts["settlement_published"]
    return {
        "kind": facts["kind"],
        "date_from": facts["from"],
        "date_to": facts["to"],
        "date_text": facts["date_text"],
        "channels": facts["channels"],
        "comment_count": facts["comment_count"],
        "comment_count_approximate": bool(facts["comment_count_approximate"]),
        "comment_origin": facts["comment_origin"],
        "settlement_published": settled if isinstance(settled, bool) else None,
        "settlement_text": settled if isinstance(settled, str) else "",
        "rules": facts["settlement_rules"],
        "note": facts["note"],
    }
