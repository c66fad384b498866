"""Groups show who is in them, and never a private name."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.search.index import get_indexed_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from kpss_pages.models.groups import GroupMember, GroupPage
from kpss_pages.models.listings import GroupIndexPage, MeetingIndexPage
from kpss_pages.models.meetings import MeetingPage
from kpss_pages.models.portal import KpssIndexPage

from .making import a_group, a_meeting, a_page, a_person, a_portal, an_organisation

pytestmark = pytest.mark.django_db


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def the_form(**values):
    return nested_form_data(
        {
            "title": "Senioři",
            "slug": "seniori",
            "kind": "working_group",
            "purpose": rich_text("<p>Bydlení</p>"),
            "lead": "",
            "topics": "senioři, bydlení",
            "members": inline_formset([]),
            "comments": inline_formset([]),
        }
        | values
    )


def a_row(**values):
    return {"side": "", "person": "", "organisation": "", "deputy": ""} | values


def test_a_group_shows_what_is_known_of_it(client):
    portal = a_portal()
    group = a_group(
        portal,
        title="Řídicí pracovní skupina",
        kind="steering_group",
        meeting_frequency="dvakrát měsíčně, až do listopadu 2017",
        founded_by="usnesení rady č. 4/2017",
        lead=a_person(portal, name="Ivan Langr", name_is_public=True),
        note="členství odvozeno z prezenční listiny",
        members=[
            {"organisation": an_organisation(portal, name="DSO Mikroregion"), "municipality": "Frýdlant"}
        ],
    )

    page = read(client, group)

    for words in (
        "Řídicí pracovní skupina",
        "dvakrát měsíčně, až do listopadu 2017",
        "usnesení rady č. 4/2017",
        "Ivan Langr",
        "členství odvozeno z prezenční listiny",
        "DSO Mikroregion",
        "Frýdlant",
    ):
        assert words in page


def test_a_private_name_appears_nowhere(client):
    portal = a_portal()
    hidden = a_person(portal, name="Eva Tajná", role="uživatelka služby")
    group = a_group(
        portal, lead=hidden, members=[{"person": hidden, "deputy": hidden, "side": "service_user"}]
    )

    assert "Tajná" not in read(client, group)
    assert "Tajná" not in read(client, group.get_parent())
    assert "uživatelka služby" in read(client, group)


def test_marking_a_name_public_shows_it_on_every_page_at_once(client):
    portal = a_portal()
    person = a_person(portal, name="Olga Merglová")
    group = a_group(portal, members=[{"person": person}])
    meeting = a_meeting(group, attendances=[{"person": person}])

    person.name_is_public = True
    person.save()

    assert "Olga Merglová" in read(client, group)
    assert "Olga Merglová" in read(client, meeting)


def test_a_private_member_without_a_description_is_known_by_side_and_organisation():
    portal = a_portal()
    seat = GroupMember(person=a_person(portal), organisation=an_organisation(portal), side="provider")

    assert str(seat.get_side_display()) in seat.public_name
    assert "Spolek sousedů" in seat.public_name
    assert seat.organisation_name == ""


def test_an_organisation_is_not_said_twice():
    portal = a_portal()
    seat = GroupMember(organisation=an_organisation(portal))

    assert (seat.public_name, seat.organisation_name) == ("Spolek sousedů", "")


def test_a_member_is_somebody():
    group = a_group(a_portal())

    with pytest.raises(ValidationError):
        GroupMember(page=group, side="public").full_clean()
    with pytest.raises(IntegrityError):
        GroupMember(page=group, side="public").save()


def test_an_empty_group_says_so(client):
    assert read(client, a_group(a_portal())).count('class="kpss-empty"') == 2


def test_a_group_lists_its_own_and_joint_meetings(client):
    portal = a_portal()
    group, other = a_group(portal), a_group(portal)
    a_meeting(group, title="Vlastní jednání", date=dt.date(2017, 10, 17))
    a_meeting(other, title="Společné jednání", date=dt.date(2017, 9, 17), joint_groups=[group])
    a_meeting(other, title="Cizí jednání", date=dt.date(2017, 8, 17))

    page = read(client, group)

    assert page.index("Vlastní jednání") < page.index("Společné jednání")
    assert "Cizí jednání" not in page


def test_the_number_of_queries_does_not_grow_with_the_group(client, django_assert_max_num_queries):
    portal = a_portal()

    def with_members(number):
        seats = []
        for seat in range(number):
            organisation = an_organisation(portal, name=f"Spolek {seat}")
            person = a_person(portal, organisation=organisation)
            seats.append({"person": person, "organisation": organisation, "deputy": person})
        group = a_group(portal, members=seats)
        for _ in seats:
            a_meeting(group)
        return group

    small, large = with_members(2), with_members(15)
    client.get(small.url)

    with django_assert_max_num_queries(100) as few:
        read(client, small)
    with django_assert_max_num_queries(len(few)):
        read(client, large)


def test_steering_groups_come_first_in_the_list(client):
    portal = a_portal()
    a_group(portal, title="Aktivní senioři")
    a_group(portal, title="Řídicí skupina", kind="steering_group")

    page = read(client, GroupIndexPage.objects.get())

    assert page.index("Řídicí skupina") < page.index("Aktivní senioři")


def test_members_live_in_drafts_until_published():
    portal = a_portal()
    person = a_person(portal)
    group = a_group(portal)
    group.members = [GroupMember(person=person, side="public")]
    group.topics.add("senioři")

    draft = group.save_revision()

    assert not GroupMember.objects.exists()
    assert [seat.person for seat in draft.as_object().members.all()] == [person]
    draft.publish()
    published = GroupPage.objects.get(pk=group.pk)
    assert [seat.person for seat in published.members.all()] == [person]
    assert [topic.name for topic in published.topics.all()] == ["senioři"]


def test_a_draft_survives_the_deletion_of_its_person():
    portal = a_portal()
    person = a_person(portal)
    group = a_group(portal)
    group.members = [GroupMember(person=person, name="zástupce veřejnosti")]
    draft = group.save_revision()

    person.delete()

    assert [seat.public_name for seat in draft.as_object().members.all()] == ["zástupce veřejnosti"]


def test_an_editor_creates_a_group_with_a_member(admin_client):
    portal = a_portal()
    index = a_page(portal, GroupIndexPage)
    person = a_person(portal)
    members = inline_formset([a_row(person=person.pk, side="public")])

    admin_client.post(
        reverse("wagtailadmin_pages:add", args=("kpss_pages", "grouppage", index.pk)),
        the_form(members=members) | {"action-publish": "1"},
    )

    group = GroupPage.objects.get()
    assert [seat.person for seat in group.members.all()] == [person]
    assert sorted(topic.name for topic in group.topics.all()) == ["bydlení", "senioři"]


def test_a_member_who_is_nobody_comes_back_with_the_form(admin_client):
    index = a_page(a_portal(), GroupIndexPage)

    response = admin_client.post(
        reverse("wagtailadmin_pages:add", args=("kpss_pages", "grouppage", index.pk)),
        the_form(members=inline_formset([a_row(side="public", municipality="Šimonovice")]))
        | {"action-publish": "1"},
    )

    constraint = GroupMember._meta.constraints[0]
    assert str(constraint.violation_error_message) in response.content.decode()
    assert "Šimonovice" in response.content.decode()
    assert not GroupPage.objects.exists()


def test_people_of_another_town_are_neither_offered_nor_taken(admin_client):
    portal = a_portal()
    index = a_page(portal, GroupIndexPage)
    stranger = a_person(a_portal(), name="Cizí Pán")
    address = reverse("wagtailadmin_pages:add", args=("kpss_pages", "grouppage", index.pk))

    offered = admin_client.get(address).content.decode()
    admin_client.post(
        address,
        the_form(lead=stranger.pk, members=inline_formset([a_row(person=stranger.pk)]))
        | {"action-publish": "1"},
    )

    assert "Cizí Pán" not in offered
    assert not GroupPage.objects.exists()


def test_groups_and_meetings_stand_where_they_belong():
    assert GroupPage.allowed_parent_page_models() == [GroupIndexPage]
    assert GroupPage.allowed_subpage_models() == [MeetingPage]
    assert set(MeetingPage.allowed_parent_page_models()) == {GroupPage, MeetingIndexPage}
    assert GroupIndexPage.allowed_parent_page_models() == [KpssIndexPage]


def test_search_looks_at_no_names_of_members():
    assert GroupPage in get_indexed_models()
    assert not {"members", "lead"} & {field.field_name for field in GroupPage.search_fields}
