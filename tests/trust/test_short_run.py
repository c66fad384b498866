"""The claims that are proved by racing and killing; what came of each kind is read from one short run."""

from __future__ import annotations

from typing import Any

import pytest

from .kills import KILLS
from .races import RACES
from .report import ATOMIC_IN_STOCK
from .stock import STOCK_KILLS, STOCK_RACES

pytestmark = [pytest.mark.trust, pytest.mark.slow]

on_both = pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])


def of(figures: Any, database: str, group: str, kind: str) -> dict[str, Any]:
    """What came of one kind; a database this machine lacks is left out, as the summary of the run says."""
    if database not in {name for name, _group, _kind in figures}:
        pytest.skip(f"{database} is not installed.")
    return figures[database, group, kind]


@on_both
@pytest.mark.parametrize("kind", [race.name for race in RACES])
def test_a_race_ends_in_one_decision_and_a_sentence_for_the_loser(figures, database, kind):
    found = of(figures, database, "races", kind)
    assert found["rounds"] >= 5
    assert not found["bad_rounds"], found["examples"]
    assert not found["server_errors"]


@on_both
@pytest.mark.parametrize("kind", [kill.name for kill in KILLS])
def test_a_kill_leaves_the_page_wholly_before_or_wholly_after(figures, database, kind):
    found = of(figures, database, "kills", kind)
    assert found["rounds"] >= 2
    assert not found["bad_rounds"], found["examples"]


@pytest.mark.parametrize("kind", [race.name for race in STOCK_RACES])
def test_the_same_race_on_a_stock_workflow_is_seen_to_go_wrong(figures, kind):
    assert wrong_on_stock(figures, "stock races", kind)


@pytest.mark.parametrize("kind", [one.name for one in STOCK_KILLS if one.name not in ATOMIC_IN_STOCK])
def test_the_same_kill_on_a_stock_workflow_is_seen_to_leave_a_half(figures, kind):
    assert wrong_on_stock(figures, "stock sweeps", kind)


def wrong_on_stock(figures: Any, group: str, kind: str) -> int:
    """How often it went wrong, on whichever database."""
    return sum(
        one["bad_rounds"]
        for (_name, found, one_kind), one in figures.items()
        if (found, one_kind) == (group, kind)
    )
