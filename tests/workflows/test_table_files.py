"""Files of the public table: made once by the clock, given fresh or not at all, started by no visitor."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from workflows.jobs.running import run_job
from workflows.models import Comment, Consultation, Snapshot, SubmitterIdentity, TableFile, TableMaking
from workflows.storage import private_storage
from workflows.table import kinds, making, state, volumes
from workflows.table.kinds import FILES

from .browser import soup, words
from .tables import TABLE, many

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_limit(monkeypatch):
    """Nothing is small."""
    monkeypatch.setattr(state, "SMALL_ROWS", 1)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def tick() -> list[str]:
    report = run_job("tables")
    assert report.failed == []
    return report.done


def test_clock_makes_every_format_once(settled):
    assert len(tick()) == len(FILES)
    assert tick() == []
    assert TableMaking.objects.filter(made_at__isnull=False, is_working=False).count() == len(FILES)


def test_tick_knows_the_job(settled, capsys):
    call_command("kpss_tick")
    assert "tables" in capsys.readouterr().out


def test_clock_makes_nothing_of_what_is_not_public(settled):
    Consultation.objects.update(settlements_published_at=None)
    assert tick() == []
    Consultation.objects.update(settlements_published_at=timezone.now(), withdrawn_at=timezone.now())
    assert tick() == []
    assert not TableMaking.objects.exists()


@pytest.mark.parametrize("kind", FILES)
def test_small_table_is_given_at_once_and_starts_nothing(settled, client, kind):
    response = client.get(f"{TABLE}{kind}/")
    assert response["Content-Type"] == FILES[kind]
    assert f"vyporadani-orez-1.{kind}" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert len(content(response)) > 1000
    assert not TableMaking.objects.exists()


def test_large_table_waits_for_the_clock(settled, client, small_limit):
    for _visit in range(3):
        response = client.get(f"{TABLE}pdf/")
        assert response.status_code == 202
        assert "no-store" in response["Cache-Control"]
        assert "not ready yet" in words(response)
    assert not TableMaking.objects.exists()
    tick()
    response = client.get(f"{TABLE}pdf/")
    assert response.status_code == 200
    assert content(response).startswith(b"%PDF")


def test_waiting_page_tells_how_far_it_is_and_turns_only_for_who_wishes(settled, client, small_limit):
    tick()
    TableMaking.objects.update(made_at=None, rows_done=9, rows_total=18)
    response = client.get(f"{TABLE}pdf/")
    assert "9 of 18 comments are written." in words(response)
    assert soup(response).find("progress")["value"] == "50"
    assert "Refresh" not in response
    assert client.get(f"{TABLE}pdf/?sledovat=1")["Refresh"] == "10"
    TableMaking.objects.update(made_at=timezone.now())
    assert client.get(f"{TABLE}pdf/?sledovat=1", follow=True).redirect_chain == [(TABLE, 302)]


def test_file_is_written_in_pieces_that_are_told(settled, monkeypatch):
    from workflows.table import rows, writing

    told = []
    monkeypatch.setattr(rows, "PIECE", 5)
    monkeypatch.setattr(writing, "PIECE", 5)
    for _volume in writing.written(rows.Table(settled.consultation), "csv", told.append):
        pass
    assert told == [5, 10, 15]


def test_copy_is_asked_whether_it_is_still_so(settled, client):
    tick()
    first = client.get(f"{TABLE}csv/")
    assert first["Cache-Control"] == "no-cache"
    assert client.get(f"{TABLE}csv/", headers={"if-none-match": first["ETag"]}).status_code == 304
    SubmitterIdentity.objects.update(publish_name=False)
    assert client.get(f"{TABLE}csv/", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda: SubmitterIdentity.objects.update(publish_name=False),
        lambda: SubmitterIdentity.objects.update(name=""),
        lambda: Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod."),
        lambda: Comment.objects.filter(text="Tajná.").update(text="██"),
        lambda: Comment.objects.get(text="Tajná.").save(),
    ],
)
def test_old_file_is_given_to_nobody(settled, client, small_limit, change):
    tick()
    before = set(TableFile.objects.values_list("file", flat=True))
    change()
    assert client.get(f"{TABLE}csv/").status_code == 202
    assert len(tick()) == len(FILES)
    assert client.get(f"{TABLE}csv/").status_code == 200
    assert not any(private_storage().exists(name) for name in before)


def test_what_changes_while_it_is_written_is_written_anew(settled, monkeypatch):
    keep = making._keep

    def erased_meanwhile(one, volume, stream):
        keep(one, volume, stream)
        SubmitterIdentity.objects.update(name="Jiná")

    monkeypatch.setattr(making, "_keep", erased_meanwhile)
    assert "changed meanwhile" in tick()[0]
    assert not TableMaking.objects.filter(kind="pdf", made_at__isnull=False).exists()
    monkeypatch.undo()
    tick()
    assert TableMaking.objects.filter(kind="pdf", made_at__isnull=False).exists()


def test_lost_file_is_made_again(settled, client, small_limit):
    tick()
    file = TableFile.objects.get(making__kind="xlsx").file
    file.storage.delete(file.name)
    assert client.get(f"{TABLE}xlsx/").status_code == 202
    tick()
    assert client.get(f"{TABLE}xlsx/").status_code == 200


def test_table_that_cannot_be_made_is_given_up_after_some_tries(settled, client, small_limit, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(making, "written", broken)
    for _time in range(making.MOST_TRIES):
        assert len(run_job("tables").failed) == len(FILES)
    assert run_job("tables").failed == []
    assert "could not be made" in words(client.get(f"{TABLE}pdf/"))


def test_volumes_have_addresses_of_their_own(settled, client, small_limit, monkeypatch):
    monkeypatch.setattr(volumes, "ROWS", 10)
    tick()
    page = soup(client.get(TABLE))
    links = [one for one in page.select(".kpss-files a") if "PDF" in one.text]
    assert [one["href"] for one in links] == [f"{TABLE}pdf/", f"{TABLE}pdf/2/"]
    assert "Volume 2: comments 1-0001/11 to 1-0002/1" in links[1].text
    assert "dil-2.pdf" in client.get(f"{TABLE}pdf/2/")["Content-Disposition"]
    for number in ("0", "1", "3", "x", "9999"):
        assert client.get(f"{TABLE}pdf/{number}/").status_code == 404


def test_public_reads_no_file_once_the_version_is_taken_back(settled, client):
    tick()
    Snapshot.objects.update(retracted_at=timezone.now())
    for kind in FILES:
        assert client.get(f"{TABLE}{kind}/").status_code == 404


def test_sweeping_takes_what_nobody_may_read(settled):
    tick()
    names = list(TableFile.objects.values_list("file", flat=True))
    run_job("forgetting")
    assert all(private_storage().exists(name) for name in names)
    Consultation.objects.update(settlements_published_at=None)
    run_job("forgetting")
    assert not TableMaking.objects.exists()
    assert not any(private_storage().exists(name) for name in names)


def test_sweeping_takes_files_no_row_names_when_they_are_old(settled):
    tick()
    name = TableFile.objects.first().file.name
    TableFile.objects.all().delete()
    run_job("forgetting")
    assert private_storage().exists(name)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        run_job("forgetting", timezone.now())
    assert not private_storage().exists(name)


def test_what_no_package_writes_is_not_offered(settled, client, monkeypatch):
    monkeypatch.setattr(kinds, "find_spec", lambda name: None)
    assert len(tick()) == len(FILES) - 2
    assert not TableMaking.objects.filter(kind__in=["pdf", "docx"]).exists()
    text = words(client.get(TABLE))
    assert "XLSX" in text
    assert "PDF" not in text
    for kind in ("pdf", "docx"):
        assert client.get(f"{TABLE}{kind}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/orez/", "/kpss/pripominky/", "/orez/navrh/1/", "/orez/navrh/1/pripominky/", TABLE]
)
def test_plan_list_and_comments_name_formats_and_sizes(settled, client, address):
    Consultation.objects.update(closes_at=timezone.now())
    tick()
    size = TableFile.objects.get(making__kind="pdf").size
    links = soup(client.get(address)).select(".kpss-files a")
    files = {one["href"]: one.text for one in links}
    assert {f"{TABLE}{kind}/" for kind in FILES} <= set(files)
    assert "PDF" in files[f"{TABLE}pdf/"]
    assert f"{size / 1024:.1f}" in files[f"{TABLE}pdf/"]
    assert TABLE in files or address == TABLE


def test_list_asks_as_much_for_many_files_as_for_none(settled, client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/kpss/pripominky/").status_code == 200
        return len(found)

    Consultation.objects.update(closes_at=timezone.now())
    asked()
    none = asked()
    tick()
    assert asked() <= none + 1


def test_whole_table_stands_on_one_page_to_be_printed(settled, client):
    many(settled, 120)
    assert "Připomínka 119." not in words(client.get(TABLE))
    assert "?vse=1" in {one.get("href") for one in soup(client.get(TABLE)).find_all("a")}
    assert "Připomínka 119." in words(client.get(f"{TABLE}?vse=1"))
