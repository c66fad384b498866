"""Open a public consultation: freeze the bundle and say from when until when people may comment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..freezing import freeze
from ..intake.notice import usual_notice
from ..models.consultation_places import ConsultationPlace
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot, SnapshotPurpose
from .base import Invalid, Refused
from .consultation import check_period, check_promise
from .transition import MakeTransition

RULES = ("shown", "counts", "takes_late", "takes_files")
"""Fields of a consultation that say how comments count; they do not change once it is open."""

LATE_START = timedelta(hours=1)
"""Filling in the form takes a while; an opening that lies this far back is a slip of the pen."""


class OpenConsultation(MakeTransition):
    """Freeze plan and areas as the next version and let the public comment from ``opens_at`` to ``closes_at``.

    Both are aware datetimes. ``rules`` are values of the fields :data:`RULES`, ``places`` unsaved rows; without a
    ``data_notice`` the one that ships is used. Nothing is reachable before ``opens_at``, and no job is needed at
    either second.
    """

    def __init__(
        self,
        *args: Any,
        opens_at: datetime,
        closes_at: datetime,
        contact: str,
        introduction: str = "",
        data_notice: str = "",
        settled_by: date | None = None,
        rules: dict[str, Any] | None = None,
        places: Sequence[ConsultationPlace] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.opens_at = opens_at
        self.closes_at = closes_at
        self.contact = contact.strip()
        self.introduction = introduction.strip()
        self.data_notice = data_notice.strip() or usual_notice(self.page)
        self.settled_by = settled_by
        self.rules = {name: value for name, value in (rules or {}).items() if name in RULES}
        self.places = places

    def check(self) -> None:
        """The period must make sense, and people need to know whom to ask."""
        super().check()
        if missing := [label for label, is_done in self.page.get_consultation_obstacles() if not is_done]:
            raise Refused(*missing)
        check_period(self.opens_at, self.closes_at)
        if self.closes_at <= self.now:
            raise Invalid(_("The consultation would be over before it begins."))
        if self.opens_at < self.now - LATE_START:
            raise Invalid(
                _("The opening lies in the past. Nobody could read the draft then; write the present time.")
            )
        if not self.contact:
            raise Invalid(_("Write where else people may comment or ask."))
        check_promise(self.settled_by, self.closes_at)

    def freeze(self) -> Snapshot:
        """Freeze the draft; it reads in public from the opening second, or from now if that has passed."""
        return freeze(
            self.page,
            purpose=SnapshotPurpose.CONSULTATION,
            state=self.target.key,
            public_from=max(self.opens_at, self.now),
            user=self.user,
        )

    def change(self) -> Consultation:
        """Freeze, write the consultation down and move."""
        self.snapshot = self.frozen_as_read()
        self.consultation = Consultation.objects.create(
            snapshot=self.snapshot,
            opens_at=max(self.opens_at, self.now),
            closes_at=self.closes_at,
            contact=self.contact,
            introduction=self.introduction,
            data_notice=self.data_notice,
            settled_by=self.settled_by,
            **self.rules,
            opened_by=self.user,
        )
        for place in self.places:
            place.consultation = self.consultation
        ConsultationPlace.objects.bulk_create(self.places)
        self.move()
        return self.consultation

    def tell(self, result: Any) -> None:
        """Tell of the transition and of the consultation."""
        super().tell(result)
        signals.consultation_opened.send(sender=Consultation, consultation=self.consultation, user=self.user)
