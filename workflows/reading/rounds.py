"""What the readers of internal versions answered, counted by people."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from wagtail.models import TaskState

from ..bundles import bundle_fingerprint
from ..definition import Definition
from ..models.internal_versions import InternalVersion
from ..models.opinions import Opinion, OpinionKind
from ..models.reading_invitations import ReadingInvitation
from ..standing import Standing


@dataclass
class Line:
    """One reader of one version: the invitation if there is one, the answer if there is one, earlier answers."""

    version: InternalVersion
    person: str
    is_present_wording: bool
    invitation: ReadingInvitation | None = None
    opinion: Opinion | None = None
    earlier: list[Opinion] = field(default_factory=list)

    @property
    def reader(self) -> str:
        """How the administration calls the person."""
        return (self.opinion or self.invitation).reader

    @property
    def counts(self) -> bool:
        """The answer of somebody whose link was revoked does not count: the link may have been a mistake."""
        return self.invitation is None or self.invitation.revoked_at is None


@dataclass
class Round:
    """All that was read and answered during one stay of the page in a state."""

    versions: list[InternalVersion]
    lines: list[Line]

    @property
    def state(self) -> str:
        """The key of the state."""
        return self.versions[0].state

    @property
    def state_entry(self) -> int:
        """The engine's row of the stay."""
        return self.versions[0].state_entry

    def state_name(self, definition: Definition) -> str:
        """The state in words; a state the workflow has lost by its key."""
        return next((one.name for one in definition.states if one.key == self.state), self.state)

    @cached_property
    def people(self) -> list[Line]:
        """One line for each person who counts: with the latest answer, or without any the latest invitation."""
        latest: dict[str, Line] = {}
        for line in self.lines:
            if line.counts and _is_later(line, latest.get(line.person)):
                latest[line.person] = line
        return list(latest.values())

    @cached_property
    def answers(self) -> list[Line]:
        """The people who answered, remarks first because somebody has to read them."""
        answered = [line for line in self.people if line.opinion]
        return sorted(answered, key=lambda one: (one.opinion.kind == OpinionKind.AGREE, one.opinion.given_at))

    @property
    def asked(self) -> int:
        """How many people there are."""
        return len(self.people)

    @property
    def answered(self) -> int:
        """How many of them answered."""
        return len(self.answers)

    @property
    def agree(self) -> int:
        """How many agree."""
        return sum(line.opinion.kind == OpinionKind.AGREE for line in self.answers)

    @property
    def with_remarks(self) -> int:
        """How many have remarks."""
        return self.answered - self.agree

    @property
    def silent(self) -> int:
        """How many have not answered."""
        return self.asked - self.answered

    @property
    def about_another_wording(self) -> int:
        """How many answers are about a text that has changed since."""
        return sum(not line.is_present_wording for line in self.answers)


def rounds_of(root: Any, fingerprint: str, state_entry: int | None = None) -> list[Round]:
    """Return the rounds of reading of a bundle, the newest first; of one stay in a state if it is named.

    ``fingerprint`` is that of the present draft. Takes three queries, however many readers there are.
    """
    found = InternalVersion.objects.of_page(root).defer("text", "files").order_by("-state_entry", "-pk")
    if state_entry is not None:
        found = found.filter(state_entry=state_entry)
    versions = found.prefetch_related("invitations", "opinions__invitation")
    return [_round(list(some), fingerprint) for _entry, some in groupby(versions, key=_stay)]


def present_round(root: Any, standing: Standing | None, fingerprint: str) -> Round | None:
    """Return the round of the present state, if anybody was asked or answered."""
    if standing is None or standing.task_state is None:
        return None
    found = rounds_of(root, fingerprint, standing.task_state.pk)
    return found[0] if found and found[0].lines else None


def round_for_decision(root: Any, standing: Standing | None) -> Round | None:
    """Return the round of the present state as whoever decides should see it, over the draft as it is now."""
    if standing is None or standing.task_state is None:
        return None
    if not InternalVersion.objects.of_stay(root, standing.task_state.pk).exists():
        return None
    return present_round(root, standing, bundle_fingerprint(root))


def round_before(root: Any, standing: Standing | None, fingerprint: str = "") -> Round | None:
    """Return the newest round of the present run, read in a state that the page has left since."""
    if standing is None or standing.run is None:
        return None
    stays = TaskState.objects.filter(workflow_state=standing.run).values("pk")
    versions = InternalVersion.objects.of_page(root).filter(state_entry__in=stays)
    stay = versions.order_by("-state_entry").values_list("state_entry", flat=True).first()
    if stay is None or (standing.task_state and stay == standing.task_state.pk):
        return None
    found = rounds_of(root, fingerprint, stay)
    return found[0] if found and found[0].lines else None


def round_before_decision(root: Any, standing: Standing | None) -> Round | None:
    """Return what readers said before, for whoever decides over the draft as it is now in a later state."""
    if round_before(root, standing) is None:
        return None
    return round_before(root, standing, bundle_fingerprint(root))


def _stay(version: InternalVersion) -> int:
    return version.state_entry


def _round(versions: list[InternalVersion], fingerprint: str) -> Round:
    return Round(versions, [line for version in versions for line in _lines(version, fingerprint)])


def _lines(version: InternalVersion, fingerprint: str) -> list[Line]:
    """Lay the answers beside the invitations; whoever answered without one gets a line of their own."""
    is_present = version.sha256 == fingerprint
    lines = [Line(version, _person(one), is_present, one) for one in version.invitations.all()]
    by_link = {line.invitation.pk: line for line in lines}
    by_person = {line.person: line for line in lines}
    for opinion in version.opinions.all():
        person = _person(opinion)
        line = by_link.get(opinion.invitation_id) or by_person.get(person)
        if line is None:
            line = by_person[person] = Line(version, person, is_present)
            lines.append(line)
        _put(opinion, line)
    return lines


def _put(opinion: Opinion, line: Line) -> None:
    if opinion.replaced_at:
        line.earlier.append(opinion)
    else:
        line.opinion = opinion


def _person(row: ReadingInvitation | Opinion) -> str:
    """Tell people apart: by their account, else by their address, else by the row that is left of them."""
    if row.user_id:
        return f"account {row.user_id}"
    if isinstance(row, Opinion):
        return f"name {row.user_name}"
    return row.email or f"invitation {row.pk}"


def _is_later(line: Line, other: Line | None) -> bool:
    if other is None:
        return True
    if bool(line.opinion) != bool(other.opinion):
        return bool(line.opinion)
    if line.opinion:
        return line.opinion.given_at > other.opinion.given_at
    return False  # the newest version comes first
