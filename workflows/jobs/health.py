"""How the clock and the mail are doing, for those who look after the site. Tells nobody's name or address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from .. import clock
from ..models.heartbeat import Heartbeat
from ..models.outbox import OutgoingMail
from .registry import Job, jobs
from .running import TICK

LATE = timedelta(hours=1)
"""After how long without a finished tick somebody should look."""


@dataclass(frozen=True)
class Health:
    """What was found at one moment."""

    now: datetime
    tick: Heartbeat | None
    jobs: list[tuple[Job, Heartbeat | None]]
    mail_waiting: int
    mail_given_up: int

    @property
    def is_late(self) -> bool:
        """Something waits for ``kpss_tick``, and it has not come through for an hour, or never."""
        return not self.tick_is_recent and (self.mail_waiting > 0 or clock.has_work())

    @property
    def tick_is_recent(self) -> bool:
        """It came through within the last hour."""
        finished = self.tick and self.tick.last_finished
        return bool(finished) and self.now - finished < LATE

    @property
    def failed(self) -> int:
        """How many deeds failed in the last run of each job."""
        return sum(beat.last_failed for _job, beat in self.jobs if beat)

    def as_data(self) -> dict[str, Any]:
        """The same for a machine."""
        return {
            "status": "late" if self.is_late else "ok",
            "tick": {"finished": _iso(self.tick), "late": self.is_late},
            "jobs": {
                job.name: {"finished": _iso(beat), "done": beat.last_done, "failed": beat.last_failed}
                for job, beat in self.jobs
                if beat
            },
            "mail": {"waiting": self.mail_waiting, "given_up": self.mail_given_up},
        }


def health(now: datetime | None = None) -> Health:
    """Look at the heartbeats and the outbox. Raises ``DatabaseError`` where the database does not answer."""
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    return Health(
        now=now or timezone.now(),
        tick=beats.get(TICK),
        jobs=[(job, beats.get(job.name)) for job in jobs()],
        mail_waiting=OutgoingMail.objects.waiting().count(),
        mail_given_up=OutgoingMail.objects.dead().count(),
    )


def _iso(beat: Heartbeat | None) -> str | None:
    return beat.last_finished.isoformat(timespec="seconds") if beat and beat.last_finished else None
