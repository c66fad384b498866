"""A person must not leak: address, name and telephone of somebody who wrote, looked for behind every door."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import django
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import ModelLogEntry, PageLogEntry

from kpss_site.urls import urlpatterns as site_urls
from tests.made_once import copy_of, made_once
from workflows.actions.author import ConfirmEmail, CorrectComment, WithdrawComment
from workflows.actions.erase_from_version import EraseFromVersion
from workflows.actions.erase_person import ErasePerson
from workflows.actions.redact_comment import RedactComment
from workflows.freezing import freeze
from workflows.models import Snapshot
from workflows.people.forgetting import people_to_forget
from workflows.people.sought import Sought
from workflows.table.kinds import FILES
from workflows.views.comment import CommentView

from .browser import form_data, signed_in
from .people_story import EMAIL, NAME, PHONE, publish_and_answer, write
from .story import TownHall, end_consultation, person, release, save, settle

SOUGHT = NAME.split()[1]
CANARIES = (EMAIL, NAME, PHONE, "Kanárk", "kanarkova", "777 123", "777%20123")

api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", PagesAPIViewSet)


urlpatterns = [path("api/v2/", api.urls), path("", include(site_urls))]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

DOORS = [
    "/",
    "/orez/",
    "/orez/navrh/1/",
    "/orez/navrh/1/pripominky/",
    "/orez/navrh/1/pripominky/?cast=x",
    "/orez/navrh/1/zmeny/",
    "/orez/navrh/1/dokument/",
    "/orez/navrh/1/vyporadani/",
    *(f"/orez/navrh/1/vyporadani/{kind}/" for kind in FILES),
    "/orez/navrh/1/nic/",
    "/kpss/pripominky/",
    "/kpss/pripominky/novinky/",
    "/kpss/pripominky/{consultation}.ics",
    "/kpss/pripominka/{consultation}/",
    "/kpss/potvrzeni/neznamy/",
    "/kpss/cist/neznamy/",
    "/sitemap.xml",
    f"/?q={SOUGHT}",
    f"/api/v2/pages/?search={SOUGHT}",
    "/healthz",
    "/api/v2/pages/?fields=*",
    "/api/v2/pages/{page}/?fields=*",
]

WITHOUT_RIGHT = [
    ("process", "page"),
    ("difference", "page"),
    ("desk", "consultation"),
    ("enter", "consultation"),
    ("accept", "consultation"),
    ("register_comment", "comment"),
    ("submission_file", "file"),
    ("erase_from_version", "version"),
    ("people", None),
    ("jobs", None),
    ("waiting", None),
]

THE_TEXT = "Prosím v úterý."


def at_the_desk() -> TownHall:
    """Her letter has come: once with words that an official has to take out, once to be taken back."""
    hall = TownHall().until_open()
    hall.letters = [write(hall, THE_TEXT), write(hall, "Beru zpět.")]
    return hall


first_letters = made_once(at_the_desk)


def sent(hall: TownHall) -> None:
    """Nothing more has happened."""


def corrected(hall: TownHall) -> None:
    """She writes her telephone, which an official takes out before the release."""
    ConfirmEmail(hall.letters[0]).execute()
    CorrectComment(hall.letters[0], 1, text=f"{THE_TEXT} Volejte {PHONE}, {NAME}.").execute()
    comment = hall.letters[0].comments.get()
    passages = [PHONE, NAME]
    RedactComment(comment, passages=passages, reason="Osobní údaje.", user=hall.secretary).execute()
    release(comment, hall.secretary)


def withdrawn(hall: TownHall) -> None:
    """She takes one back."""
    corrected(hall)
    WithdrawComment(hall.letters[1], 1).execute()


def settled(hall: TownHall) -> None:
    """Everybody reads what became of it, and the mail goes out."""
    withdrawn(hall)
    settle(hall.letters[0].comments.get(), hall.secretary)
    end_consultation(hall.consultation)
    publish_and_answer()
    call_command("kpss_tick", verbosity=0)


def erased(hall: TownHall) -> None:
    """At her wish."""
    settled(hall)
    ErasePerson(Sought(EMAIL, NAME), reason="Žádost.", user=hall.secretary).execute()


def forgotten(hall: TownHall) -> None:
    """By time."""
    settled(hall)
    for deed in people_to_forget(timezone.now() + timedelta(days=400)):
        deed.act()


STAGES: list[Callable] = [sent, corrected, withdrawn, settled, erased, forgotten]


@pytest.fixture
def hall(db, first_letters) -> TownHall:
    """The town hall with her letters."""
    return copy_of(first_letters)


def numbers(hall: TownHall) -> dict[str, int]:
    """What addresses name."""
    return {
        "page": hall.page.pk,
        "consultation": hall.consultation.pk,
        "comment": hall.letters[0].comments.get().pk,
        "version": Snapshot.objects.get().pk,
        "file": 1,
    }


def said_by(response) -> str:
    """All that an answer says, its headers too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as sheet:
            body = b"".join(map(sheet.read, sheet.namelist()))
    return f"{response.headers} {body.decode(errors='replace')}"


