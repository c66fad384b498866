"""The database itself refuses to change the log of decisions."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from wagtail.models import PageLogEntry

from workflows.log.protection import erasing, is_protected
from workflows.log.sealing import seal_log
from workflows.models import LogSeal

from .story import make, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def protected(hall):
    """A notice on its way, its log sealed and protected."""
    hall.until_ready()
    seal_log()
    call_command("kpss_protect_log", verbosity=0)
    yield hall
    call_command("kpss_protect_log", remove=True, verbosity=0)


def ours():
    return PageLogEntry.objects.filter(action="kpss_workflows.transition")


@pytest.mark.parametrize(
    "deed",
    [
        lambda: ours().update(data={}),
        lambda: ours().delete(),
        lambda: LogSeal.objects.all().delete(),
        lambda: LogSeal.objects.update(salt=""),
    ],
    ids=["change an entry", "delete an entry", "delete a seal", "change a seal"],
)
def test_database_refuses(protected, deed):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        deed()
    assert ours().count() == 2


def test_work_goes_on(protected):
    make(protected.page, "send_back", protected.secretary, comment="Doplňte.")
    save(protected.page, by=protected.writer, body="<p>V úterý.</p>")
    assert seal_log() == 1


def test_entries_of_others_stay_theirs(protected):
    PageLogEntry.objects.filter(action="wagtail.create").delete()


def test_erasure_passes_and_protection_comes_back(protected):
    with erasing():
        ours().update(user=None)
    assert is_protected()
    assert not ours().exclude(user=None).exists()


def test_protecting_twice_is_fine(protected):
    call_command("kpss_protect_log", verbosity=0)
    assert is_protected()


def test_failed_erasure_leaves_the_log_protected(protected):
    def erase_and_fail():
        with erasing():
            ours().update(user=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        erase_and_fail()
    assert is_protected()
    assert ours().exclude(user=None).exists()
