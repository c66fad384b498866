"""Write a workflow definition as TOML."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.loading.errors import DefinitionError
from workflows.loading.shipped import shipped_source
from workflows.loading.toml import read
from workflows.models import WorkflowDefinition
from workflows.picture.mermaid import mermaid_of


class Command(BaseCommand):
    """``kpss_dump_workflow NAME [--shipped] [--mermaid]``: to standard output."""

    help = (
        "Write a loaded workflow definition as TOML to standard output, with --shipped as it came with its app, "
        "with --mermaid as a diagram."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, and which of the two is meant."""
        parser.add_argument("name")
        parser.add_argument(
            "--shipped", action="store_true", help="Write it as it came with its app, loaded or not."
        )
        parser.add_argument("--mermaid", action="store_true", help="Draw it as a Mermaid diagram instead.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the source in its one form."""
        text = self.shipped(options["name"]) if options["shipped"] else self.loaded(options["name"])
        self.stdout.write(mermaid_of(read(text)) if options["mermaid"] else text, ending="")

    def loaded(self, name: str) -> str:
        """The source as it was loaded."""
        row = WorkflowDefinition.objects.filter(name=name).first()
        if row is None:
            raise CommandError(_("No workflow called “%(name)s” is loaded.") % {"name": name})
        return row.source

    def shipped(self, name: str) -> str:
        """The source as the app brings it."""
        try:
            return shipped_source(name).text
        except DefinitionError as error:
            raise CommandError(str(error)) from error