def public_answers(hall: TownHall) -> Iterator[tuple[str, str]]:
    """Each public door, and what a passer-by is told there."""
    for door in DOORS:
        address = door.format(**numbers(hall))
        # A search repeats what was asked for.
        yield address, said_by(Client().get(address, follow=True)).replace(SOUGHT, "")


def leaking(text: str) -> list[str]:
    """The canaries that sing."""
    return [one for one in CANARIES if one in text]


@pytest.mark.parametrize("stage", STAGES)
def test_no_public_door_tells_the_person(hall, stage):
    stage(hall)
    for address, text in public_answers(hall):
        assert not leaking(text), address
    if stage is not sent:
        assert THE_TEXT in dict(public_answers(hall))["/orez/navrh/1/pripominky/"]


@pytest.mark.parametrize("stage", STAGES)
def test_admin_tells_nothing_to_people_without_the_right(hall, stage):
    stage(hall)
    known = numbers(hall)
    for user in (hall.writer, person("stranger")):
        browser = signed_in(user)
        for name, kind in WITHOUT_RIGHT:
            address = reverse(f"kpss_workflows_admin:{name}", args=[known[kind]] if kind else [])
            assert not leaking(said_by(browser.get(address, follow=True))), (stage, address)
        history = reverse("wagtailadmin_pages:history", args=[hall.page.pk])
        assert not leaking(said_by(browser.get(history, follow=True)))


@pytest.mark.parametrize("stage", STAGES)
def test_no_log_tells_the_person(hall, stage, caplog):
    with caplog.at_level(logging.DEBUG):
        stage(hall)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("workflows")]
    assert not leaking(repr(ours))
    for entries in (PageLogEntry, ModelLogEntry):
        rows = list(entries.objects.values_list("label", "action", "data"))
        assert not leaking(repr(rows))


def test_person_who_asks_the_form_finds_the_answer_in_no_address(hall, caplog):
    address = reverse("kpss_workflows:comment", args=[hall.consultation.pk])
    browser = Client()
    data = form_data(browser.get(address), "email") | {"email": EMAIL, "name": NAME}
    with caplog.at_level(logging.DEBUG):
        refused = browser.post(address, data)
        assert refused.status_code == 422
        sent_ones = browser.post(address, data | {"r-0-text": "Ano.", "drawn": data.get("drawn", "")})
    for response in (refused, sent_ones):
        assert not leaking(repr(response.headers))
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not leaking(repr(ours))


def test_reports_of_errors_hold_nothing_that_was_typed(hall, mailoutbox, settings, monkeypatch):
    settings.ADMINS = ["spravce@example.cz"] if django.VERSION >= (6, 0) else [("", "spravce@example.cz")]
    monkeypatch.setattr(CommentView, "post", lambda *args, **kwargs: 1 / 0)
    address = reverse("kpss_workflows:comment", args=[hall.consultation.pk])
    browser = Client(raise_request_exception=False)
    response = browser.post(address, {"email": EMAIL, "name": NAME, "r-0-text": PHONE})
    assert response.status_code == 500
    assert not leaking(said_by(response))
    (report,) = mailoutbox
    assert "ZeroDivisionError" in report.body
    assert not leaking(report.body)


def test_name_erased_from_a_version_is_behind_no_door(hall):
    save(hall.page, by=None, body=f"<p>Kontakt: {NAME}, {PHONE}</p>", search_description=NAME)
    now = timezone.now()
    version = freeze(hall.fresh(), purpose="decision", state="assembly", public_from=now, user=hall.secretary)
    doors = ("/orez/navrh/2/", "/orez/navrh/2/dokument/", "/orez/navrh/2/zmeny/", "/orez/")
    assert all(leaking(said_by(Client().get(door, follow=True))) for door in doors)
    EraseFromVersion(version, phrases=[NAME, PHONE], reason="Souhlas skončil.", user=hall.secretary).execute()
    browser = signed_in(hall.secretary)
    inside = [("process", hall.page.pk), ("erase_from_version", version.pk)]
    inside = [reverse(f"kpss_workflows_admin:{name}", args=[number]) for name, number in inside]
    for door in (*doors, *inside):
        assert not leaking(said_by(browser.get(door, follow=True))), door
    assert not leaking(repr(list(PageLogEntry.objects.values_list("label", "data"))))
