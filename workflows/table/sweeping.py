"""Taking away files of tables that nobody may read any more, and files no row names."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from ..intake.sweeping import all_stored, lost_files
from ..models.table_files import FOLDER, TableFile, TableMaking
from ..storage import private_storage
from .making import WORKING_KEPT, drop_files, public_consultations


def sweep_tables(now: datetime) -> int:
    """Delete working versions of yesterday, and what was made of tables that are public no more."""
    old = Q(is_working=True, asked_at__lt=now - WORKING_KEPT)
    hidden = Q(is_working=False) & ~Q(consultation__in=public_consultations())
    count = 0
    for making in TableMaking.objects.filter(old | hidden):
        drop_files(making)
        making.delete()
        count += 1
    storage = private_storage()
    known = set(TableFile.objects.values_list("file", flat=True))
    lost = lost_files(storage, FOLDER, known, now)
    for name in lost:
        storage.delete(name)
    return count + len(lost)


def drop_tables() -> None:
    """Delete every file of a table."""
    storage = private_storage()
    for name in list(all_stored(storage, FOLDER)):
        storage.delete(name)
