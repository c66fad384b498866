"""Minutes: who was there, what was said, who does what, and in whose words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from kpss_pages.models.meeting_rows import Attendance, MeetingTask
from kpss_pages.models.meetings import MeetingPage

from .making import a_group, a_meeting, a_person, a_portal

pytestmark = pytest.mark.django_db


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def liberec():
    """Return the minutes of the steering group of 17 October 2017."""
    portal = a_portal()
    people = {
        name: a_person(portal, name=name, name_is_public=True)
        for name in ("Olga Merglová", "Ivan Langr", "Petr Hampacher", "Michal Polesný", "Kateřina Marcinková")
    }
    group = a_group(portal, title="Řídicí pracovní skupina")
    return a_meeting(
        group,
        title="Zápis z jednání",
        status="published",
        date=dt.date(2017, 10, 17),
        place="historická radnice, 1. patro, kancelář č. 202",
        joint_with="Komise zdravotní a sociální",
        attendance_count_text="přibližně 100 zástupců",
        attendances=[
            {"person": people["Olga Merglová"]},
            {"person": people["Ivan Langr"], "status": "excused"},
            {"person": people["Petr Hampacher"], "status": "absent"},
            {"person": people["Michal Polesný"], "status": "guest"},
        ],
        agenda_items=[
            {"number": "1", "title": "Úvod"},
            {
                "number": "2",
                "title": "Projednání návrhu",
                "minutes": "<p>přibližně 26 připomínek</p>",
                "comments_of_participants": "<ul><li>zkrácená verze pro veřejnost</li></ul>",
            },
        ],
        tasks=[
            MeetingTask(
                text="předložení do ZM",
                due_date=dt.date(2017, 11, 30),
                responsible=[people["Kateřina Marcinková"], people["Michal Polesný"]],
            )
        ],
        next_date=dt.date(2017, 11, 22),
        next_time=dt.time(14),
        next_text="středa",
        recorded_by=people["Kateřina Marcinková"],
        recorded_on=dt.date(2017, 10, 23),
    )


def test_the_whole_record_is_read(client, liberec):
    page = read(client, liberec)

    for words in (
        "Řídicí pracovní skupina",
        "17. 10. 2017",
        "historická radnice, 1. patro, kancelář č. 202",
        "Komise zdravotní a sociální",
        "přibližně 100 zástupců",
        "Petr Hampacher",
        "přibližně 26 připomínek",
        "zkrácená verze pro veřejnost",
        "předložení do ZM",
        "30. 11. 2017",
        "Kateřina Marcinková, Michal Polesný",
        "22. 11. 2017",
        "středa",
        "14:00",
        "23. 10. 2017",
    ):
        assert words in page


def test_present_excused_absent_and_guests_stand_apart(liberec):
    groups = [[row.public_name for row in rows] for _, rows in liberec.get_attendance()]

    assert groups == [["Olga Merglová"], ["Ivan Langr"], ["Petr Hampacher"], ["Michal Polesný"]]


def test_a_date_known_only_in_words_is_kept_in_words(client):
    words = "polovina února (rok zdroj neuvádí; podle souvislosti 2018)"

    assert words in read(client, a_meeting(a_portal(), date_text=words))


def test_an_unknown_date_is_said_to_be_unknown(client):
    meeting = a_meeting(a_portal())

    assert "<time" not in read(client, meeting)
    assert 'class="kpss-empty"' in read(client, meeting)


def test_a_private_participant_is_not_named(client):
    portal = a_portal()
    hidden = a_person(portal, name="Eva Tajná")
    meeting = a_meeting(
        portal,
        attendances=[
            {"person": hidden},
            {"name": "zástupce škol", "substitutes_for": hidden, "represents": "ZŠ Na Výběžku"},
        ],
        tasks=[MeetingTask(text="zjistit zájem", responsible=[hidden], responsible_text="odbor")],
        recorded_by=hidden,
        verified_by=hidden,
    )

    page = read(client, meeting)

    assert "Tajná" not in page
    assert "zástupce škol" in page
    assert "ZŠ Na Výběžku" in page


def test_a_participant_is_somebody():
    meeting = a_meeting(a_portal())

    with pytest.raises(ValidationError):
        Attendance(page=meeting).full_clean()
    with pytest.raises(IntegrityError):
        Attendance(page=meeting).save()


def test_a_meeting_ends_after_it_starts():
    meeting = a_meeting(a_portal())
    meeting.start_time, meeting.end_time = dt.time(15), dt.time(14)

    with pytest.raises(ValidationError):
        meeting.full_clean()


def test_a_record_lives_in_its_draft_until_published(liberec):
    portal_person = liberec.recorded_by
    task = MeetingTask(text="nový úkol", responsible=[portal_person])
    liberec.tasks = [*liberec.tasks.all(), task]
    liberec.attendances.add(Attendance(name="zástupce škol", status="guest"))

    draft = liberec.save_revision()

    assert MeetingTask.objects.count() == 1
    seen = draft.as_object()
    assert [one.responsible_names for one in seen.tasks.all()][-1] == ["Kateřina Marcinková"]
    assert len(seen.get_attendance()[-1][1]) == 2
    draft.publish()
    published = MeetingPage.objects.get(pk=liberec.pk)
    assert [len(one.responsible_names) for one in published.tasks.all()] == [2, 1]


def test_a_preview_shows_the_unsaved_record(liberec):
    liberec.tasks.add(MeetingTask(text="nový úkol", responsible=[liberec.recorded_by]))
    liberec.joint_groups = [liberec.group]

    preview = liberec.save_revision().as_object().make_preview_request().content.decode()

    assert "nový úkol" in preview
    assert "předložení do ZM" in preview
    assert MeetingTask.objects.count() == 1


def test_an_editor_writes_minutes(admin_client):
    portal = a_portal()
    group = a_group(portal)
    person = a_person(portal)
    data = nested_form_data(
        {
            "title": "Jednání",
            "slug": "jednani",
            "status": "published",
            "date": "2017-10-17",
            "recorded_by": person.pk,
            "verified_by": "",
            "minutes_document": "",
            "topics": "",
            "agenda_items": inline_formset(
                [
                    {
                        "number": "1",
                        "title": "Úvod",
                        "minutes": rich_text("<p>a</p>"),
                        "comments_of_participants": rich_text(""),
                    }
                ]
            ),
            "attendances": inline_formset(
                [{"person": person.pk, "status": "excused", "substitutes_for": ""}]
            ),
            "tasks": inline_formset([{"text": "úkol", "due_date": "", "responsible": person.pk}]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )

    admin_client.post(reverse("wagtailadmin_pages:add", args=("kpss_pages", "meetingpage", group.pk)), data)

    meeting = MeetingPage.objects.get()
    assert meeting.group == group
    assert meeting.attendances.get().status == "excused"
    assert list(meeting.tasks.get().responsible.all()) == [person]


def test_the_editor_offers_people_and_groups_of_the_same_town_only(admin_client):
    portal, other = a_portal(), a_portal()
    group = a_group(portal)
    a_person(other, name="Cizí Pán")
    a_group(other, title="Cizí skupina")
    meeting = a_meeting(group, tasks=[MeetingTask(text="úkol")], attendances=[{"name": "host"}])

    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[meeting.pk])).content.decode()

    assert "Cizí Pán" not in page
    assert "Cizí skupina" not in page


def test_the_number_of_queries_does_not_grow_with_the_record(client, django_assert_max_num_queries):
    portal = a_portal()

    def minutes(rows):
        people = [a_person(portal, name=f"Osoba {number}", name_is_public=True) for number in range(rows)]
        return a_meeting(
            portal,
            attendances=[{"person": person, "substitutes_for": person} for person in people],
            tasks=[MeetingTask(text="úkol", responsible=[person]) for person in people],
            agenda_items=[{"title": "bod", "minutes": "<p>text</p>"} for _ in people],
        )

    small, large = minutes(2), minutes(20)
    client.get(small.url)

    with django_assert_max_num_queries(100) as few:
        client.get(small.url)
    with django_assert_max_num_queries(len(few)):
        client.get(large.url)


def test_a_meeting_may_stand_without_a_group():
    assert a_meeting(a_portal()).group is None


def test_search_looks_at_no_names_of_participants():
    indexed = {field.field_name for field in MeetingPage.search_fields}

    assert not {"attendances", "tasks", "recorded_by", "verified_by"} & indexed
