"""How the history of a page tells of its internal readings. It names no reader and holds no words of theirs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from ..models.opinions import OpinionKind


def register(actions: Any) -> None:
    """Register every action and its sentence."""

    @actions.register_action("kpss_workflows.readers_invited")
    class ReadersInvitedFormatter(LogFormatter):
        label = gettext_lazy("Readers invited")

        def format_message(self, log_entry: Any) -> str:
            count = log_entry.data.get("count", 0)
            sentence = ngettext(
                "%(count)s person was invited to read the draft",
                "%(count)s people were invited to read the draft",
                count,
            )
            return sentence % {"count": count}

    @actions.register_action("kpss_workflows.opinion")
    class OpinionFormatter(LogFormatter):
        label = gettext_lazy("Opinion on the draft")

        def format_message(self, log_entry: Any) -> str:
            data = {"opinion": "", "before": ""} | log_entry.data
            kind = dict(OpinionKind.choices).get(data["opinion"], data["opinion"])
            if data["before"]:
                return _("A reader of the draft answered anew: %(opinion)s") % {"opinion": kind}
            return _("A reader of the draft answered: %(opinion)s") % {"opinion": kind}

    for name, sentence in (
        ("invitation_renewed", gettext_lazy("A reader of the draft was sent a new link")),
        ("invitation_revoked", gettext_lazy("A link to the draft was revoked")),
    ):
        actions.register_action(f"kpss_workflows.{name}", sentence, sentence)
