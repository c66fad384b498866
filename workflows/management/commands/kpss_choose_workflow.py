"""Let a page type follow another definition at a place in the tree."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.loading.choose import ChooseDefinition
from workflows.loading.errors import DefinitionError
from workflows.management.moves import add_moves, moves_in
from workflows.management.places import page_of


class Command(BaseCommand):
    """``kpss_choose_workflow NAME app.Model --root PAGE``, or ``--clear`` instead of the name."""

    help = (
        "At a page and below it, let a page type follow another loaded workflow than elsewhere, or with --clear no "
        "longer. Says what changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the page type, the place, moves and the wish to see only."""
        parser.add_argument("name", nargs="?", default="", help="The name of a loaded workflow.")
        parser.add_argument("page_type", metavar="app.Model")
        parser.add_argument(
            "--root",
            type=int,
            required=True,
            metavar="PAGE",
            help="The number of the page from which on it holds.",
        )
        parser.add_argument("--clear", action="store_true", help="Take the choice back.")
        add_moves(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="Check and say what would change, and write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the action and tell what it changed."""
        if bool(options["name"]) == options["clear"]:
            raise CommandError(_("Name a workflow, or take the choice back with --clear."))
        place = page_of(options["root"])
        action = ChooseDefinition(place, options["page_type"], options["name"], moves=moves_in(options))
        try:
            action.check() if options["dry_run"] else action.execute()
        except DefinitionError as error:
            raise CommandError(str(error)) from error
        for sentence in action.sentences or [_("Nothing changes.")]:
            self.stdout.write(sentence)
        if options["dry_run"]:
            self.stdout.write(_("Nothing was written."))
