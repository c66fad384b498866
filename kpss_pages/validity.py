"""Whether a plan is in force: it follows from resolutions and dates, nobody sets it by hand.

Pure functions over plain values; today's date is an argument. :mod:`kpss_pages.plan_validity` reads the values
from the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from workflows.templatetags.kpss import czdate

from .choices import SourceStatus


class ValidityState(models.TextChoices):
    """How things stand with a plan on one day."""

    IN_FORCE = "in_force", gettext_lazy("in force")
    EXTENDED = "extended", gettext_lazy("in force, extended")
    NOT_YET = "not_yet", gettext_lazy("not yet in force")
    SUPERSEDED = "superseded", gettext_lazy("superseded")
    EXPIRED = "expired", pgettext_lazy("of a plan", "expired")
    REVOKED = "revoked", gettext_lazy("revoked")
    UNKNOWN = "unknown", gettext_lazy("validity unknown")


ADOPTING = {"approved", "approved_with_changes"}
DECIDING_BODIES = {"assembly", "council"}
DECIDED_BY_SOURCE = {
    SourceStatus.APPROVED,
    SourceStatus.IN_FORCE,
    SourceStatus.EXPIRED,
    SourceStatus.SUPERSEDED,
}


@dataclass(frozen=True)
class Decision:
    """What a body resolved, as far as it bears on validity."""

    body: str
    outcome: str
    decided_on: date | None = None
    valid_until_year: int | None = None

    @property
    def adopts(self) -> bool:
        """The assembly or the council approved it; a recommendation or a steering group's consent is less."""
        return self.outcome in ADOPTING and self.body in DECIDING_BODIES


@dataclass(frozen=True)
class Term:
    """A plan as validity sees it. ``is_adopted`` says what the caller knows besides the decisions."""

    title: str
    from_year: int | None = None
    to_year: int | None = None
    decisions: Sequence[Decision] = ()
    is_adopted: bool = False

    @property
    def was_adopted(self) -> bool:
        """A body decided on it, or it is known to be decided."""
        return self.is_adopted or any(decision.adopts for decision in self.decisions)

    @property
    def adopted_on(self) -> date | None:
        """The day of the first adoption that has a date."""
        return min((one.decided_on for one in self.decisions if one.adopts and one.decided_on), default=None)

    @property
    def starts_on(self) -> date | None:
        """The first day of the period, or the day of adoption where no first year is known."""
        return date(self.from_year, 1, 1) if self.from_year else self.adopted_on

    @property
    def revoked_on(self) -> date | None:
        """The day a body revoked it; unknown days count as long ago."""
        days = [one.decided_on or date.min for one in self.decisions if one.outcome == "revoked"]
        return min(days, default=None)

    @property
    def extensions(self) -> list[Decision]:
        """Resolutions that prolonged it."""
        return [one for one in self.decisions if one.outcome == "extended"]

    @property
    def ends_in(self) -> int | None:
        """The last year of validity with all extensions that name one."""
        years = [self.to_year, *(one.valid_until_year for one in self.extensions)]
        return max((year for year in years if year), default=None)


@dataclass(frozen=True)
class Validity:
    """The answer: the state, the last day if known, and the reasons in sentences."""

    state: ValidityState
    until: date | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def is_in_force(self) -> bool:
        """One may lean on the plan today."""
        return self.state in (ValidityState.IN_FORCE, ValidityState.EXTENDED)

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.state.label)


@dataclass(frozen=True)
class SourceClaim:
    """What a source says of a plan, beside what follows from dates. Both are shown; neither corrects the other."""

    status: SourceStatus
    words: str
    source: str
    validity: Validity

    @property
    def label(self) -> str:
        """The status in words."""
        return str(self.status.label)

    @property
    def disagrees(self) -> bool:
        """The source calls in force what the dates do not, or the other way round."""
        claims = self.status == SourceStatus.IN_FORCE
        return claims != self.validity.is_in_force and (claims or self.status in _OVER)


_OVER = {SourceStatus.EXPIRED, SourceStatus.SUPERSEDED}


def validity_of(term: Term, *, successors: Sequence[Term] = (), today: date) -> Validity:
    """Tell how things stand with a plan on a day, given the plans that follow it."""
    if not term.was_adopted:
        return _not_adopted(term)
    if term.revoked_on and term.revoked_on <= today:
        return Validity(ValidityState.REVOKED, None, [_("A body revoked it.")])
    if term.starts_on and today < term.starts_on:
        sentence = _("It is in force from %(day)s.") % {"day": czdate(term.starts_on)}
        return Validity(ValidityState.NOT_YET, _last_day(term), [sentence])
    return _ended(term, successors, today) or _running(term)


def _not_adopted(term: Term) -> Validity:
    if any(one.outcome == "not_adopted" and one.body in DECIDING_BODIES for one in term.decisions):
        return Validity(ValidityState.NOT_YET, None, [_("It was put before a body and not adopted.")])
    return Validity(ValidityState.NOT_YET, None, [_("No resolution that approves it is known.")])


def _ended(term: Term, successors: Sequence[Term], today: date) -> Validity | None:
    """Find out whether time or a successor ended it, whichever came first."""
    last_day = _last_day(term)
    successor = _first_successor(successors, today)
    if successor and (last_day is None or _has_open_extension(term) or successor.starts_on <= last_day):
        sentence = _("It was superseded by “%(title)s”.") % {"title": successor.title}
        return Validity(ValidityState.SUPERSEDED, successor.starts_on - timedelta(days=1), [sentence])
    if last_day and last_day < today:
        if _has_open_extension(term):
            return Validity(ValidityState.UNKNOWN, None, _reasons(term))
        return Validity(ValidityState.EXPIRED, last_day, [*_reasons(term), *_followed_by(successor)])
    return None


def _running(term: Term) -> Validity:
    last_day = _last_day(term)
    if last_day is None:
        return Validity(
            ValidityState.UNKNOWN, None, [_("The end of its validity is not known."), *_reasons(term)]
        )
    is_longer = bool(term.extensions) and last_day.year > (term.to_year or last_day.year)
    return Validity(ValidityState.EXTENDED if is_longer else ValidityState.IN_FORCE, last_day, _reasons(term))


def _reasons(term: Term) -> list[str]:
    """Tell the end of the period and every extension, with the year if the resolution names one."""
    sentences = (
        [_("Its period ends with the year %(year)s.") % {"year": term.to_year}] if term.to_year else []
    )
    for extension in term.extensions:
        if extension.valid_until_year:
            sentences.append(
                _("It was extended until the end of %(year)s.") % {"year": extension.valid_until_year}
            )
        else:
            sentences.append(_("It was extended; until when is not known."))
    return sentences


def _followed_by(successor: Term | None) -> list[str]:
    return [_("It was followed by “%(title)s”.") % {"title": successor.title}] if successor else []


def _first_successor(successors: Sequence[Term], today: date) -> Term | None:
    """Return the first adopted plan that follows and whose time has come."""
    begun = [one for one in successors if one.was_adopted and one.starts_on and one.starts_on <= today]
    return min(begun, key=lambda one: one.starts_on, default=None)


def _has_open_extension(term: Term) -> bool:
    return any(one.valid_until_year is None for one in term.extensions)


def _last_day(term: Term) -> date | None:
    return date(term.ends_in, 12, 31) if term.ends_in else None
