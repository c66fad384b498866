"""What a sheet would change, row by row, against the register as it is now."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from ..actions.settle_comment import objection_to
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..settlement_words import outcome_choices_of
from .columns import NUMBER, OUTCOME, REASONING, Said, hash_of_said, headings, mark_of, said_of
from .reading import NoSheet, Problem, Row, Sheet, read

MOST_CHANGES = 1_000
"""Rows that are taken in at once: all of them wait for one answer of the web server."""


@dataclass(frozen=True)
class Change:
    """A row that says something else than the register: before, after."""

    row: Row
    comment: Comment
    before: Said
    labels: dict[str, str]

    @property
    def before_label(self) -> str:
        """The outcome that stands now, as the town calls it."""
        return self.labels.get(self.before.outcome, "")

    @property
    def after_label(self) -> str:
        """The outcome of the sheet, as the town calls it."""
        return self.labels.get(self.row.said.outcome, "")


@dataclass
class Plan:
    """The fate of every row. ``conflicts`` were changed in the sheet and in the register since the download."""

    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def print_of(self) -> str:
        """Name the plan as it was shown: the same rows, over the same register."""
        parts = [
            (group, one.row.number, tuple(one.before), tuple(one.row.said), mark_of(one.comment))
            for group, found in (("change", self.changes), ("conflict", self.conflicts))
            for one in found
        ]
        return sha256(repr(parts).encode()).hexdigest()


def plan_of(content: bytes, consultation: Consultation) -> Plan:
    """Read a sheet and compare it. Raises :class:`~workflows.settlement_sheet.reading.NoSheet`."""
    labels = dict(outcome_choices_of(consultation))
    sheet = read(content, labels)
    return compare(sheet, consultation, labels)


def compare(sheet: Sheet, consultation: Consultation, labels: dict[str, str]) -> Plan:
    """Say what becomes of each row; three queries however many there are."""
    related = ("submission__consultation__snapshot", "settlement")
    register = {one.reference: one for one in Comment.objects.on(consultation).select_related(*related)}
    plan = Plan(problems=list(sheet.problems))
    for row in sheet.rows:
        _judge(row, register.get(row.number), labels, plan)
    if len(plan.changes) + len(plan.conflicts) > MOST_CHANGES:
        sentence = _(
            "More than %(count)s rows change at once. Delete some rows and upload the sheet in parts."
        )
        raise NoSheet(sentence % {"count": MOST_CHANGES})
    plan.problems.sort(key=lambda one: one.line)
    return plan


def _judge(row: Row, comment: Comment | None, labels: dict[str, str], plan: Plan) -> None:
    if comment is None:
        sentence = _("There is no comment of this number on this consultation.")
        plan.problems.append(Problem(row.line, headings()[NUMBER], sentence))
        return
    given = row.mark.rpartition(".")[2]
    before = said_of(comment)
    if hash_of_said(row.number, row.said) in (given, hash_of_said(row.number, before)):
        plan.unchanged += 1
        return
    if problem := _problem(row, comment):
        plan.problems.append(problem)
        return
    fate = plan.changes if row.mark == mark_of(comment) else plan.conflicts
    fate.append(Change(row, comment, before, labels))


def _problem(row: Row, comment: Comment) -> Problem | None:
    """Say what the action would refuse, before anybody confirms."""
    said = row.said
    if said.is_empty:
        sentence = _("A settlement is not erased by a sheet. Write it, or leave the row as it was.")
        return Problem(row.line, headings()[OUTCOME], sentence)
    objection = objection_to(comment, said.outcome, said.reasoning, is_ready=said.is_ready)
    if objection is None:
        return None
    column = {"outcome": OUTCOME, "reasoning": REASONING}.get(getattr(objection, "field", ""), NUMBER)
    return Problem(row.line, headings()[column], str(objection))
