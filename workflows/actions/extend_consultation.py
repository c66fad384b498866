"""Give people more time to comment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..models.consultation_extensions import ConsultationExtension
from ..models.consultations import Consultation
from .base import Invalid, Refused, Stale
from .consultation import ConsultationAction


class ExtendConsultation(ConsultationAction):
    """Let the consultation close later, publicly and with a reason, while one may still write.

    ``seen`` is the closing that was on the screen: of two who extend at once, the second looks again first.
    """

    log_action = "kpss_workflows.extension"

    def __init__(
        self,
        consultation: Consultation,
        *,
        closes_at: datetime,
        reason: str,
        user: Any,
        seen: datetime | None = None,
        now: datetime | None = None,
    ) -> None:
        super().__init__(consultation, user=user, now=now)
        self.closes_at = closes_at
        self.reason = reason.strip()
        self.seen = seen

    def check(self) -> None:
        """The consultation has not closed, and the new closing lies behind the present one."""
        super().check()
        if self.seen is not None and self.seen != self.consultation.closes_at:
            raise Stale(_("Meanwhile the consultation was extended. Nothing was done; look at it again."))
        if self.consultation.is_over(self.now):
            raise Refused(_("The consultation has closed. Open another round instead."))
        if self.closes_at <= self.consultation.closes_at:
            raise Invalid(_("An extension ends later than what it extends."))
        if not self.reason:
            raise Invalid(_("Write the reason; the public will read it."))

    def change(self) -> ConsultationExtension:
        """Keep what it was, and let it close later."""
        extension = ConsultationExtension.objects.create(
            consultation=self.consultation,
            closed_at_before=self.consultation.closes_at,
            closes_at=self.closes_at,
            reason=self.reason,
            extended_by=self.user,
            extended_at=self.now,
        )
        self.consultation.closes_at = self.closes_at
        self.consultation.save(update_fields=["closes_at"])
        return extension

    def log_data(self) -> dict[str, Any]:
        """Until when, and why."""
        return {"closes_at": self.closes_at.isoformat(), "comment": self.reason}

    def tell(self, result: ConsultationExtension) -> None:
        """Tell of the extension."""
        signals.consultation_extended.send(sender=Consultation, extension=result, user=self.user)
