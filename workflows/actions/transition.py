"""Make a transition: the one door from state to state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import guards, signals
from ..bundles import bundle_fingerprint
from ..definition import State, Transition
from ..four_eyes import approves_own_text
from ..freezing import freeze, version_before_body
from ..loading.locking import hold_rows
from ..models.snapshots import Snapshot, SnapshotPurpose
from ..permissions import may_make
from ..standing import Standing, open_run, standing_of
from . import engine
from .base import Action, NotAllowed, Refused, Stale


@dataclass(frozen=True)
class Seen:
    """What the person had before their eyes: the state's row in the engine and the fingerprint of the text."""

    task_state: int | None
    fingerprint: str


class MakeTransition(Action):
    """Move a bundle along a transition of its definition.

    ``page`` is any page of the bundle. ``user`` is ``None`` for the clock, which makes automatic transitions only.
    ``seen`` is what was read before deciding; without it nothing is compared (commands, tests).
    """

    log_action = "kpss_workflows.transition"

    def __init__(
        self,
        page: Any,
        transition: str,
        *,
        user: Any = None,
        comment: str = "",
        seen: Seen | None = None,
        now: datetime | None = None,
    ) -> None:
        self.page = page.bundle_root
        self.key = transition
        self.user = user
        self.comment = comment.strip()
        self.seen = seen
        self.given_now = now
        self.now = now or timezone.now()
        self.snapshot: Snapshot | None = None

    @classmethod
    def is_spent(cls, root: Any) -> bool:
        """Tell whether it was done for good, so that nobody is offered to do it again."""
        return False

    def execute(self) -> Any:
        """Do it, wholly or not at all, and what the clock would do next at this very moment."""
        from .automatic import follow_automatic

        with transaction.atomic():
            result = super().execute()
            follow_automatic(self.page, self.now)
        return result

    # Reading again under the lock

    def hold(self) -> None:
        """Lock the run and read page and state again."""
        if open_run(self.page, lock=True) is None:
            hold_rows()
        self.page = type(self.page)._default_manager.select_for_update().get(pk=self.page.pk)
        # Whoever waited for the lock acts after the one who held it.
        self.now = self.given_now or timezone.now()
        self.standing = self._standing()
        self.transition = self._transition()
        self.fingerprint = bundle_fingerprint(self.page)

    def _standing(self) -> Standing:
        """Say where the bundle stands. A draft older than its workflow gets its run now."""
        from .start_run import begin_first_run

        begin_first_run(self.page, self.user)
        standing = standing_of(self.page)
        if standing is None:
            raise Refused(_("No workflow is loaded for this type of page."))
        return standing

    def _transition(self) -> Transition:
        try:
            transition = self.standing.definition.transition(self.key)
        except KeyError as error:
            raise Refused(_("The workflow no longer has this transition.")) from error
        if self.standing.state.key not in transition.source:
            raise Stale(
                _("Meanwhile the page is in the state “%(state)s”. Nothing was done.")
                % {"state": self.standing.state}
            )
        return transition

    # Questions

    def check(self) -> None:
        """Ask for the role, for what was seen, for the guards and for the comment, in this order."""
        self.check_role()
        self.check_seen()
        if reasons := guards.refusals(guards.Moment(self.page, self.user, self.transition, self.now)):
            raise Refused(*reasons)
        if self.transition.comment_required and not self.comment:
            raise Refused(_("Write why, so that the others know what to do."))

    def check_role(self) -> None:
        """A person needs a role; the clock needs an automatic transition."""
        if self.user is None:
            if not self.transition.automatic:
                raise NotAllowed(_("This transition is made by a person."))
        elif not may_make(self.user, self.page, self.transition, self.standing.definition):
            raise NotAllowed(_("You have no role that may do this here."))

    def check_seen(self) -> None:
        """What was read is what is decided."""
        if self.seen is None:
            return
        current = self.standing.task_state.pk if self.standing.task_state else None
        if self.seen.task_state != current:
            raise Stale(_("Meanwhile somebody moved the page. Nothing was done; look at it again."))
        if self.seen.fingerprint != self.fingerprint:
            raise Stale(_("Meanwhile the text changed. Nothing was done; read the new wording first."))

    # The change

    @property
    def target(self) -> State:
        """The state this leads to."""
        return self.standing.definition.state(self.transition.target or self.standing.state.key)

    def change(self) -> Any:
        """Freeze where the definition says so, then move."""
        if self.transition.freeze:
            self.snapshot = self.frozen_as_read()
        self.move()
        return self.snapshot

    def frozen_as_read(self) -> Snapshot:
        """Freeze, and make sure that it is the text that was checked: rows beside the pages are not locked."""
        snapshot = self.freeze()
        if snapshot.sha256 != self.fingerprint:
            raise Stale(_("Meanwhile the text changed. Nothing was done; read the new wording first."))
        return snapshot

    def freeze(self) -> Snapshot:
        """Freeze the text that is put before a body; it is public from now on."""
        return freeze(
            self.page,
            purpose=SnapshotPurpose.DECISION,
            state=self.target.key,
            public_from=self.now,
            user=self.user,
        )

    def move(self) -> None:
        """Move the run in Wagtail's engine, unless the transition stays."""
        if self.target.key == self.standing.state.key:
            return
        if self.target.kind == "final":
            self.finish()
            return
        steps = {"return": engine.go_back, "withdraw_consultation": engine.go_back}
        step = steps.get(self.step_kind(), engine.go_forward)
        due = self.due_since()
        step(self.standing, self.standing.task_of(self.target), user=self.user, comment=self.comment)
        if due:
            engine.begin_at(self.standing.run, due)

    def due_since(self) -> datetime | None:
        """Where the clock leads on, the second it was due: deadlines count from it, however late the clock came."""
        if self.user is not None:
            return None
        due = guards.due_since(guards.Moment(self.page, None, self.transition, self.now))
        return due and max(due, self.standing.task_state.started_at)

    def finish(self) -> None:
        """End the run and publish exactly what was decided."""
        snapshot = self.decided_snapshot()
        revisions = engine.frozen_revisions(snapshot)
        engine.finish(self.standing, revisions, user=self.user, comment=self.comment)
        snapshot.published_at = self.now
        snapshot.save(update_fields=["published_at"])

    def step_kind(self) -> str:
        """Say which way the engine goes: the effect of the transition."""
        return self.transition.effect

    def decided_snapshot(self) -> Snapshot:
        """Return the version that was put before the body: the newest one."""
        snapshot = version_before_body(self.page, is_published=False)
        if snapshot is None:
            raise Refused(_("No version was frozen, so there is nothing to publish."))
        return snapshot

    # Telling

    def log_data(self) -> dict[str, Any]:
        """Who, from, to, when, words, and the fingerprint of what was decided."""
        return {
            "transition": self.transition.key,
            "title": str(self.transition.title),
            "from": self.standing.state.key,
            "from_title": str(self.standing.state.title),
            "to": self.target.key,
            "to_title": str(self.target.title),
            "comment": self.comment,
            "fingerprint": self.fingerprint,
            "version": self.snapshot.number if self.snapshot else None,
            "by_clock": self.user is None,
        } | ({"own_text": True} if self.approves_own_text() else {})

    def approves_own_text(self) -> bool:
        """One person wrote and approves."""
        standing = self.standing
        return approves_own_text(self.page, self.user, standing.definition, standing.state, self.transition)

    def tell(self, result: Any) -> None:
        """Send the signal of every transition."""
        signals.transition_made.send(
            sender=type(self.page),
            page=self.page,
            transition=self.transition,
            user=self.user,
            comment=self.comment,
        )
