"""Record a resolution beside a page, without moving anything."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField

from .. import signals
from ..doors.draft_files import is_hidden_from
from ..models.resolutions import Outcome, Resolution
from ..models.snapshots import Snapshot
from ..resolution_facts import facts_of, fingerprint_of_facts
from .base import Action, Invalid


def check_document(document: Any, user: Any) -> None:
    """A resolution makes its document public. Raises :class:`Invalid` for a file of a draft the person may not read."""
    if document and user and is_hidden_from(document, user):
        raise Invalid(str(ModelChoiceField.default_error_messages["invalid_choice"]))


class RecordResolution(Action):
    """Write down what a body resolved about a page, as far as it is known.

    ``values`` are fields of :class:`Resolution`. Raises :class:`Invalid` naming what is wrong.
    """

    log_action = "kpss_workflows.resolution"

    def __init__(
        self,
        page: Any,
        *,
        user: Any,
        values: dict[str, Any],
        snapshot: Snapshot | None = None,
        state: str = "",
    ) -> None:
        self.page = page
        self.user = user
        self.resolution = Resolution(
            **values, page_id=page.pk, snapshot=snapshot, state=state, recorded_by=user if user else None
        )

    def check(self) -> None:
        """The fields must hold together, and the document must be the person's to give."""
        check_document(self.resolution.document, self.user)
        try:
            self.resolution.full_clean(exclude=["page", "snapshot", "recorded_by"])
        except ValidationError as error:
            raise Invalid(*error.messages) from error

    def change(self) -> Resolution:
        """Keep it."""
        self.resolution.save()
        return self.resolution

    def log_data(self) -> dict[str, Any]:
        """What was resolved, where and under which number."""
        return {
            "resolution": self.resolution.pk,
            "body": str(self.resolution.body_label),
            "outcome": str(Outcome(self.resolution.outcome).label),
            "number": self.resolution.number,
            "facts": fingerprint_of_facts(facts_of(self.resolution)),
        }

    def tell(self, result: Any) -> None:
        """Tell of the resolution."""
        signals.resolution_recorded.send(sender=Resolution, resolution=self.resolution, user=self.user)
