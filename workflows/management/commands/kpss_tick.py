"""Make the transitions whose time has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflows.clock import tick


class Command(BaseCommand):
    """``kpss_tick``: for cron or a timer; late, twice or in parallel with the same result."""

    help = (
        "Make the automatic transitions whose time has come. Run it every few minutes; late or twice is fine."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done and what failed; fail at the end if anything did."""
        done, failed = tick()
        for sentence in done:
            self.stdout.write(sentence)
        for sentence in failed:
            self.stderr.write(sentence)
        if failed:
            raise SystemExit(1)
