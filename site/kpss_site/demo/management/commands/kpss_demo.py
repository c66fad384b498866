"""The command that loads the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from kpss_site.demo.handout import handout, lines, write
from kpss_site.demo.loading import load


class Command(BaseCommand):
    """``kpss_demo [--port 8000]``: load what is missing of the demonstration and print how to look at it."""

    help = (
        "Load the demonstration: four real towns with their facts and one invented town that shows everything, with "
        "sign-ins whose passwords everybody may know. Again changes nothing. Refused unless KPSS_DEMO is set."
    )

    # That nothing governs the pages yet is what this command mends; whoever serves the site has it checked.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port the site will be served on."""
        parser.add_argument("--port", type=int, default=8000, help="The port the site will be served on.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, print the handout and write it down."""
        if not getattr(settings, "KPSS_DEMO", False):
            raise CommandError(
                _("Demonstration passwords are known to everybody, so this runs only where KPSS_DEMO is set.")
            )
        sheet = handout(load(timezone.now(), options["port"]), options["port"])
        write(sheet, Path(settings.VAR_DIR) / "demo.json")
        self.stdout.write("\n".join(["", *lines(sheet), ""]))
