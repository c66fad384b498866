"""Entries that our actions write into Wagtail's log, and how they read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register(actions: Any) -> None:
    """Register every action and its sentence."""

    @actions.register_action("kpss_pages.beside")
    class BesideFormatter(LogFormatter):
        label = gettext_lazy("Contacts and documents changed")

        def format_message(self, log_entry: Any) -> str:
            return _("Changed beside the page: %(rows)s") % {
                "rows": ", ".join(log_entry.data.get("changed", []))
            }
