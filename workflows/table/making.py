"""Making files of tables ahead: each once for each state of a table, by the clock, never by whoever reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from ..jobs.lease import Hold
from ..jobs.registry import Deed
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from ..models.table_files import TableFile, TableMaking
from .kinds import is_offered, offered
from .rows import Table
from .state import State, state_of
from .volumes import Volume
from .writing import written

LEASE = "tables"

MOST_TRIES = 3
"""After so many failures with the same words nothing but other words or a person helps."""

WORKING_KEPT = timedelta(days=1)
"""How long a working version may be taken away."""


def public_consultations() -> Any:
    """Those whose settlement table everybody reads."""
    known = Consultation.objects.valid().filter(settlements_published_at__isnull=False)
    return known.filter(snapshot__in=Snapshot.objects.public()).select_related("snapshot")


def tables_to_make(now: datetime) -> Iterator[Deed]:
    """Give a deed for each file that lacks: of public tables every kind, of working ones what was asked for."""
    for consultation in public_consultations().order_by("pk"):
        state = state_of(Table(consultation))
        for kind in offered():
            making, _is_new = TableMaking.objects.get_or_create(
                consultation=consultation, kind=kind, is_working=False
            )
            if _is_due(making, state):
                yield _deed(making)
    asked = TableMaking.objects.filter(is_working=True, made_at=None, tries__lt=MOST_TRIES)
    for making in asked.select_related("consultation__snapshot").order_by("asked_at"):
        if is_offered(making.kind):
            yield _deed(making)


def _deed(making: TableMaking) -> Deed:
    return Deed(f"table {making.pk} as {making.kind}", partial(make_files, making.pk))


def _is_due(making: TableMaking, state: State) -> bool:
    if making.state != state.key:
        return True
    if making.made_at is None:
        return making.tries < MOST_TRIES
    return not all(one.file.storage.exists(one.file.name) for one in making.files.all())


def make_files(pk: int) -> str | None:
    """Write the files of one making; whoever else is at it is left to it."""
    hold = Hold(LEASE)
    if not hold.take():
        return None
    try:
        return _make(pk, hold)
    finally:
        hold.release()


def _make(pk: int, hold: Hold) -> str | None:
    making = TableMaking.objects.select_related("consultation__snapshot").get(pk=pk)
    table = Table(making.consultation, making.is_working)
    state = state_of(table)
    _begin(making, state)

    def tell(count: int) -> None:
        hold.keep()
        TableMaking.objects.filter(pk=pk).update(rows_done=count)

    for volume, stream in written(table, making.kind, tell):
        _keep(making, volume, stream)
    # What was written while somebody blacked out a name may hold it still; the next round writes it anew.
    if not making.is_working and state_of(table).key != state.key:
        return "changed meanwhile"
    # Whoever asked anew meanwhile has put another state there, and waits for the next round.
    same = TableMaking.objects.filter(pk=pk, state=state.key)
    return "made" if same.update(made_at=timezone.now(), rows_done=state.rows) else "asked for anew meanwhile"


def _begin(making: TableMaking, state: State) -> None:
    """Note what is going to be written, and take away what was written before."""
    making.tries = making.tries + 1 if making.state == state.key else 1
    making.state, making.made_at = state.key, None
    making.rows_total, making.rows_done = state.rows, 0
    making.save(update_fields=["tries", "state", "made_at", "rows_total", "rows_done"])
    drop_files(making)


def _keep(making: TableMaking, volume: Volume, stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    row = TableFile(making=making, number=volume.number, first=volume.first, last=volume.last, size=size)
    row.file.save("table", File(stream), save=True)


def drop_files(making: TableMaking) -> None:
    """Take the files of a making away, rows first: a row never names a file that is gone for long."""
    with transaction.atomic():
        files = [one.file for one in making.files.all()]
        making.files.all().delete()
    for file in files:
        file.storage.delete(file.name)
