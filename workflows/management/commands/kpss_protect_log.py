"""Let the database refuse changes of the log."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from workflows.log.protection import protect, unprotect

KNOWN = ("postgresql", "sqlite")


class Command(BaseCommand):
    """``kpss_protect_log [--remove]``: run once in production, after migrating."""

    help = "Install triggers by which the database refuses to change or delete entries of the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the way back."""
        parser.add_argument("--remove", action="store_true", help="take the triggers away again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Install or remove, and say so."""
        if connection.vendor not in KNOWN:
            raise CommandError(_("Triggers are known for PostgreSQL and SQLite only."))
        if options["remove"]:
            unprotect()
            self.stdout.write(_("The database no longer protects the log."))
        else:
            protect()
            self.stdout.write(_("From now on the database refuses to change the log."))
