"""Who may ask people to read a draft, whom, and what the mail says."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from tests.made_once import made_once
from workflows.actions.base import Invalid, NotAllowed, Refused
from workflows.models import (
    FormKey,
    InternalVersion,
    Opinion,
    OutgoingMail,
    ReadingInvitation,
    RoleAssignment,
)
from workflows.reading.erasure import erase_expired_invitations
from workflows.reading.readers import MOST_READERS, Reader
from workflows.registry import SuggestedReader
from workflows.town_time import town_today

from .browser import administrator, form_data, signed_in, soup, words
from .reading_story import JANA, PETR, AskingHall, load_asking_notice, press, send
from .story import home, load_notice, make, person, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


first_hall = made_once(AskingHall)


def send_out(hall, by=None, **typed):
    """Fill the form of the desk in and send it."""
    browser = signed_in(by or hall.secretary)
    data = form_data(browser.get(hall.desk_url()), "people")
    return browser.post(hall.desk_url(), data | typed, follow=True)


def addresses() -> set[str]:
    return set(ReadingInvitation.objects.values_list("email", flat=True))


def test_whoever_leads_the_page_on_invites_people_written_one_on_a_line(hall):
    response = send_out(hall, people="Jana Nováková <Jana@Example.cz>\r\n\r\n  petr@example.cz  \r\n")
    assert response.status_code == 200
    assert "2 people were invited." in words(response)
    assert addresses() == {"jana@example.cz", "petr@example.cz"}
    assert hall.invitation(JANA).name == "Jana Nováková"
    assert InternalVersion.objects.get().created_by == hall.secretary


def test_mail_says_what_who_until_when_and_how(hall):
    load_asking_notice(deadline=7)
    send_out(hall, people="Jana Nováková <jana@example.cz>", message="Prosím hlavně o bod 2.")
    mail = OutgoingMail.objects.get()
    assert mail.to == "jana@example.cz"
    assert mail.subject == "Draft to read: Ořez stromů"
    last_day = town_today() + timedelta(days=7)
    for part in (
        "Dear Jana Nováková,",
        "“Ořez stromů”",
        "Prosím hlavně o bod 2.",
        hall.link(),
        f"Please answer by {last_day.day}.\u00a0{last_day.month}.\u00a0{last_day.year}.",
        "Please do not forward it",
        "secretary",
    ):
        assert part in mail.text


def test_mail_is_written_in_the_language_of_the_page(hall):
    Locale.objects.update(language_code="cs")
    with translation.override("en"):
        hall.invite(JANA)
    assert "přečtěte si" in OutgoingMail.objects.get().text


def test_link_leads_to_the_site_of_the_page_and_not_to_a_forged_host(hall):
    Site.objects.update(hostname="www.mesto.example", port=443)
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(hall.desk_url()), "people") | {"people": "jana@example.cz"}
    browser.post(hall.desk_url(), data, headers={"host": "zlo.example"})
    assert "https://www.mesto.example/kpss/cist/" in OutgoingMail.objects.get().text
    assert "zlo.example" not in OutgoingMail.objects.get().text


def test_site_row_nobody_has_changed_gives_way_to_the_address_in_the_settings(hall, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.mesto.example/"
    hall.invite(JANA)
    assert "https://www.mesto.example/kpss/cist/" in OutgoingMail.objects.get().text


def test_site_without_an_address_sends_no_link_to_nowhere(hall, settings):
    settings.WAGTAILADMIN_BASE_URL = None
    Site.objects.all().delete()
    with pytest.raises(Refused, match="does not know its own address"):
        hall.invite(JANA)
    assert not InternalVersion.objects.exists()


# Whom


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ("a\r\nBcc: x@example.cz", "Line 1: “a”"),
        ("jana@example.cz\r\nBcc: petr@example.cz", "Line 2: “Bcc: petr@example.cz”"),
        ("Jana <jana@example.cz> <petr@example.cz>", "Line 1:"),
        ("jana@example.cz, petr@example.cz", "Line 1:"),
        ("jana@", "Line 1:"),
        ("<jana@example.cz", "Line 1:"),
        ("Jana\u202e <jana@example.cz>", "Line 1:"),
        (f"{'x' * 201} <jana@example.cz>", "Line 1:"),
        (f"{'x' * 300}@example.cz", "Line 1:"),
        ("jana@example.cz\x00", ""),
        ("\r\n \r\n", "Say who is to read the draft."),
    ],
)
def test_people_that_cannot_be_read_are_named_by_their_line(hall, people, line):
    response = send_out(hall, people=people)
    if not line:
        assert addresses() == {"jana@example.cz"}
        return
    assert response.status_code == 422
    assert line in words(response)
    assert form_data(response, "people")["people"].split() == people.split()
    assert not ReadingInvitation.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "reader",
    [
        Reader("a\r\nBcc: x@example.cz", "jana@example.cz"),
        Reader("", "jana@example.cz\r\nBcc: x@example.cz"),
        Reader("", "jana@example.cz\n"),
        Reader("Jana", ""),
        Reader("Jana", "a@b,c@d.cz"),
    ],
)
def test_action_refuses_hostile_people_by_itself(hall, reader):
    with pytest.raises(Invalid):
        hall.invite(reader)
    assert not OutgoingMail.objects.exists()


def test_title_of_two_lines_makes_one_line_of_subject(hall):
    save(hall.page, by=None, title="Ořez\r\nBcc: x@example.cz")
    hall.invite(JANA)
    assert OutgoingMail.objects.get().subject == "Draft to read: Ořez Bcc: x@example.cz"


def test_person_named_twice_is_invited_once(hall):
    send_out(hall, people="Jana <jana@example.cz>\nJANA@example.cz\nJana N. <jana@EXAMPLE.cz>")
    assert OutgoingMail.objects.count() == 1


def test_who_has_a_link_to_this_wording_is_not_mailed_again(hall):
    hall.invite(JANA)
    link = hall.link()
    response = send_out(hall, people="jana@example.cz\npetr@example.cz")
    assert "1 person was invited." in words(response)
    assert "1 person has a valid link to this wording already" in words(response)
    assert OutgoingMail.objects.filter(to="jana@example.cz").count() == 1
    assert hall.link() == link
    response = send_out(hall, people="jana@example.cz")
    assert response.status_code == 422
    assert "Everybody named here has a valid link" in words(response)


def test_whoever_is_invited_after_a_change_reads_the_new_wording(hall, client):
    hall.invite(JANA)
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    assert "The text has changed since" in words(signed_in(hall.secretary).get(hall.desk_url()))
    hall.invite(JANA, PETR)
    assert InternalVersion.objects.count() == 2
    assert "Ve středu." in words(client.get(hall.link(JANA)))


def test_same_wording_is_kept_once(hall):
    hall.invite(JANA)
    save(hall.page, by=None)
    hall.invite(PETR)
    assert InternalVersion.objects.count() == 1


def test_at_most_a_hundred_people_are_invited_at_once(hall):
    many = "\n".join(f"a{number}@example.cz" for number in range(MOST_READERS + 1))
    response = send_out(hall, people=many)
    assert response.status_code == 422
    assert "At most 100 people" in words(response)
    assert not OutgoingMail.objects.exists()


def test_a_hundred_invitations_and_their_desk_ask_the_database_in_measure(
    hall, django_assert_max_num_queries
):
    readers = [Reader(f"Čtenář {number}", f"a{number}@example.cz") for number in range(MOST_READERS)]
    with django_assert_max_num_queries(60 + 6 * MOST_READERS):
        hall.invite(*readers)
    browser = signed_in(hall.secretary)
    browser.get(hall.desk_url())
    with django_assert_max_num_queries(60):
        response = browser.get(hall.desk_url())
    assert words(response).count("Not opened yet.") == MOST_READERS


def test_second_click_mails_nobody_twice(hall):
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(hall.desk_url()), "people") | {"people": "jana@example.cz"}
    for _click in range(2):
        assert browser.post(hall.desk_url(), data).status_code == 302
    assert OutgoingMail.objects.count() == ReadingInvitation.objects.count() == 1


def test_same_form_with_other_people_is_asked_about(hall):
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(hall.desk_url()), "people") | {"people": "jana@example.cz"}
    browser.post(hall.desk_url(), data)
    response = browser.post(hall.desk_url(), data | {"people": "petr@example.cz"})
    assert response.status_code == 409
    assert addresses() == {"jana@example.cz"}
    again = form_data(response, "people")
    assert again["people"] == "petr@example.cz"
    browser.post(hall.desk_url(), again)
    assert addresses() == {"jana@example.cz", "petr@example.cz"}


def test_second_click_on_a_new_link_sends_one(hall):
    hall.invite(JANA)
    browser = signed_in(hall.secretary)
    url = reverse("kpss_workflows_admin:reading_invitation", args=[hall.page.pk, hall.invitation().pk])
    data = form_data(browser.get(hall.desk_url()), "key") | {"deed": "renew"}
    browser.post(url, data)
    link = hall.link()
    browser.post(url, data)
    assert hall.link() == link


# Until when


def test_last_day_is_that_of_the_state_or_after_a_month(hall):
    def offered() -> str:
        return form_data(signed_in(hall.secretary).get(hall.desk_url()), "people")["last_day"]

    assert offered() == (town_today() + timedelta(days=30)).isoformat()
    load_asking_notice(deadline=7)
    assert offered() == (town_today() + timedelta(days=7)).isoformat()
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert offered() == (town_today() + timedelta(days=30)).isoformat()


@pytest.mark.parametrize("days", [-1, 366, 4_000])
def test_last_day_lies_within_a_year(hall, days):
    day = (town_today() + timedelta(days=days)).isoformat()
    response = send_out(hall, people="jana@example.cz", last_day=day)
    assert response.status_code == 422
    assert form_data(response, "people")["people"] == "jana@example.cz"
    assert not ReadingInvitation.objects.exists()


@pytest.mark.parametrize("day", ["", "zítra", "0000-00-00", "99999-01-01"])
def test_what_is_no_day_is_said(hall, day):
    response = send_out(hall, people="jana@example.cz", last_day=day)
    assert response.status_code == 422
    assert soup(response).find(class_="w-field__errors")


def test_last_day_is_whole_by_the_clock_of_the_town(hall):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    day = town_today() + timedelta(days=3)
    send_out(hall, people="jana@example.cz", last_day=day.isoformat())
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Prague"))
    assert hall.invitation().expires_at == midnight


# Who


@pytest.mark.parametrize("role", ["writer", "councillor"])
def test_who_only_writes_or_answers_invites_nobody(hall, role):
    user = getattr(hall, role)
    with pytest.raises(NotAllowed):
        hall.invite(JANA, by=user)
    assert signed_in(user).get(hall.desk_url()).status_code in (302, 403, 404)
    assert signed_in(user).post(hall.desk_url(), {"people": "jana@example.cz"}).status_code in (302, 403, 404)
    assert not OutgoingMail.objects.exists()
    text = words(signed_in(user).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk])))
    assert "Who reads it" not in text


@pytest.mark.parametrize("role", ["mayor", "secretary"])
def test_who_leads_the_page_on_invites(hall, role):
    hall.invite(JANA, by=getattr(hall, role))
    assert hall.invitation().invited_by == getattr(hall, role)


def test_where_everybody_who_decides_is_asked_they_invite_too(hall):
    load_asking_notice(comment='["councillor", "mayor", "secretary"]')
    hall.invite(JANA, by=hall.mayor)
    with pytest.raises(NotAllowed):
        hall.invite(PETR, by=hall.councillor)


def test_stranger_of_another_place_sees_and_does_nothing(hall):
    other = a_page_elsewhere()
    stranger = person("secretary", name="cizí tajemník", page=other)
    stranger.groups.clear()
    stranger.groups.add(group_of(other))
    hall.invite(JANA)
    invitation = hall.invitation()
    assert signed_in(stranger).get(hall.desk_url()).status_code in (302, 403, 404)
    with pytest.raises(NotAllowed):
        hall.invite(PETR, by=stranger)
    url = reverse("kpss_workflows_admin:reading_invitation", args=[other.pk, invitation.pk])
    key = "8bd6f367-012a-4737-9a42-363e69e54e01"
    assert signed_in(stranger).post(url, {"deed": "revoke", "key": key}).status_code == 404
    url = reverse("kpss_workflows_admin:reading_invitation", args=[hall.page.pk, invitation.pk])
    assert signed_in(stranger).post(url, {"deed": "revoke", "key": key}).status_code in (302, 403, 404)
    assert hall.invitation().revoked_at is None


def a_page_elsewhere():
    """A notice of another town."""
    from tests.testapp.models import NoticePage, OrdinaryPage

    town = home().add_child(instance=OrdinaryPage(title="Jiné město", slug="jine"))
    page = town.add_child(instance=NoticePage(title="Jinde", slug="jinde", body="<p>Jinde.</p>", live=False))
    page.save_revision()
    return page


def group_of(page):
    """A group that plays the secretary there, and nowhere else."""
    from django.contrib.auth.models import Group

    group = Group.objects.create(name="jinde")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    RoleAssignment.objects.create(group=group, role="secretary", page=page)
    return group


def test_state_that_asks_nobody_sends_nothing_out(hall):
    load_notice()
    with pytest.raises(Refused, match="asks nobody"):
        hall.invite(JANA)
    process = signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    assert "Internal reading" not in words(process)


def test_state_left_meanwhile_sends_nothing_out(hall):
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(hall.desk_url()), "people") | {"people": "jana@example.cz"}
    make(hall.page, "approve", hall.mayor)
    response = browser.post(hall.desk_url(), data)
    assert response.status_code == 409
    assert "asks nobody" in words(response)
    assert "jana@example.cz" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_links_are_revoked_also_after_the_page_has_moved_on(hall, client):
    hall.invite(JANA)
    link = hall.link()
    make(hall.page, "approve", hall.mayor)
    browser = signed_in(hall.secretary)
    response = browser.get(hall.desk_url())
    assert "Earlier readings" in words(response)
    press(hall, hall.invitation(), "revoke")
    assert client.get(link).status_code == 404
    assert "the answer does not count" in words(browser.get(hall.desk_url()))


def test_revoking_twice_is_revoking_once(hall):
    from wagtail.models import PageLogEntry

    hall.invite(JANA)
    press(hall, hall.invitation(), "revoke")
    first = hall.invitation().revoked_at
    url = reverse("kpss_workflows_admin:reading_invitation", args=[hall.page.pk, hall.invitation().pk])
    key = "8bd6f367-012a-4737-9a42-363e69e54e01"
    assert signed_in(hall.secretary).post(url, {"deed": "revoke", "key": key}).status_code == 302
    assert hall.invitation().revoked_at == first
    assert PageLogEntry.objects.filter(action="kpss_workflows.invitation_revoked").count() == 1


def test_revoked_person_may_be_invited_again(hall, client):
    hall.invite(JANA)
    old = hall.link()
    press(hall, hall.invitation(), "revoke")
    hall.invite(JANA)
    assert client.get(old).status_code == 404
    assert client.get(hall.link()).status_code == 200
    assert ReadingInvitation.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"deed": "nic", "key": "x"}, {"deed": "revoke"}, {"deed": "revoke", "key": "x"}]
)
def test_button_that_nobody_drew_does_nothing(hall, sent):
    hall.invite(JANA)
    url = reverse("kpss_workflows_admin:reading_invitation", args=[hall.page.pk, hall.invitation().pk])
    assert signed_in(hall.secretary).post(url, sent).status_code == 404
    assert signed_in(hall.secretary).get(url).status_code == 405
    assert hall.invitation().revoked_at is None


# Suggestions


@pytest.fixture
def suggestions():
    """What the host suggests, and nothing afterwards."""
    from workflows import registry

    before = registry._reader_sources[:]
    named: list[SuggestedReader] = []
    registry._reader_sources[:] = [lambda root, state: named]
    yield named
    registry._reader_sources[:] = before


def test_people_the_host_names_are_offered_to_be_ticked(hall, suggestions):
    suggestions += [
        SuggestedReader("Karel Dub", "Karel@example.cz", "Řídicí skupina"),
        SuggestedReader("Karel podruhé", "karel@example.cz"),
        SuggestedReader("Bez adresy", "nic"),
        SuggestedReader("Zlý\r\nBcc: x", "zly@example.cz"),
    ]
    page = signed_in(hall.secretary).get(hall.desk_url())
    offered = [box["value"] for box in soup(page).find_all("input", attrs={"name": "suggested"})]
    assert offered == ["karel@example.cz"]
    assert "Karel Dub <karel@example.cz>, Řídicí skupina" in words(page)
    send_out(hall, suggested=["karel@example.cz"], people="karel@example.cz\njana@example.cz")
    assert addresses() == {"karel@example.cz", "jana@example.cz"}


def test_nobody_is_invited_who_was_not_suggested(hall, suggestions):
    suggestions.append(SuggestedReader("Karel Dub", "karel@example.cz"))
    response = send_out(hall, suggested=["cizi@example.cz"], people="jana@example.cz")
    assert response.status_code == 422
    assert not ReadingInvitation.objects.exists()


def test_account_that_answers_here_has_one_answer_by_both_doors(hall, client):
    hall.councillor.email = "rada@example.cz"
    hall.councillor.save()
    send_out(hall, suggested=[f"account-{hall.councillor.pk}"])
    councillor = Reader("", "rada@example.cz")
    send(client, hall.link(councillor), kind="remarks", text="Raději v úterý.")
    hall.answer_signed_in(hall.councillor, "agree")
    assert "Your answer: I agree" in words(client.get(hall.link(councillor)))
    text = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert "Agree: 1" in text
    assert "With remarks: 0" in text
    assert "Readers: 1" in text


def test_typed_address_never_answers_in_the_name_of_an_account(hall, client):
    hall.councillor.email = "jana@example.cz"
    hall.councillor.save()
    send_out(hall, people="jana@example.cz")
    assert hall.invitation().user is None
    hall.answer(JANA, "remarks", "Mé vlastní.")
    hall.answer_signed_in(hall.councillor, "agree")
    assert "Mé vlastní." in words(client.get(hall.link()))


# Forgetting


def test_names_and_addresses_are_erased_and_answers_stay(hall, settings):
    settings.KPSS_READERS_KEPT_DAYS = 10
    hall.invite(PETR)
    hall.answer(PETR, "remarks", "Raději v úterý.")
    until = hall.invitation(PETR).expires_at
    assert erase_expired_invitations(until + timedelta(days=10, seconds=-1)) == 0
    assert erase_expired_invitations(until + timedelta(days=10)) == 1
    assert erase_expired_invitations(until + timedelta(days=10)) == 0
    invitation = ReadingInvitation.objects.get()
    assert (invitation.name, invitation.email) == ("", "")
    text = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert "a reader whose name was erased" in text
    assert "Raději v úterý." in text
    assert "Petr" not in text
    assert "With remarks: 1" in text


def test_reader_with_an_account_is_erased_from_the_answer_too(hall):
    hall.invite(JANA)
    hall.answer(JANA)
    Opinion.objects.update(user=hall.councillor, user_name="councillor")
    ReadingInvitation.objects.update(user=hall.councillor)
    erase_expired_invitations(timezone.now() + timedelta(days=500))
    opinion = Opinion.objects.get()
    assert (opinion.user, opinion.user_name, opinion.invitation.user) == (None, "", None)
    assert opinion.reader == "a reader whose name was erased"


def test_erased_readers_do_not_become_one(hall):
    hall.invite(JANA, PETR)
    hall.answer(JANA)
    hall.answer(PETR)
    erase_expired_invitations(timezone.now() + timedelta(days=500))
    assert "Agree: 2" in words(signed_in(hall.secretary).get(hall.desk_url()))


def test_erased_reader_is_sent_no_new_link(hall):
    hall.invite(JANA)
    erase_expired_invitations(timezone.now() + timedelta(days=500))
    from workflows.actions.renew_invitation import RenewInvitation

    with pytest.raises(Refused, match="The address was erased"):
        RenewInvitation(ReadingInvitation.objects.get(), user=hall.secretary).execute()


def test_mail_that_was_given_up_is_told_beside_its_link(hall):
    hall.invite(JANA, PETR)
    OutgoingMail.objects.filter(to="jana@example.cz").update(failed_at=timezone.now(), to="", text="")
    text = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert text.count("The mail could not be delivered.") == 1


def test_administrator_sees_and_invites(hall):
    admin = administrator()
    hall.invite(JANA, by=admin)
    assert signed_in(admin).get(hall.desk_url()).status_code == 200


def test_keys_of_forms_lead_to_no_link(hall, client):
    hall.invite(JANA)
    send(client, hall.link(), kind="agree")
    assert set(FormKey.objects.values_list("result", flat=True)) == {""}


def test_tick_erases_readers(hall):
    from django.core.management import call_command

    hall.invite(JANA)
    with time_machine.travel(timezone.now() + timedelta(days=30 + 91)):
        call_command("kpss_tick", verbosity=0)
    assert ReadingInvitation.objects.get().erased_at


def test_page_hidden_from_a_person_has_no_reading(hall):
    stranger = person("guest", name="host")
    typed = {"kind": "remarks", "text": "Moje slova."}
    for url in (hall.desk_url(), hall.reading_url()):
        assert signed_in(stranger).get(url).status_code == 404
        assert signed_in(stranger).post(url, typed).status_code == 404
