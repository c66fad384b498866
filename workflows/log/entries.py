"""Entries that our actions write into Wagtail's log, and how they read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from ..importing.entries import span_of
from ..templatetags.kpss import czdatetime


def register(actions: Any) -> None:
    """Register every action and its sentence."""

    @actions.register_action("kpss_workflows.transition")
    class TransitionFormatter(LogFormatter):
        label = gettext_lazy("State of the workflow")

        def format_message(self, log_entry: Any) -> str:
            data = {"from_title": "", "to_title": "", "title": ""} | log_entry.data
            if data.get("own_text"):
                data["title"] = _("%(title)s (by somebody who wrote the text)") % data
            if data["from_title"] == data["to_title"]:
                return data["title"]
            return _("%(title)s: from “%(from_title)s” to “%(to_title)s”") % data

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    @actions.register_action("kpss_workflows.redefinition")
    class RedefinitionFormatter(LogFormatter):
        label = gettext_lazy("Moved by a change of the workflow")

        def format_message(self, log_entry: Any) -> str:
            data = {"from_title": "", "to_title": ""} | log_entry.data
            return _("The workflow changed: from “%(from_title)s” to “%(to_title)s”") % data

    @actions.register_action("kpss_workflows.choice")
    class ChoiceFormatter(LogFormatter):
        label = gettext_lazy("Choice of a workflow")

        def format_message(self, log_entry: Any) -> str:
            data = {"type_title": "", "chosen": ""} | log_entry.data
            if not data["chosen"]:
                return _("Pages of the type “%(type_title)s” follow their usual workflow again") % data
            return _("Pages of the type “%(type_title)s” follow the workflow “%(chosen)s”") % data

    @actions.register_action("kpss_workflows.role")
    class RoleFormatter(LogFormatter):
        label = gettext_lazy("Role given or taken")

        def format_message(self, log_entry: Any) -> str:
            data = {"role_title": "", "group": "", "taken": False} | log_entry.data
            if data["taken"]:
                return _("The group “%(group)s” no longer plays the role “%(role_title)s” here") % data
            return _("The group “%(group)s” plays the role “%(role_title)s” here") % data

    @actions.register_action("kpss_workflows.load")
    class LoadFormatter(LogFormatter):
        label = gettext_lazy("Workflow loaded")

        def format_message(self, log_entry: Any) -> str:
            return "\n".join([_("Workflow loaded"), *log_entry.data.get("changes", ())])

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

    @actions.register_action("kpss_workflows.extension")
    class ExtensionFormatter(LogFormatter):
        label = gettext_lazy("Consultation extended")

        def format_message(self, log_entry: Any) -> str:
            closes_at = datetime.fromisoformat(log_entry.data["closes_at"])
            return _("The consultation was extended until %(closes_at)s") % {
                "closes_at": czdatetime(closes_at)
            }

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    @actions.register_action("kpss_workflows.redaction")
    class RedactionFormatter(LogFormatter):
        label = gettext_lazy("Passage of a comment redacted")

        def format_message(self, log_entry: Any) -> str:
            data = {"comment_number": ""} | log_entry.data
            return _("A passage of comment %(comment_number)s was redacted") % data

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    @actions.register_action("kpss_workflows.sheet")
    class SheetFormatter(LogFormatter):
        label = gettext_lazy("Settled by a spreadsheet")

        def format_message(self, log_entry: Any) -> str:
            data = {"count": 0} | log_entry.data
            sentence = ngettext(
                "%(count)s settlement was taken from a spreadsheet",
                "%(count)s settlements were taken from a spreadsheet",
                data["count"],
            )
            return sentence % data

    @actions.register_action("kpss_workflows.acceptance")
    class AcceptanceFormatter(LogFormatter):
        label = gettext_lazy("Settlements accepted")

        def format_message(self, log_entry: Any) -> str:
            data = {"body": "", "count": 0} | log_entry.data
            sentence = ngettext(
                "%(count)s settlement was accepted: %(body)s",
                "%(count)s settlements were accepted: %(body)s",
                data["count"],
            )
            return sentence % data

    @actions.register_action("kpss_workflows.import")
    class ImportFormatter(LogFormatter):
        label = gettext_lazy("Letters entered from a file")

        def format_message(self, log_entry: Any) -> str:
            data = {"file": "", "count": 0, "first": "", "last": ""} | log_entry.data
            sentence = ngettext(
                "%(count)s letter was entered from the file “%(file)s”: %(numbers)s",
                "%(count)s letters were entered from the file “%(file)s”: %(numbers)s",
                data["count"],
            )
            return sentence % (data | {"numbers": span_of(data["first"], data["last"])})

    for name, sentence in (
        ("known", gettext_lazy("Published as known from a source")),
        ("submission", gettext_lazy("Submission received")),
        ("author", gettext_lazy("An author changed what was sent")),
        ("moderation", gettext_lazy("Comment moderated")),
        ("classification", gettext_lazy("Comment sorted")),
        ("assignment", gettext_lazy("Comment assigned")),
        ("joining", gettext_lazy("Comment answered together with another one")),
        ("passage", gettext_lazy("Settlement linked to the changed passage")),
        ("settlement", gettext_lazy("Comment settled")),
        ("words", gettext_lazy("Words of settlements changed")),
        ("description", gettext_lazy("The description of the consultation was changed")),
        ("mail_retried", gettext_lazy("Mail tried again")),
    ):
        actions.register_action(f"kpss_workflows.{name}", sentence, sentence)
