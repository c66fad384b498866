"""Validity follows from resolutions and dates."""

from datetime import date

import pytest

from kpss_pages.choices import SourceStatus
from kpss_pages.validity import Decision, SourceClaim, Term, ValidityState, validity_of

APPROVED = Decision("assembly", "approved", date(2017, 11, 30))
TODAY = date(2020, 6, 1)


def a_term(title: str = "Plán", decisions: tuple[Decision, ...] = (APPROVED,), **years: int) -> Term:
    return Term(title, **{"from_year": 2018, "to_year": 2022} | years, decisions=decisions)


def test_approved_plan_is_in_force_within_its_period() -> None:
    validity = validity_of(a_term(), today=TODAY)

    assert validity.state is ValidityState.IN_FORCE
    assert validity.is_in_force
    assert validity.until == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2017, 12, 31), ValidityState.NOT_YET),
        (date(2018, 1, 1), ValidityState.IN_FORCE),
        (date(2022, 12, 31), ValidityState.IN_FORCE),
        (date(2023, 1, 1), ValidityState.EXPIRED),
    ],
)
def test_period_begins_and_ends_with_whole_years(day: date, state: ValidityState) -> None:
    assert validity_of(a_term(), today=day).state is state


@pytest.mark.parametrize(
    "decision",
    [
        Decision("council", "recommended"),
        Decision("steering_group", "approved"),
        Decision("assembly", "postponed"),
        Decision("assembly", "submitted"),
    ],
)
def test_less_than_approval_by_a_deciding_body_puts_nothing_in_force(decision: Decision) -> None:
    validity = validity_of(a_term(decisions=(decision,)), today=TODAY)

    assert validity.state is ValidityState.NOT_YET
    assert validity.reasons == ["No resolution that approves it is known."]


def test_council_may_approve_too() -> None:
    assert validity_of(a_term(decisions=(Decision("council", "approved"),)), today=TODAY).is_in_force


def test_refused_plan_says_so() -> None:
    validity = validity_of(a_term(decisions=(Decision("assembly", "not_adopted"),)), today=TODAY)

    assert validity.reasons == ["It was put before a body and not adopted."]


def test_extension_lengthens_the_period_and_keeps_the_plan_in_force() -> None:
    term = a_term(decisions=(APPROVED, Decision("assembly", "extended", None, 2024)))

    validity = validity_of(term, today=date(2023, 5, 1))

    assert validity.state is ValidityState.EXTENDED
    assert validity.until == date(2024, 12, 31)
    assert "It was extended until the end of 2024." in validity.reasons


def test_extension_that_adds_no_year_is_told_and_changes_nothing() -> None:
    term = a_term(decisions=(APPROVED, Decision("assembly", "extended", None, 2022)))

    assert validity_of(term, today=TODAY).state is ValidityState.IN_FORCE
    assert validity_of(term, today=date(2023, 1, 1)).state is ValidityState.EXPIRED


def test_extension_without_a_year_leaves_the_end_unknown() -> None:
    term = a_term(decisions=(APPROVED, Decision("assembly", "extended")))

    validity = validity_of(term, today=date(2023, 5, 1))

    assert validity.state is ValidityState.UNKNOWN
    assert "It was extended; until when is not known." in validity.reasons


def test_decided_successor_supersedes_from_its_first_day() -> None:
    successor = a_term("Nový plán", from_year=2021, to_year=2025)

    assert validity_of(a_term(), successors=[successor], today=TODAY).is_in_force
    validity = validity_of(a_term(), successors=[successor], today=date(2021, 1, 1))
    assert validity.state is ValidityState.SUPERSEDED
    assert validity.until == date(2020, 12, 31)
    assert validity.reasons == ["It was superseded by “Nový plán”."]


def test_successor_without_a_first_year_begins_on_the_day_it_was_approved() -> None:
    update = a_term(
        "Aktualizace", decisions=(Decision("assembly", "approved", date(2019, 1, 29)),), from_year=None
    )

    validity = validity_of(a_term(), successors=[update], today=TODAY)

    assert validity.until == date(2019, 1, 28)


def test_undecided_successor_supersedes_nothing() -> None:
    draft = a_term("Návrh", decisions=(), from_year=2019)

    assert validity_of(a_term(), successors=[draft], today=TODAY).is_in_force


def test_plan_that_ended_before_its_successor_began_has_expired() -> None:
    successor = a_term("Nový plán", from_year=2023, to_year=2027)

    validity = validity_of(a_term(), successors=[successor], today=date(2024, 1, 1))

    assert validity.state is ValidityState.EXPIRED
    assert validity.reasons[-1] == "It was followed by “Nový plán”."


def test_revoked_plan_is_not_in_force() -> None:
    term = a_term(decisions=(APPROVED, Decision("assembly", "revoked", date(2019, 1, 1))))

    assert validity_of(term, today=TODAY).state is ValidityState.REVOKED
    assert validity_of(term, today=date(2018, 6, 1)).is_in_force


def test_plan_without_a_last_year_has_no_known_end() -> None:
    assert validity_of(a_term(to_year=None), today=TODAY).state is ValidityState.UNKNOWN


def test_source_and_dates_that_disagree_are_both_kept() -> None:
    expired = validity_of(Term("Šternberk", 2017, 2019, is_adopted=True), today=TODAY)

    claim = SourceClaim(SourceStatus.IN_FORCE, "platný plán", "stránky města", expired)

    assert expired.state is ValidityState.EXPIRED
    assert claim.disagrees


def test_source_that_speaks_of_its_own_time_disagrees_with_nothing() -> None:
    running = validity_of(a_term(), today=TODAY)

    assert not SourceClaim(SourceStatus.APPROVED, "", "", running).disagrees
    assert not SourceClaim(SourceStatus.IN_FORCE, "", "", running).disagrees
    assert SourceClaim(SourceStatus.EXPIRED, "", "", running).disagrees
