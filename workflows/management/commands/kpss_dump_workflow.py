"""Write a loaded workflow definition as TOML."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.models import WorkflowDefinition


class Command(BaseCommand):
    """``kpss_dump_workflow NAME``: to standard output."""

    help = "Write a loaded workflow definition as TOML to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name."""
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the source as it was loaded, in its one form."""
        row = WorkflowDefinition.objects.filter(name=options["name"]).first()
        if row is None:
            raise CommandError(_("No workflow called “%(name)s” is loaded.") % {"name": options["name"]})
        self.stdout.write(row.source, ending="")
