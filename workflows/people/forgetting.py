"""Forgetting everybody whose time has come, a few hundred at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from ..actions.erase_people import ErasePeople
from ..jobs.registry import Deed
from ..models.consultations import Consultation
from .retention import consultations_over


def people_to_forget(now: datetime) -> Iterator[Deed]:
    """Give one deed for each consultation whose people are known no longer; done again it finds nobody."""
    for consultation in list(consultations_over(now)):
        yield Deed(f"people of consultation {consultation.pk}", partial(_forget, consultation, now))


def forget_people(consultation: Consultation, now: datetime) -> int:
    """Forget those of one consultation; return how many letters lost theirs. Killed in between, it goes on later."""
    erased = 0
    while count := ErasePeople(consultation, now=now).execute():
        erased += count
    return erased


def _forget(consultation: Consultation, now: datetime) -> str | None:
    erased = forget_people(consultation, now)
    return f"{erased} forgotten" if erased else None
