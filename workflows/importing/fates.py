"""What becomes of each row: a new letter, one more comment of one, late or in time, or a mistake to mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..actions.base import Invalid, Refused
from ..actions.enter_submission import EnterSubmission
from ..actions.submit_comments import Remark
from ..document import canonical_bytes, fingerprint
from ..models.consultations import Consultation
from ..models.submissions import Channel
from ..town_time import from_town, in_town
from .columns import label_of, labels
from .duplicates import Known
from .entries import MOST_IN_A_LETTER, Entry, Letter, Reading, letters_of
from .places import NoSuchPlace, Place, Places
from .problems import Problem

IDENTITY = ("role", "name", "organisation", "email")


class LetterOfFile(EnterSubmission):
    """One letter of a file, by the rules of every letter that is entered."""

    most_comments = MOST_IN_A_LETTER


@dataclass(frozen=True)
class Usual:
    """What counts where the file itself does not say."""

    channel: str = ""
    received_at: datetime | None = None


@dataclass
class Fate:
    """What becomes of one row. ``letter`` counts the letters of the file; there is no ``place`` where none is known."""

    entry: Entry
    letter: int
    is_first: bool
    place: Place | None
    channel: str = ""
    received_at: datetime | None = None
    is_late: bool | None = None

    @property
    def channel_label(self) -> str:
        """The way in words."""
        return str(dict(Channel.choices).get(self.channel, ""))

    @property
    def sender(self) -> str:
        """Who wrote, as the file says; shown to whoever enters it and to nobody else."""
        return ", ".join(self.entry.facts[name] for name in IDENTITY[1:] if self.entry.facts.get(name))


@dataclass
class Plan:
    """What would be entered, and what stands in the way."""

    fates: list[Fate] = field(default_factory=list)
    actions: list[EnterSubmission] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """Everything that has to be mended first, in the order of the file."""
        return [problem for fate in self.fates for problem in fate.entry.problems]

    @property
    def warned(self) -> int:
        """How many rows should be looked at before they are entered."""
        return sum(bool(fate.entry.warnings) for fate in self.fates)

    @property
    def late(self) -> int:
        """How many letters came late."""
        return sum(bool(fate.is_first and fate.is_late) for fate in self.fates)

    @property
    def letters(self) -> int:
        """How many letters there are."""
        return self.fates[-1].letter if self.fates else 0

    @property
    def seen(self) -> str:
        """A fingerprint of every fate: whoever confirms confirms these and no others."""
        rows = [
            [
                fate.letter,
                fate.place and fate.place.part_id,
                fate.channel,
                str(fate.received_at),
                fate.is_late,
                fate.entry.warnings,
            ]
            for fate in sorted(self.fates, key=lambda one: one.letter)
        ]
        return fingerprint(canonical_bytes(rows))


class Judge:
    """Judges the letters of one file by the rules of one consultation, as it stands at one moment."""

    def __init__(self, consultation: Consultation, user: Any, now: datetime, usual: Usual) -> None:
        self.consultation = consultation
        self.user = user
        self.now = now
        self.usual = usual
        self.places = Places(consultation.snapshot)

    def judge(self, reading: Reading) -> Plan:
        """Tell the fate of every row, in the order of the file."""
        letters = list(letters_of(reading.entries, labels()))
        Known(self.consultation, letters).warn(letters)
        plan = Plan(notes=reading.notes)
        order = {id(entry): number for number, entry in enumerate(reading.entries)}
        for number, letter in enumerate(letters, 1):
            self._judge_letter(letter, number, plan)
        plan.fates.sort(key=lambda fate: order[id(fate.entry)])
        return plan

    def _judge_letter(self, letter: Letter, number: int, plan: Plan) -> None:
        places = [self._place(entry) for entry in letter.entries]
        fates = [
            Fate(entry, number, is_first=not order, place=place)
            for order, (entry, place) in enumerate(zip(letter.entries, places, strict=True))
        ]
        plan.fates += fates
        first = letter.entries[0]
        if any(entry.problems for entry in letter.entries):
            return
        try:
            action = self._action(letter, places)
            action.check_letter()
        except Refused as refused:
            name = refused.field if isinstance(refused, Invalid) else "received"
            where = letter.said_at.get(name, first.where)
            first.problems.append(Problem(where, label_of(name), str(refused)))
            return
        plan.actions.append(action)
        for fate in fates:
            fate.channel, fate.received_at, fate.is_late = action.channel, action.received_at, action.is_late

    def _place(self, entry: Entry) -> Place | None:
        try:
            found = self.places.find(entry.part)
        except NoSuchPlace as error:
            entry.problems.append(Problem(entry.where, label_of("part"), str(error)))
            return None
        if entry.part or not entry.above:
            return found
        below = self.places.below(entry.above)
        if below is None:
            entry.warnings.append(
                _("More than one part is called “%(title)s”, so it is taken for the whole plan.")
                % {"title": entry.above[0][:100]}
            )
        return below or Place()

    def _action(self, letter: Letter, places: list[Place | None]) -> EnterSubmission:
        facts = letter.facts
        action = LetterOfFile(
            self.consultation,
            [
                Remark(entry.text, place.part_id if place else "", entry.quote, entry.proposed)
                for entry, place in zip(letter.entries, places, strict=True)
            ],
            channel=facts.get("channel") or self.usual.channel,
            received_at=self._received(facts),
            sent_on=facts.get("sent"),
            reference_number=facts.get("reference_number", ""),
            identity={name: facts[name] for name in IDENTITY if facts.get(name)},
            user=self.user,
            now=self.now,
        )
        action.stand_on(self.consultation)
        return action

    def _received(self, facts: dict[str, Any]) -> datetime:
        """When the letter came. What Word says is when it was written, so it counts last."""
        said = facts.get("received") or self.usual.received_at or facts.get("written")
        if said is None:
            raise Invalid(_("Say on which day the letter came."), field="received")
        try:
            return moment_of(said, self.consultation)
        except (ValidationError, OverflowError) as error:
            raise Invalid(_("There was no such hour on that day."), field="received") from error


def moment_of(said: date | datetime, consultation: Consultation) -> datetime:
    """Turn a day, or a time on the town hall's clock, into a moment.

    A day counts as a whole, in favour of whoever wrote: it begins at its first second, or with the consultation. Raises
    ``ValidationError`` for an hour that does not exist.
    """
    if not isinstance(said, datetime):
        opens_at = in_town(consultation.opens_at)
        begins = from_town(datetime(said.year, said.month, said.day))
        return consultation.opens_at if opens_at.date() == said else begins
    return said if said.tzinfo else from_town(said)
