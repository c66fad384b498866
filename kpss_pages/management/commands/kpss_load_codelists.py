"""The command that fills service types and target groups."""

from typing import Any

from django.core.management.base import BaseCommand

from kpss_pages.codelists import load_codelists


class Command(BaseCommand):
    """Loads the lists that ship with the app; may be run again after every upgrade."""

    help = "Loads or refreshes the lists of service types and target groups."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load both lists and print what is there now."""
        loaded = load_codelists()
        self.stdout.write(
            f"Loaded {loaded['service_types']} service types and {loaded['target_groups']} target groups."
        )
