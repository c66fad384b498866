"""Make portals ready to work with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kpss_pages.models import KpssIndexPage
from kpss_pages.setup import set_up_portal
from workflows.loading.errors import DefinitionError
from workflows.management.moves import add_moves, moves_in


class Command(BaseCommand):
    """``kpss_setup [PAGE ...] [--plan NAME [--move OLD=NEW]]``: the portals with these numbers, or all of them."""

    help = "Give portals their code lists, workflows, lists, groups of editors and folder. Again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take numbers of pages, and how their plans are decided."""
        parser.add_argument(
            "portals", nargs="*", type=int, help="Numbers of portal pages; all if none is given."
        )
        parser.add_argument(
            "--plan",
            default="",
            metavar="NAME",
            help="The workflow that plans of these portals follow from now on, such as plan_small_town.",
        )
        add_moves(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Set each up and say which groups it has."""
        portals = KpssIndexPage.objects.all()
        if wanted := options["portals"]:
            portals = portals.filter(pk__in=wanted)
            if missing := set(wanted) - set(portals.values_list("pk", flat=True)):
                raise CommandError(
                    _("There is no portal with the number %(numbers)s.")
                    % {"numbers": ", ".join(map(str, sorted(missing)))}
                )
        if not portals:
            raise CommandError(_("There is no portal yet: add a page of the type “KPSS portal” first."))
        moves = moves_in(options)
        if moves and not options["plan"]:
            raise CommandError(_("Pages move only to another workflow of plans: name it with --plan."))
        for portal in portals:
            try:
                groups = set_up_portal(portal, plan=options["plan"], moves=moves)
            except DefinitionError as error:
                raise CommandError(str(error)) from error
            names = ", ".join(sorted(group.name for group in groups.values()))
            self.stdout.write(
                _("“%(portal)s” is ready. Its groups of users: %(groups)s.")
                % {"portal": portal.title, "groups": names}
            )
