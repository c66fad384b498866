"""What every action shares: refusing in sentences, and doing all or nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import transaction
from wagtail.log_actions import LogContext, get_active_log_context, log

from ..guards import Refusal
from ..remembering import nothing_remembered


class Refused(Exception):
    """The action may not happen now. ``refusals`` say why; ``status`` is the HTTP status that fits."""

    status = 409

    def __init__(self, *refusals: Refusal | str) -> None:
        self.refusals = [one if isinstance(one, Refusal) else Refusal(str(one)) for one in refusals]
        super().__init__(" ".join(one.sentence for one in self.refusals))


class NotAllowed(Refused):
    """This person plays no role that may do this."""

    status = 403


class Stale(Refused):
    """What the person saw is no longer so."""


class Invalid(Refused):
    """What was filled in cannot be accepted. ``field`` names what has to be mended, where that is one thing."""

    status = 422

    def __init__(self, *refusals: Refusal | str, field: str = "") -> None:
        super().__init__(*refusals)
        self.field = field


class Action:
    """A verb. Subclasses give ``hold``, ``check`` and ``change``; ``execute`` runs them together."""

    log_action = ""

    def execute(self) -> Any:
        """Do it, wholly or not at all. Raises :class:`Refused` with the reasons."""
        with nothing_remembered(), _one_deed(self.log_user()), transaction.atomic():
            self.hold()
            self.check()
            result = self.change()
            self.log()
            self.tell(result)
        return result

    def hold(self) -> None:
        """Lock the row everything hangs on and read it again."""

    def check(self) -> None:
        """Raise :class:`Refused` if it may not happen."""

    def change(self) -> Any:
        """Make the change and return what it made."""
        raise NotImplementedError

    def log(self) -> None:
        """Write one entry into the page's log."""
        log(instance=self.logged_page(), action=self.log_action, user=self.log_user(), data=self.log_data())

    def tell(self, result: Any) -> None:
        """Send the signal."""

    def logged_page(self) -> Any:
        """Return the page whose history tells this."""
        return self.page

    def log_user(self) -> Any:
        """Return who did it; a clock and the public are nobody."""
        return self.user if getattr(self.user, "pk", None) else None

    def log_data(self) -> dict[str, Any]:
        """Return what the history keeps; no text of comments and nobody's address."""
        return {}


def _one_deed(user: Any) -> AbstractContextManager:
    """Give all that Wagtail's log notes about one action one mark, also where no request has given it.

    What nobody did (the clock, the public) is not laid at the door of whoever's request let it happen.
    """
    active = get_active_log_context()
    return nullcontext() if active.uuid and (user or not active.user) else LogContext()
