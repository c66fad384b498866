"""Do what the clock has to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from workflows.jobs.running import run_all


class Command(BaseCommand):
    """``kpss_tick``: for cron or a timer; late, twice or in parallel with the same result."""

    help = (
        "Make the automatic transitions whose time has come and send the mail that waits. "
        "Run it every few minutes; late or twice is fine."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done and what failed; fail at the end if anything did."""
        report = run_all()
        for words in report.done:
            self.stdout.write(words)
        for words in report.failed:
            self.stderr.write(words)
        if report.is_elsewhere:
            self.stdout.write(_("Another kpss_tick is at work, so this one leaves the rest to it."))
        if report.failed:
            raise SystemExit(1)
