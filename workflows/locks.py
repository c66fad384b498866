"""The lock that a state puts on every page of a bundle."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock, BasicLock

from .permissions import may_edit
from .remembering import remembering
from .returns import last_return
from .situations import Situation
from .standing import Standing


class SituatedLock(BaseLock):
    """A lock whose place in Wagtail's side panel tells the whole situation of the page.

    Wagtail lets nobody add a panel of their own to its editor, but the status panel asks the lock what to say.
    """

    def __init__(self, object: Any, standing: Standing) -> None:
        super().__init__(object)
        self.standing = standing
        self.definition = standing.definition
        self.state = standing.state

    def get_context_for_user(self, user: Any, parent_context: Any = None) -> dict[str, Any]:
        """Say in the side panel where the page stands, what this person may do and what is in the way."""
        context = super().get_context_for_user(user, parent_context)
        request = parent_context.get("request") if parent_context else None
        if request is None:
            return context
        # The panel is drawn again after each automatic save, which is no request that only shows.
        with remembering():
            told = context | {
                "situation": Situation(self.object, user, self.standing),
                "is_drawn_again": _is_drawn_again(parent_context),
            }
            panel = render_to_string("kpss_workflows/admin/side_panel.html", told, request)
        return context | {"description": panel}


class StateLock(SituatedLock):
    """Says which state the page is in and that this person only reads in it."""

    def for_user(self, user: Any) -> bool:
        """Tell whether this person may only read."""
        return not may_edit(user, self.object, self.definition, self.state)

    def get_message(self, user: Any) -> Any:
        """Name the state and explain it; to those who write, say why the text came back to them."""
        if not self.for_user(user):
            return self._message_of_return()
        return format_html(
            "<b>{}</b> {} {}",
            _("State: %(state)s.") % {"state": self.state},
            self.state.sentence,
            _("You may read the page, not change it."),
        )

    def _message_of_return(self) -> Any:
        returned = last_return(self.object.bundle_root, self.standing)
        if returned is None:
            return None
        sentence = _("%(person)s sent the text back.") % {"person": returned.by}
        return format_html('<span class="kpss-open"><b>{}</b> {}</span>', sentence, returned.words)

    def get_icon(self, user: Any) -> str:
        """Show an open lock to whoever may write."""
        return "lock" if self.for_user(user) else "lock-open"

    def get_locked_by(self, user: Any) -> str:
        """Say in the side panel what locks the page, or that nothing does."""
        if not self.for_user(user):
            return _("Open to you in the state “%(state)s”") % {"state": self.state}
        return _("Locked by the state “%(state)s”") % {"state": self.state}

    def get_description(self, user: Any) -> str:
        """Say why."""
        if not self.for_user(user):
            return self.state.sentence or _("In this state you may change the text.")
        return self.state.sentence or _("In this state you may read the page, not change it.")


def _is_drawn_again(context: Any) -> bool:
    """The first save of a new page draws the editor's header for the first time, so no label stands there yet."""
    return context.get("is_partial", False) and not context.get("hydrate_create_view", False)


class PersonalLock(SituatedLock, BasicLock):
    """A person's own lock, where the state lets people write. It never opens what the state shuts."""

    def for_user(self, user: Any) -> bool:
        """Tell whether the state, or somebody's lock, lets this person only read."""
        return self._state_lock.for_user(user) or super().for_user(user)

    def get_message(self, user: Any) -> Any:
        """Say which of the two it is."""
        lock = self._state_lock if self._state_lock.for_user(user) else super()
        return lock.get_message(user)

    @property
    def _state_lock(self) -> StateLock:
        return StateLock(self.object, self.standing)
