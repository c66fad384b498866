"""Forget who commented, now and not at the next tick."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.people.forgetting import forget_people
from workflows.people.retention import consultations_over, letters_due, people_kept


class Command(BaseCommand):
    """``kpss_erase_people``: what ``kpss_tick`` does by itself. Again changes nothing."""

    help = (
        "Erase name, address, files and private link of everybody whose comments were settled more than "
        "KPSS_PEOPLE_KEPT_DAYS ago; comment, settlement and number stay. kpss_tick does the same by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to do it."""
        parser.add_argument("--dry-run", action="store_true", help="say how many there are, erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many of which consultation."""
        now = timezone.now()
        if people_kept() is None:
            self.stdout.write(_("KPSS_PEOPLE_KEPT_DAYS is None, so nobody is erased by time."))
        for consultation in list(consultations_over(now)):
            due = letters_due(consultation).count()
            count = due if options["dry_run"] else forget_people(consultation, now)
            self.stdout.write(
                _("%(consultation)s: submissions %(count)s")
                % {"consultation": consultation.snapshot, "count": count}
            )
