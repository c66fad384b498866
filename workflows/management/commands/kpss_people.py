"""Give out or erase what is kept of one person, and tell what is kept of people at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.actions.base import Refused
from workflows.actions.erase_person import ErasePerson
from workflows.people.export import export_of, name_of_export
from workflows.people.places import find_everywhere
from workflows.people.record import as_markdown
from workflows.people.sought import Sought


class Command(BaseCommand):
    """``kpss_people export|erase EMAIL``, and ``kpss_people record``."""

    help = "Export or erase what is kept of one person, or print the record of processing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and the person."""
        parser.add_argument("deed", choices=["export", "erase", "record"])
        parser.add_argument("email", nargs="?", default="", help="the person's address")
        parser.add_argument("--name", default="", help="the person's name, as it was given")
        parser.add_argument("--output", type=Path, help="where the export goes; a file that is not there yet")
        parser.add_argument("--reason", default="", help="why it is erased; logged, so it names nobody")
        parser.add_argument("--unanswered", action="store_true", help="erase also who waits for an answer")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased, erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it everywhere on the site."""
        if options["deed"] == "record":
            self.stdout.write(as_markdown())
            return
        sought = Sought.by(options["email"], options["name"])
        if not sought.words:
            raise CommandError(_("Write an e-mail address or a name."))
        deeds = {"export": self.export, "erase": self.tell if options["dry_run"] else self.erase}
        deeds[options["deed"]](sought, options)

    def export(self, sought: Sought, options: dict[str, Any]) -> None:
        """Write a file that only its owner reads."""
        now = timezone.now()
        path = options["output"] or Path(name_of_export(now))
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(str(error)) from error
        with os.fdopen(handle, "wb") as file, export_of(sought, now) as stream:
            file.write(stream.read())
        self.stdout.write(str(path))

    def tell(self, sought: Sought, options: dict[str, Any]) -> None:
        """Say what would be erased and what would stay."""
        for one in find_everywhere(sought):
            sign = _("erased") if one.is_erased else _("stays")
            self.stdout.write(f"{one.place.title}: {one.count} ({sign}) {one.place.stays}".rstrip())

    def erase(self, sought: Sought, options: dict[str, Any]) -> None:
        """Call the action and say what it did."""
        action = ErasePerson(sought, reason=options["reason"], unanswered_too=options["unanswered"])
        try:
            counts = action.execute()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
