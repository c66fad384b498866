"""Record what a body decided, and let the outcome lead the run."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..definition import State
from ..freezing import version_before_body
from ..models.resolutions import Outcome, Resolution, missing_year
from ..models.snapshots import Snapshot
from .base import Invalid, Refused
from .publish_settlements import publish_open_settlements
from .record_resolution import RecordResolution
from .transition import MakeTransition

BACKWARD = frozenset({Outcome.RETURNED, Outcome.NOT_ADOPTED})
"""With these a body sends the text back."""


class RecordDecision(MakeTransition):
    """Write down the resolution of the body that decides in this state and go where its outcome leads.

    An approval that leads to the final state publishes exactly the version that was put before the body, plan and
    all areas, whatever has been saved since. Recording is not approving: four eyes do not apply.
    """

    def __init__(self, *args: Any, values: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = values

    @property
    def target(self) -> State:
        """The state its outcome leads to."""
        return self.standing.definition.state(self.transition.outcomes[self.values["outcome"]])

    @property
    def publishes(self) -> bool:
        """The outcome ends the run."""
        return self.target.kind == "final" and self.standing.state.kind != "final"

    def check(self) -> None:
        """The outcome must be one that can be recorded in this state."""
        super().check()
        if self.values.get("outcome") not in self.transition.outcomes:
            raise Refused(_("This outcome cannot be recorded in the present state."))
        if sentence := missing_year(self.values["outcome"], self.values.get("valid_until_year")):
            raise Invalid(sentence)

    def step_kind(self) -> str:
        """A body that returns a text rejects it in the engine."""
        return "return" if self.values["outcome"] in BACKWARD else "forward"

    def change(self) -> Resolution:
        """Record the resolution over the version it speaks of, then move."""
        is_published = self.standing.state.kind == "final"
        self.snapshot = version_before_body(self.page, is_published=is_published)
        values = {"body": self.standing.state.body} | self.values
        self.resolution = RecordResolution(
            self.page, user=self.user, values=values, snapshot=self.snapshot, state=self.standing.state.key
        ).execute()
        if self.publishes:
            publish_open_settlements(self.page, self.now)
        self.move()
        return self.resolution

    def decided_snapshot(self) -> Snapshot:
        """Publish the version the resolution speaks of."""
        return self.snapshot or super().decided_snapshot()

    def log_data(self) -> dict[str, Any]:
        """The transition, with its outcome."""
        return super().log_data() | {"outcome": str(self.resolution.get_outcome_display())}

    def tell(self, result: Any) -> None:
        """Tell of the transition, and of the publication if there was one."""
        super().tell(result)
        if self.publishes:
            signals.snapshot_published.send(sender=Snapshot, snapshot=self.snapshot, user=self.user)
