"""The document of a page of ours says what its readers see, and no more."""

from __future__ import annotations

import datetime as dt

import pytest

from kpss_pages.models import AgendaItem, GroupPage, MeetingPage, MeetingTask, ServicePage
from tests.kpss_pages.making import (
    a_group,
    a_meeting,
    a_person,
    a_portal,
    a_service,
    a_target_group,
    a_type,
    an_organisation,
)
from workflows.document import document_of

pytestmark = pytest.mark.django_db


def fields(page) -> dict:
    return {one["label"]: one["value"] for one in document_of(page)["fields"]}


def words(page) -> str:
    return str(document_of(page))


def test_group_shows_its_members_and_no_private_name():
    portal = a_portal()
    hidden = a_person(portal, name="Eva Tajná", email="eva@tajna.example", role="členka klubu")
    known = a_person(portal, name="Jan Veřejný", name_is_public=True, phone="123 456 789")
    group = a_group(portal, lead=hidden, members=[{"person": hidden}, {"person": known, "deputy": hidden}])
    shown = fields(group)
    assert shown["Lead"] == ["členka klubu"]
    assert [row[0] for row in shown["Members"]["rows"]] == ["členka klubu", "Jan Veřejný"]
    assert not {"Tajná", "tajna", "123 456"} & {
        one for one in ("Tajná", "tajna", "123 456") if one in words(group)
    }


def test_topics_are_told_once():
    group = a_group(a_portal())
    group.topics.add("bydlení", "senioři")
    assert fields(group)["Topics"] == ["bydlení", "senioři"]
    assert [one for one in document_of(group)["fields"] if one["kind"] == "table"] == []


def test_service_names_its_type_and_target_groups_as_readers_know_them():
    portal = a_portal()
    provider = an_organisation(portal, name="Charita", short_name="CH", is_provider=True)
    service = a_service(portal, ["outreach"], service_type=a_type(), provider=provider)
    service.target_groups = [a_target_group()]
    shown = fields(service)
    assert shown["Service type"] == ["home care service"]
    assert shown["Provider"] == ["Charita"]
    assert shown["Target groups"] == ["older persons"]
    assert shown["Forms of provision"]["rows"] == [["outreach"]]


def test_secret_address_is_in_no_document():
    values = {"street": "Mlýnská 77", "postcode": "460 01", "town": "Liberec"}
    assert "Mlýnská 77" in words(a_service(a_portal(), **values))
    secret = words(a_service(a_portal(), secret_address=True, **values))
    assert not [value for value in values.values() if value in secret]


def test_meeting_tells_agenda_minutes_attendance_and_tasks():
    portal = a_portal()
    person = a_person(portal, name="Jan Veřejný", name_is_public=True)
    meeting = a_meeting(
        portal,
        date=dt.date(2026, 5, 4),
        agenda_items=[
            {"number": "1", "title": "Úvod"},
            {"number": "2", "title": "Návrh", "minutes": "<p>Skupina <b>souhlasí</b>.</p>"},
        ],
        attendances=[{"person": person}],
        tasks=[MeetingTask(text="Rozeslat", responsible=[person], due_date=dt.date(2026, 6, 1))],
    )
    shown = fields(meeting)
    assert shown["Agenda items"]["rows"] == [["1", "Úvod"], ["2", "Návrh"]]
    assert shown["2 Návrh: Minutes"] == "<p>Skupina <b>souhlasí</b>.</p>"
    assert "1 Úvod: Minutes" not in shown
    assert shown["Participants"]["rows"] == [["Jan Veřejný", "Present"]]
    assert shown["Tasks"]["rows"] == [["Rozeslat", "June 1, 2026", "no", "Jan Veřejný"]]


def test_document_follows_the_unpublished_draft():
    meeting = a_meeting(a_portal(), agenda_items=[{"title": "Úvod"}])
    meeting.save_revision()
    draft = meeting.get_latest_revision_as_object()
    draft.agenda_items = [*draft.agenda_items.all(), AgendaItem(title="Různé", sort_order=1)]
    draft.save_revision()
    shown = fields(MeetingPage.objects.get(pk=meeting.pk).get_latest_revision_as_object())
    assert shown["Agenda items"]["rows"] == [["Úvod"], ["Různé"]]


@pytest.mark.parametrize("model", [GroupPage, MeetingPage, ServicePage], ids=lambda model: model.__name__)
def test_number_of_queries_does_not_grow_with_the_rows(model, django_assert_max_num_queries):
    portal = a_portal()

    def drafted(rows: int):
        people = [
            a_person(portal, name=f"Osoba {one}", organisation=an_organisation(portal, name=f"Spolek {one}"))
            for one in range(rows)
        ]
        seats = [{"person": one, "deputy": one} for one in people]
        present = [{"person": one, "substitutes_for": one} for one in people]
        items = [{"title": "bod", "minutes": "<p>text</p>"}] * rows
        page = {
            GroupPage: lambda: a_group(portal, members=seats),
            ServicePage: lambda: a_service(portal, forms=["outreach"] * rows),
            MeetingPage: lambda: a_meeting(portal, attendances=present, agenda_items=items),
        }[model]()
        return page.save_revision().as_object()

    # What Wagtail asks while it reads a revision does grow, so the drafts are read before.
    warm, small, large = drafted(1), drafted(2), drafted(20)
    document_of(warm)
    with django_assert_max_num_queries(60) as few:
        document_of(small)
    with django_assert_max_num_queries(len(few)):
        document_of(large)


# What is missing


def test_page_and_row_that_are_not_complete_say_what_they_lack():
    service = a_service(a_portal(), forms=["outreach", ""])
    service.title = ""
    assert service.get_incomplete_reasons() == [
        "Title: This field cannot be blank.",
        "Forms of provision 2: Form: This field cannot be blank.",
    ]


def test_member_who_is_nobody_is_named_by_the_place_in_the_list():
    portal = a_portal()
    group = a_group(portal, members=[{"name": "zástupce škol"}])
    group.members = [*group.members.all(), type(group.members.get())()]
    assert group.get_incomplete_reasons() == [
        "Members 2: Choose a person or an organisation, or describe the member in words."
    ]


def test_complete_page_lacks_nothing():
    portal = a_portal()
    tasks = [MeetingTask(text="Rozeslat", responsible=[a_person(portal)])]
    assert a_meeting(portal, tasks=tasks, agenda_items=[{"title": "Úvod"}]).get_incomplete_reasons() == []
