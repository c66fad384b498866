"""A host's page asks the public: draft, consultation, settlement, publication; roles are Wagtail's permissions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.made_once import copy_of, made_once
from workflows.actions.base import NotAllowed, Refused
from workflows.jobs.running import run_all
from workflows.loading.shipped import ensure_governed
from workflows.models import Consultation, Snapshot
from workflows.permissions import may_moderate, may_read, may_record

from .browser import signed_in, words
from .gazette import host_person
from .story import a_notice, comment_on, end_consultation, home, make, release, save, settle, state_of

pytestmark = pytest.mark.django_db


class Host:
    """An author and a reviewer, who have no role of ours, and a notice."""

    def __init__(self) -> None:
        ensure_governed("simple_consultation", ["testapp.NoticePage"])
        self.author = host_person("author", "add", "change")
        self.reviewer = host_person("reviewer", "add", "change", "publish")
        self.page = a_notice(by=self.author)

    def open(self, opens_in: float = -1, closes_in: float = 60) -> Consultation:
        """The reviewer opens it for comment; minutes from now."""
        now = timezone.now()
        times = {
            "opens_at": now + timedelta(minutes=opens_in),
            "closes_at": now + timedelta(minutes=closes_in),
        }
        return make(self.page, "open_consultation", self.reviewer, contact="Podatelna", **times)

    def until_settlement(self, text: str = "Prosím v úterý.") -> Host:
        """Commented, closed and read."""
        consultation = self.open()
        self.comment = comment_on(consultation, text)
        end_consultation(consultation)
        make(self.page, "begin_settlement", self.reviewer)
        release(self.comment, self.reviewer)
        return self

    @property
    def state(self) -> str:
        return state_of(self.page)


first_host = made_once(Host)


@pytest.fixture
def host(db, first_host) -> Host:
    return copy_of(first_host)


def test_whole_way_from_the_draft_to_the_published_result(host, client):
    host.until_settlement()
    settle(host.comment, host.reviewer)
    save(host.page, by=host.author, body="<p>V úterý.</p>")
    make(host.page, "publish", host.reviewer)
    assert host.state == "published"
    text = client.get("/orez/").content.decode()
    assert "V úterý." in text
    assert "Vyhovíme." in client.get("/orez/navrh/1/pripominky/").content.decode()
    assert [one.purpose for one in Snapshot.objects.order_by("number")] == ["consultation", "adopted"]


def test_opening_that_is_due_passes_straight_on(host):
    host.open(opens_in=-1)
    assert host.state == "consultation"


def test_announced_opening_waits_for_its_second_and_the_clock_begins_it(host, client):
    consultation = host.open(opens_in=5)
    assert host.state == "announced"
    assert client.get("/orez/navrh/1/").status_code == 404
    run_all(now=consultation.opens_at - timedelta(seconds=1))
    assert host.state == "announced"
    run_all(now=consultation.opens_at)
    assert host.state == "consultation"


def test_clock_that_comes_days_late_goes_all_the_way(host):
    consultation = host.open(opens_in=5, closes_in=10)
    run_all(now=consultation.closes_at + timedelta(days=3))
    assert host.state == "settlement"


def test_opening_called_off_says_nothing_in_public(host, client):
    host.open(opens_in=5)
    with pytest.raises(Refused, match="so that the others know"):
        make(host.page, "call_off", host.reviewer)
    make(host.page, "call_off", host.reviewer, comment="Ještě to doplníme.")
    assert host.state == "draft"
    for address in ("", "navrh/1/", "navrh/1/pripominky/", "navrh/1/dokument/"):
        assert client.get(f"/orez/{address}").status_code == 404, address
    save(host.page, by=host.author, body="<p>Doplněno.</p>")
    host.open()
    assert "Doplněno." in client.get("/orez/").content.decode()
    assert "Ještě to doplníme" not in client.get("/orez/").content.decode()


def test_calling_off_after_the_second_has_come_is_public(host, client):
    """The tick was late: the public could read the draft, so it is told."""
    consultation = host.open(opens_in=5)
    Consultation.objects.filter(pk=consultation.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    Snapshot.objects.update(public_from=timezone.now() - timedelta(minutes=1))
    make(host.page, "call_off", host.reviewer, comment="Omylem jsme otevřeli jinou verzi.")
    assert "Omylem jsme otevřeli jinou verzi." in client.get("/orez/navrh/1/").content.decode()


def test_form_of_calling_off_promises_the_truth(host):
    host.open(opens_in=5)
    text = words(signed_in(host.reviewer).get(f"/admin/kpss-workflows/page/{host.page.pk}/call_off/"))
    assert "If the draft has been open to the public, everybody who opens its address will read this." in text


def test_nothing_is_published_while_a_comment_has_no_answer(host):
    host.until_settlement()
    with pytest.raises(Refused):
        make(host.page, "publish", host.reviewer)
    assert host.state == "settlement"


def test_second_round_begins_where_people_write(host):
    host.until_settlement()
    settle(host.comment, host.reviewer)
    make(host.page, "prepare_second_round", host.reviewer)
    save(host.page, by=host.author, body="<p>Podruhé.</p>")
    host.open()
    assert Snapshot.objects.latest("number").number == 2


def test_author_writes_and_the_reviewer_does_the_rest(host):
    now = timezone.now()
    with pytest.raises(NotAllowed):
        make(host.page, "open_consultation", host.author, opens_at=now, closes_at=now, contact="x")
    assert may_moderate(host.reviewer, host.page)
    assert may_record(host.reviewer, host.page)
    assert not may_moderate(host.author, host.page)
    stranger = host_person("stranger")
    assert not may_read(stranger, host.page)


def test_published_page_is_retracted_or_revised(host, client):
    host.until_settlement()
    settle(host.comment, host.reviewer)
    make(host.page, "publish", host.reviewer)
    make(host.page, "start_new_version", host.author)
    assert host.state == "draft"
    assert client.get("/orez/").status_code == 200
    make(host.page, "retract", host.reviewer, comment="Zrušeno.")
    with pytest.raises(Refused, match="not public"):
        make(host.page, "retract", host.reviewer, comment="Ještě jednou.")
    assert host.state == "draft"
    assert not type(host.page).objects.get(pk=host.page.pk).live
    assert home().get_children().live().filter(slug="orez").count() == 0
