"""Resolutions as a source tells them, beside the page they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from typing import Any

from workflows import registry
from workflows.actions.record_resolution import RecordResolution
from workflows.models import Outcome, Resolution
from workflows.templatetags.kpss import czdate

from .kinds import Facts
from .problems import at
from .town import Town

OUTCOMES = {
    "approve": Outcome.APPROVED,
    "extend": Outcome.EXTENDED,
    "take_note": Outcome.TAKEN_NOTE,
    "establish": Outcome.ESTABLISHED,
    "submit": Outcome.SUBMITTED,
}
OF_THE_MUNICIPALITY = {"assembly", "council", "commission", "committee"}
UNTIL_YEAR = re.compile(r"\bdo\s+(?:konce\s+)?(?:roku\s+|31\.\s*12\.\s*)?((?:19|20)[0-9]{2})\b")


def count_resolutions(list_name: str, facts: Facts, approvals: Sized, town: Town) -> None:
    """Count those that come with something new, in a dry run too."""
    if approvals and not town.ledger.knows(list_name, facts["id"]):
        town.report.added[Resolution] += len(approvals)


def record_resolutions(page: Any, approvals: Iterable[Facts], town: Town) -> None:
    """Record each, with what is known of it."""
    for approval in approvals:
        with at(approval.place):
            RecordResolution(page, user=None, values=_values(approval, town)).execute()


def valid_until(approval: Mapping[str, Any]) -> int | None:
    """Return the year an extension names: by its own key, else by the one "do roku 2017" of its note."""
    if approval["action"] != "extend":
        return None
    years = set(UNTIL_YEAR.findall(approval["note"]))
    return approval["valid_until_year"] or (int(years.pop()) if len(years) == 1 else None)


def approval_in_words(approval: Facts) -> str:
    """Write a resolution on one line: body, number, date, note."""
    body = str(dict(registry.bodies()).get(approval["body"], approval["body"]))
    number = f"č. {approval['resolution_number']}" if approval["resolution_number"] else ""
    day = " ".join(filter(None, (czdate(approval["date"]), approval["date_text"])))
    return ", ".join(filter(None, (body, number, day, approval["note"])))


def _values(approval: Facts, town: Town) -> dict[str, Any]:
    own = town.facts["name"] if approval["body"] in OF_THE_MUNICIPALITY else ""
    return {
        "municipality": approval["municipality"] or own,
        "body": approval["body"],
        "outcome": OUTCOMES[approval["action"]],
        "number": approval["resolution_number"],
        "date": approval["date"],
        "date_text": approval["date_text"],
        "session": approval["meeting"],
        "agenda_item": approval["agenda_item"],
        "wording": approval["wording"],
        "valid_until_year": valid_until(approval),
        "note": approval["note"],
    }
