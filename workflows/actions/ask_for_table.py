"""Ask the clock for a working version of a large settlement table."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..jobs.queue import make_tables_soon
from ..models.consultations import Consultation
from ..models.table_files import TableMaking
from ..permissions import may_moderate
from ..table.kinds import is_offered
from ..table.making import MOST_TRIES
from ..table.rows import Table
from ..table.state import state_of
from .base import Action, Invalid, NotAllowed, Refused


class AskForTable(Action):
    """Have the table written as it stands now. Asked for twice, it is written once."""

    def __init__(self, consultation: Consultation, kind: str, *, user: Any) -> None:
        self.consultation = consultation
        self.page = consultation.snapshot.page.specific
        self.kind = kind
        self.user = user

    def hold(self) -> None:
        """Lock the register, so that two who ask at once ask for one file."""
        Consultation.objects.select_for_update().get(pk=self.consultation.pk)
        self.consultation.refresh_from_db(fields=["settlements_published_at"])

    def check(self) -> None:
        """Somebody at the desk asks for a format that is offered, before everybody reads the table."""
        if not may_moderate(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if not is_offered(self.kind):
            raise Invalid(_("This site does not offer the table in this format."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; their table is made by itself."))

    def change(self) -> TableMaking:
        """Let the clock write it, unless it is written, or being written, of the present state."""
        making, _is_new = TableMaking.objects.get_or_create(
            consultation=self.consultation, kind=self.kind, is_working=True
        )
        state = state_of(Table(self.consultation, is_working=True))
        if making.state != state.key or making.tries >= MOST_TRIES:
            making.state, making.made_at, making.tries, making.rows_done = "", None, 0, 0
        making.asked_by, making.asked_at = self.user, timezone.now()
        making.save()
        return making

    def log(self) -> None:
        """Nothing: a file that was asked for changes nothing."""

    def tell(self, result: TableMaking) -> None:
        """Ask the workers of the host, if there are any."""
        transaction.on_commit(make_tables_soon)
