"""The lock that a state puts on every page of a bundle."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from .permissions import may_edit
from .standing import Standing


class StateLock(BaseLock):
    """Says which state the page is in and that this person only reads in it."""

    def __init__(self, object: Any, standing: Standing) -> None:
        super().__init__(object)
        self.definition = standing.definition
        self.state = standing.state

    def for_user(self, user: Any) -> bool:
        """Tell whether this person may only read."""
        return not may_edit(user, self.object, self.definition, self.state)

    def get_message(self, user: Any) -> Any:
        """Name the state and explain it."""
        if not self.for_user(user):
            return None
        return format_html(
            "<b>{}</b> {} {}",
            _("State: %(state)s.") % {"state": self.state},
            self.state.sentence,
            _("You may read the page, not change it."),
        )

    def get_icon(self, user: Any) -> str:
        """Show an open lock to whoever may write."""
        return "lock" if self.for_user(user) else "lock-open"

    def get_locked_by(self, user: Any) -> str:
        """Say in the side panel what locks the page, or that nothing does."""
        if not self.for_user(user):
            return _("Open to you in the state “%(state)s”") % {"state": self.state}
        return _("Locked by the state “%(state)s”") % {"state": self.state}

    def get_description(self, user: Any) -> str:
        """Say in the side panel why."""
        if not self.for_user(user):
            return self.state.sentence or _("In this state you may change the text.")
        return self.state.sentence or _("In this state you may read the page, not change it.")
