"""Correct a recorded resolution: what stood there stays visible."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models.resolutions import Resolution, ResolutionCorrection
from ..permissions import may_record
from ..resolution_facts import CORRECTED, as_written, facts_of, fingerprint_of_facts
from .base import Action, Invalid, NotAllowed
from .record_resolution import check_document

CORRECTABLE = (*CORRECTED, "document")


class CorrectResolution(Action):
    """Change facts of a resolution and keep every former value with the reason."""

    log_action = "kpss_workflows.correction"

    def __init__(
        self, resolution: Resolution, *, user: Any, values: dict[str, Any], reason: str = ""
    ) -> None:
        self.pk = resolution.pk
        self.user = user
        self.values = {name: value for name, value in values.items() if name in CORRECTABLE}
        self.reason = reason.strip()

    def hold(self) -> None:
        """Lock the resolution and see what really changes."""
        self.resolution = Resolution.objects.select_for_update().get(pk=self.pk)
        self.page = self.resolution.page.specific
        self.changes = {
            name: (getattr(self.resolution, name), value)
            for name, value in self.values.items()
            if getattr(self.resolution, name) != value
        }

    def check(self) -> None:
        """Only a clerk or coordinator of the page, only sound values, and a reason for what was otherwise."""
        if not may_record(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if "document" in self.changes:
            check_document(self.values["document"], self.user)
        mended = [name for name, (before, _after) in self.changes.items() if before not in (None, "", False)]
        if mended and not self.reason:
            raise Invalid(_("Write why the record is corrected; the reason stays beside it."))
        for name, (_before, after) in self.changes.items():
            setattr(self.resolution, name, after)
        try:
            self.resolution.full_clean(exclude=["page", "snapshot", "recorded_by"])
        except ValidationError as error:
            raise Invalid(*error.messages) from error

    def execute(self) -> Resolution:
        """Do nothing where nothing is different; what is filled in for the first time needs no reason."""
        with transaction.atomic():
            self.hold()
            return super().execute() if self.changes else self.resolution

    def change(self) -> Resolution:
        """Save the new values and the former ones beside them."""
        self.resolution.save()
        ResolutionCorrection.objects.bulk_create(
            ResolutionCorrection(
                resolution=self.resolution,
                field=name,
                before=as_written(before),
                after=as_written(after),
                reason=self.reason,
                corrected_by=self.user,
            )
            for name, (before, after) in self.changes.items()
        )
        return self.resolution

    def log_data(self) -> dict[str, Any]:
        """Which facts were corrected."""
        return {
            "resolution": self.resolution.pk,
            "fields": sorted(self.changes),
            "comment": self.reason,
            "facts": fingerprint_of_facts(facts_of(self.resolution)),
        }
