"""Load workflow definitions from TOML files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.loading.errors import DefinitionError
from workflows.loading.load import LoadDefinitions
from workflows.loading.sources import source_of
from workflows.management.moves import add_moves, moves_in


class Command(BaseCommand):
    """``kpss_load_workflow FILE_OR_NAME [...]``: all of them, or none."""

    help = (
        "Load workflow definitions from TOML files, or by their names those that ship with an app. "
        "A loaded one is changed; its runs and history stay. Says what changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files or names, page types, moves and the wish to see only."""
        parser.add_argument("definitions", nargs="+", metavar="FILE_OR_NAME")
        parser.add_argument(
            "--for",
            dest="page_types",
            action="append",
            default=[],
            metavar="app.Model",
            help="A page type it governs besides those it names; may be given again.",
        )
        add_moves(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="Check and say what would change, and write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the action and tell what it changed."""
        try:
            sources = [source_of(one) for one in options["definitions"]]
            action = LoadDefinitions(sources, moves=moves_in(options), page_types=options["page_types"])
            action.check() if options["dry_run"] else action.execute()
        except DefinitionError as error:
            raise CommandError(str(error)) from error
        for name, sentences in action.told:
            self._tell(name, sentences, is_dry=options["dry_run"])

    def _tell(self, name: str, sentences: list[str], *, is_dry: bool) -> None:
        heading = _("Would be loaded: %(name)s") if is_dry else _("Loaded: %(name)s")
        self.stdout.write(heading % {"name": name})
        for sentence in sentences or [_("Nothing changes.")]:
            self.stdout.write(f"  {sentence}")
