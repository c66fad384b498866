"""Give a group of users a role on a page and below it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.actions.base import Refused
from workflows.actions.give_role import GiveRole
from workflows.management.places import page_of


class Command(BaseCommand):
    """``kpss_give_role ROLE GROUP --root PAGE``, with ``--take`` the other way."""

    help = "Let the members of a group of users play a role of a loaded workflow on a page and below it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the role, the group, the place, and which way."""
        parser.add_argument("role", help="The key of the role in the definition.")
        parser.add_argument("group", help="The name of the group, as in Wagtail's settings.")
        parser.add_argument("--root", type=int, required=True, metavar="PAGE", help="The number of the page.")
        parser.add_argument("--take", action="store_true", help="Take the role from the group.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the action and say what it did."""
        group = Group.objects.filter(name=options["group"]).first()
        if group is None:
            raise CommandError(_("There is no group called “%(name)s”.") % {"name": options["group"]})
        place = page_of(options["root"])
        action = GiveRole(place, options["role"], group, take=options["take"])
        try:
            action.execute()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if not action.is_new:
            self.stdout.write(_("Nothing changes."))
            return
        sentence = (
            _("“%(group)s” no longer plays the role “%(role)s” at “%(place)s” and below.")
            if options["take"]
            else _("“%(group)s” plays the role “%(role)s” at “%(place)s” and below.")
        )
        names = {"group": group.name, "role": options["role"], "place": place.get_admin_display_title()}
        self.stdout.write(sentence % names)
