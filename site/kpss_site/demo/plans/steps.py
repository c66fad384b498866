"""One step in the life of a plan: a transition of its workflow, or one of the few deeds around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from workflows.actions.automatic import follow_automatic
from workflows.actions.correct_resolution import CorrectResolution
from workflows.actions.extend_consultation import ExtendConsultation
from workflows.actions.registry import ACTION_OF_EFFECT
from workflows.models import Consultation, ConsultationPlace, Resolution
from workflows.standing import standing_of

from ..calendar import CLOSING, HEARING, OPENING, at
from ..stored_times import as_of
from ..town import Town
from .edits import reword
from .letters import receive, settle, wordings

Step = dict[str, Any]


def take(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    """Take a step as of a moment."""
    fresh = type(plan).objects.get(pk=plan.pk)
    DEEDS.get(step["do"], make_transition)(town, fresh, step, moment)


def make_transition(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    """Make the transition the step names; without a person the clock makes it."""
    effect = standing_of(plan).definition.transition(step["do"]).effect
    extra = EXTRAS[effect](town, step) if effect in EXTRAS else {}
    user = town.accounts[step["by"]] if "by" in step else None
    action = ACTION_OF_EFFECT[effect]
    action(plan, step["do"], user=user, comment=step.get("comment", ""), now=moment, **extra).execute()
    _let_the_clock_open(town, plan, extra.get("opens_at"))


def _let_the_clock_open(town: Town, plan: Any, opens_at: datetime | None) -> None:
    """What was announced in the morning opens at noon, if that noon has come."""
    if opens_at and opens_at <= town.calendar.now:
        with as_of(opens_at):
            follow_automatic(type(plan).objects.get(pk=plan.pk), opens_at)


def _opening(town: Town, step: Step) -> dict[str, Any]:
    day = town.calendar.day_of(step) + timedelta(days=step.get("opens_in", 0))
    last_day = day + timedelta(days=step["days"])
    return {
        "opens_at": at(day, OPENING),
        "closes_at": at(last_day, CLOSING),
        "contact": step["contact"],
        "introduction": step.get("introduction", ""),
        "settled_by": last_day + timedelta(days=step["settled_in"]) if "settled_in" in step else None,
        "rules": step.get("rules", {}),
        "places": [_place(place, day) for place in step.get("places", ())],
    }


def _place(facts: dict[str, Any], first_day: date) -> ConsultationPlace:
    """A place of a consultation; a hearing is ``in`` so many days after the opening."""
    starts_at = at(first_day + timedelta(days=facts["in"]), HEARING) if "in" in facts else None
    named = {name: facts[name] for name in ("kind", "place", "hours") if name in facts}
    return ConsultationPlace(starts_at=starts_at, **named)


def _extend(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    """Give people more days."""
    consultation = Consultation.objects.latest_of(plan)
    user = town.accounts[step["by"]]
    ExtendConsultation(
        consultation,
        closes_at=consultation.closes_at + timedelta(days=step["days"]),
        reason=step["comment"],
        user=user,
        now=moment,
    ).execute()


def _resolution(town: Town, step: Step) -> dict[str, Any]:
    values = {"municipality": "Doubravín nad Lipkou", "date": town.calendar.day_of(step)} | step["values"]
    if "file" in step:
        values["document"] = town.uploads.document(step["file"], f"Usnesení č. {values['number']}")
    return {"values": values}


def _receive(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    receive(Consultation.objects.latest_of(plan), _letters(town, plan, step))


def _settle(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    settle(Consultation.objects.latest_of(plan), _letters(town, plan, step), user=town.accounts[step["by"]])


def _edit(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    words = dict(step["edits"]) if "edits" in step else wordings(_letters(town, plan, step))
    reword(plan, words, user=town.accounts[step["by"]])


def _correct(town: Town, plan: Any, step: Step, moment: datetime) -> None:
    """Correct the newest resolution."""
    resolution = Resolution.objects.filter(page_id=plan.pk).latest("pk")
    user = town.accounts[step["by"]]
    CorrectResolution(resolution, user=user, values=step["values"], reason=step["comment"]).execute()


def _letters(town: Town, plan: Any, step: Step) -> list[dict[str, Any]]:
    draft = plan.get_latest_revision_as_object()
    return town.read(f"comments/{step['comments']}", plan_year=draft.period_from)["letters"]


EXTRAS: dict[str, Callable[[Town, Step], dict[str, Any]]] = {
    "open_consultation": _opening,
    "decide": _resolution,
}
DEEDS: dict[str, Callable[[Town, Any, Step, datetime], None]] = {
    "receive": _receive,
    "settle": _settle,
    "edit": _edit,
    "correct": _correct,
    "extend": _extend,
}
