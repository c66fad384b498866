"""The table at the desk: a working version for those who settle, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from workflows.actions.ask_for_table import AskForTable
from workflows.actions.base import Refused
from workflows.jobs.running import run_job
from workflows.models import Comment, Consultation, TableFile, TableMaking
from workflows.storage import private_storage
from workflows.table import state, volumes
from workflows.table.kinds import FILES

from .browser import form_data, signed_in, soup, words
from .story import comment_on
from .tables import TABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def working(settled):
    """The same town hall before the publication."""
    Consultation.objects.update(settlements_published_at=None)
    settled.consultation.refresh_from_db()
    settled.address = reverse("kpss_workflows_admin:table", args=[settled.consultation.pk])
    return settled


@pytest.fixture
def small_limit(monkeypatch):
    """Nothing is small."""
    monkeypatch.setattr(state, "SMALL_ROWS", 1)


def files_of(response) -> list[str]:
    return [one["href"] for one in soup(response).select("table a")]


def test_desk_leads_to_every_format_of_a_small_table(working):
    client = signed_in(working.secretary)
    desk = client.get(reverse("kpss_workflows_admin:desk", args=[working.consultation.pk]))
    assert working.address in {one.get("href") for one in soup(desk).find_all("a")}
    links = files_of(client.get(working.address))
    assert links == [f"{working.address}{kind}/" for kind in FILES]
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert "pracovni" in response["Content-Disposition"]
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert not TableMaking.objects.exists()


def test_working_version_holds_only_what_is_released(working):
    comment_on(working.consultation, "Nikdo nečetl.")
    Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod.")
    text = b"".join(signed_in(working.secretary).get(f"{working.address}csv/").streaming_content).decode()
    assert "Nikdo" not in text
    assert "Tajná." not in text
    assert "Vyhovíme." in text
    assert "Eva" not in text


@pytest.mark.parametrize("who", ["writer", "mayor"])
def test_nobody_else_reads_or_asks(working, who, client, small_limit):
    addresses = [working.address, f"{working.address}csv/", f"{working.address}pdf/2/"]
    for address in addresses:
        assert client.get(address).status_code == 302
        assert "login" in client.get(address)["Location"]
    other = signed_in(getattr(working, who))
    for address in addresses:
        assert other.get(address).status_code in (302, 403, 404)
        assert other.get(address).get("Content-Disposition") is None
    other.post(working.address, {"kind": "pdf"})
    assert not TableMaking.objects.exists()


def test_public_reads_no_working_version(working, client, small_limit):
    signed_in(working.secretary).post(working.address, {"kind": "csv"})
    run_job("tables")
    assert TableFile.objects.exists()
    for kind in FILES:
        assert client.get(f"{TABLE}{kind}/").status_code == 404


def test_large_working_version_is_asked_for_made_and_taken(working, small_limit):
    client = signed_in(working.secretary)
    page = client.get(working.address)
    assert files_of(page) == []
    answer = client.post(working.address, form_data(page, "kind"), follow=True)
    assert "waits for its turn" in words(answer)
    assert "Refresh" not in answer
    assert client.get(f"{working.address}?follow=1")["Refresh"] == "10"
    client.post(working.address, {"kind": "pdf"})
    assert TableMaking.objects.get().kind == "pdf"
    assert len(run_job("tables").done) == 1
    assert files_of(client.get(working.address)) == [f"{working.address}pdf/"]
    assert b"".join(client.get(f"{working.address}pdf/").streaming_content).startswith(b"%PDF")
    assert run_job("tables").done == []


def test_page_says_that_comments_have_changed_since(working, small_limit):
    client = signed_in(working.secretary)
    client.post(working.address, {"kind": "csv"})
    run_job("tables")
    assert "changed since" not in words(client.get(working.address))
    Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod.")
    assert "changed since" in words(client.get(working.address))
    client.post(working.address, {"kind": "csv"})
    assert len(run_job("tables").done) == 1
    assert "changed since" not in words(client.get(working.address))


def test_working_version_of_other_words_is_given_to_nobody(working, small_limit):
    client = signed_in(working.secretary)
    client.post(working.address, {"kind": "csv"})
    run_job("tables")
    (link,) = files_of(client.get(working.address))
    Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod.")
    assert client.get(link).status_code == 302
    assert files_of(client.get(working.address)) == []


def test_volumes_of_a_working_version(working, small_limit, monkeypatch):
    monkeypatch.setattr(volumes, "ROWS", 10)
    client = signed_in(working.secretary)
    client.post(working.address, {"kind": "pdf"})
    run_job("tables")
    assert files_of(client.get(working.address)) == [f"{working.address}pdf/", f"{working.address}pdf/2/"]
    assert client.get(f"{working.address}pdf/2/").status_code == 200
    assert client.get(f"{working.address}pdf/3/").status_code == 302


@pytest.mark.parametrize("kind", ["exe", "", "../pdf", "pdf\x00"])
def test_other_formats_are_refused_in_a_sentence(working, kind):
    response = signed_in(working.secretary).post(working.address, {"kind": kind})
    assert response.status_code == 422
    assert "does not offer" in words(response)


def test_after_the_publication_the_page_leads_to_the_public_table(settled):
    address = reverse("kpss_workflows_admin:table", args=[settled.consultation.pk])
    client = signed_in(settled.secretary)
    links = {one.get("href") for one in soup(client.get(address)).find_all("a")}
    assert {TABLE, f"{TABLE}pdf/", f"{TABLE}csv/"} <= links
    assert client.get(f"{address}csv/").status_code == 404
    assert client.post(address, {"kind": "csv"}).status_code == 409
    with pytest.raises(Refused):
        AskForTable(settled.consultation, "csv", user=settled.secretary).execute()


def test_working_version_of_yesterday_is_swept(working, small_limit):
    AskForTable(working.consultation, "csv", user=working.secretary).execute()
    run_job("tables")
    name = TableFile.objects.get().file.name
    run_job("forgetting")
    assert private_storage().exists(name)
    run_job("forgetting", timezone.now() + timedelta(days=1, hours=1))
    assert not TableMaking.objects.exists()
    assert not private_storage().exists(name)
