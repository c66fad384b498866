"""Who did what the log tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from ..models.edits import Edit

NOBODY = {
    "kpss_workflows.transition": gettext_lazy("The clock"),
    "kpss_workflows.submission": gettext_lazy("The public"),
    "kpss_workflows.author": gettext_lazy("The public"),
    "kpss_workflows.opinion": gettext_lazy("A reader"),
}
"""What acts without an account."""


class People:
    """The names of some people; of those whose account is gone what was written down when they saved."""

    def __init__(self, numbers: Iterable[int | None]) -> None:
        wanted = {number for number in numbers if number}
        found = get_user_model().objects.in_bulk(wanted) if wanted else {}
        gone = wanted - found.keys()
        written = Edit.objects.filter(user_id__in=gone).order_by() if gone else Edit.objects.none()
        self.names = dict(written.values_list("user_id", "user_name").distinct())
        self.names |= {number: get_user_display_name(user) for number, user in found.items()}

    def name(self, number: int | None, action: str) -> str:
        """Name a person by their number, or what acted without one."""
        if not number:
            return str(NOBODY.get(action, _("The system")))
        return self.names.get(number) or _("user %(number)s (deleted)") % {"number": number}

    def who_did(self, entry: Any) -> str:
        """Name who made an entry. A step of the clock is nobody's, also when somebody's request let it happen."""
        return self.name(None if entry.data.get("by_clock") else entry.user_id, entry.action)
