"""How the history of a page tells that data of people were erased. It names nobody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter


def register(actions: Any) -> None:
    """Register every action and its sentence."""

    @actions.register_action("kpss_workflows.people_erased")
    class PeopleErasedFormatter(LogFormatter):
        label = gettext_lazy("Data of people erased after their time")

        def format_message(self, log_entry: Any) -> str:
            count = log_entry.data.get("letters", 0)
            sentence = ngettext(
                "The person behind %(count)s submission was erased, because the time to keep it is over",
                "The people behind %(count)s submissions were erased, because the time to keep them is over",
                count,
            )
            return sentence % {"count": count}

    @actions.register_action("kpss_workflows.person_erased")
    class PersonErasedFormatter(LogFormatter):
        label = gettext_lazy("Data of a person erased")

        def format_message(self, log_entry: Any) -> str:
            count = sum(log_entry.data.get("counts", {}).values())
            sentence = ngettext(
                "Data of one person were erased, %(count)s record",
                "Data of one person were erased, %(count)s records",
                count,
            )
            return sentence % {"count": count}

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")

    @actions.register_action("kpss_workflows.version_erasure")
    class VersionErasureFormatter(LogFormatter):
        label = gettext_lazy("Personal detail erased from frozen versions")

        def format_message(self, log_entry: Any) -> str:
            numbers = ", ".join(str(one["number"]) for one in log_entry.data.get("versions", ()))
            return _("A personal detail was erased; versions with a new fingerprint: %(numbers)s") % {
                "numbers": numbers or "–"
            }

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")
