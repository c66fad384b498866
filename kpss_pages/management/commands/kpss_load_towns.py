"""The command that loads what is known of towns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from wagtail.models import Site

from kpss_pages.imports.problems import Broken
from kpss_pages.imports.towns import load_towns
from kpss_pages.models import KpssIndexPage
from workflows.base_page import BASE_PAGE_MODEL


class Command(BaseCommand):
    """``kpss_load_towns FILE [--parent PAGE_ID]``: every town of the file, or nothing. Twice changes nothing."""

    help = (
        "Load towns with their plans, resolutions, groups, meetings, consultations, news and projects from a JSON "
        "file of the shape of kpss_pages/data/towns.json, each under a portal of its own. Names of people in such "
        "files were published by the authorities themselves and are marked public. What was loaded before is left "
        "alone, whatever was changed or deleted since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the place."""
        parser.add_argument("file", type=Path, help="The JSON file, in UTF-8.")
        parser.add_argument(
            "--parent",
            type=int,
            metavar="PAGE_ID",
            help="The page to put portals under; else the site's first page.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would be added, and write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and tell what was added."""
        parent = _parent(options["parent"])
        try:
            report = load_towns(options["file"], parent, dry_run=options["dry_run"])
        except Broken as error:
            sentence = _("%(file)s: nothing was loaded.") % {"file": options["file"]}
            raise CommandError(f"{sentence}\n{error}") from error
        for line in report.lines():
            self.stdout.write(line)


def _parent(pk: int | None) -> Any:
    """Find the page that portals go under."""
    if pk is None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError(_("There is no default site; name the page with --parent."))
        parent = site.root_page
    else:
        parent = apps.get_model(BASE_PAGE_MODEL).objects.filter(pk=pk).first()
        if parent is None:
            raise CommandError(_("There is no page %(id)s.") % {"id": pk})
    if not KpssIndexPage.can_create_at(parent.specific):
        raise CommandError(_("Portals cannot stand under the page “%(page)s”.") % {"page": parent})
    return parent
