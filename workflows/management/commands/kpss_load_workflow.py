"""Load workflow definitions from TOML files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from workflows.loading.errors import DefinitionError
from workflows.loading.load import load_text


class Command(BaseCommand):
    """``kpss_load_workflow FILE [FILE ...]``: all of them, or none."""

    help = "Load workflow definitions from TOML files; a loaded one is changed, its runs and history stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in one transaction."""
        try:
            with transaction.atomic():
                names = [load_text(path.read_text("utf-8"), path.name).name for path in options["files"]]
        except (OSError, UnicodeDecodeError, DefinitionError) as error:
            raise CommandError(str(error)) from error
        for name in names:
            self.stdout.write(_("Loaded: %(name)s") % {"name": name})
