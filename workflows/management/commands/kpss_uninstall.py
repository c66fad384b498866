"""Leave the project: end runs, drop our rows, keep the host's pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from workflows.uninstalling.belongings import inventory
from workflows.uninstalling.leave import CannotLeave, check, leave

NEXT = "python manage.py migrate kpss_workflows zero"
"""What is left to do while the apps are still installed; it takes what stands on the layer along."""


class Command(BaseCommand):
    """``kpss_uninstall``: before the apps are taken out of the project. Again changes nothing."""

    help = "End every run and drop everything of ours from the database; pages of your own types stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two permissions."""
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument(
            "--delete-pages", action="store_true", help="Delete pages of our types, with all below them."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what goes, ask, and let it go: all of it or nothing."""
        sentences = inventory()
        try:
            check(with_pages=options["delete_pages"])
            self._ask(sentences, options["yes"])
            leave(with_pages=options["delete_pages"])
        except CannotLeave as error:
            raise CommandError("\n".join([_("Nothing was dropped."), *error.reasons])) from error
        except ProtectedError as error:
            raise CommandError(_("Nothing was dropped. %(reason)s") % {"reason": error}) from error
        self.stdout.write(
            _("Nothing of ours is left in the database. Now run: %(command)s") % {"command": NEXT}
        )

    def _ask(self, sentences: list[str], is_sure: bool) -> None:
        for sentence in sentences:
            self.stdout.write(sentence)
        if is_sure or not sentences:
            return
        self.stdout.write(
            _("Your own pages stay as they are: what is public stays public, a draft stays a draft.")
        )
        try:
            answer = input(_("Type “yes” to go on: "))
        except EOFError:
            answer = ""
        if answer.strip() != "yes":
            raise CommandError(_("Nothing was dropped. With --yes the command does not ask."))
