"""Entries that our actions write into Wagtail's log, and how they read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


def register(actions: Any) -> None:
    """Register every action and its sentence."""

    @actions.register_action("kpss_workflows.transition")
    class TransitionFormatter(LogFormatter):
        label = gettext_lazy("State of the workflow")

        def format_message(self, log_entry: Any) -> str:
            data = {"from_title": "", "to_title": "", "title": ""} | log_entry.data
            if data["from_title"] == data["to_title"]:
                return data["title"]
            return _("%(title)s: from “%(from_title)s” to “%(to_title)s”") % data

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    @actions.register_action("kpss_workflows.resolution")
    class ResolutionFormatter(LogFormatter):
        label = gettext_lazy("Resolution recorded")

        def format_message(self, log_entry: Any) -> str:
            return _("Resolution recorded: %(body)s, %(outcome)s %(number)s") % (
                {"body": "", "outcome": "", "number": ""} | log_entry.data
            )

    @actions.register_action("kpss_workflows.correction")
    class CorrectionFormatter(LogFormatter):
        label = gettext_lazy("Resolution corrected")

        def format_message(self, log_entry: Any) -> str:
            return _("Resolution corrected")

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    for name, sentence in (
        ("submission", gettext_lazy("Submission received")),
        ("moderation", gettext_lazy("Comment moderated")),
        ("settlement", gettext_lazy("Comment settled")),
    ):
        actions.register_action(f"kpss_workflows.{name}", sentence, sentence)
