"""People whom a state asks read the draft after signing in, and answer to exactly what they read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.made_once import made_once
from workflows.actions.base import Invalid, NotAllowed, Stale
from workflows.models import InternalVersion, Opinion

from .browser import administrator, form_data, signed_in, soup, words
from .reading_story import JANA, AskingHall, load_asking_notice, send
from .story import load_notice, make, person, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


first_hall = made_once(AskingHall)


def test_who_is_asked_finds_the_way_from_the_process_of_the_page(hall):
    process = signed_in(hall.councillor).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    assert soup(process).find("a", href=hall.reading_url())
    response = signed_in(hall.councillor).get(hall.reading_url())
    assert response.status_code == 200
    assert "V pondělí." in words(response)
    assert "Internal draft, please do not share it." in words(response)
    assert "no-store" in response["Cache-Control"]


def test_answer_after_signing_in_is_about_the_text_that_was_read(hall):
    browser = signed_in(hall.councillor)
    response = send(browser, hall.reading_url(), kind="remarks", text="Raději v úterý.")
    assert response.status_code == 302
    opinion = Opinion.objects.get()
    assert (opinion.user, opinion.user_name, opinion.kind) == (hall.councillor, "councillor", "remarks")
    assert "V pondělí." in opinion.version.text
    assert "Your answer: I have remarks" in words(browser.get(response.url))


def test_reading_keeps_nothing_until_somebody_answers(hall):
    signed_in(hall.councillor).get(hall.reading_url())
    assert not InternalVersion.objects.exists()


def test_text_changed_meanwhile_is_read_again_before_it_is_answered(hall):
    browser = signed_in(hall.councillor)
    data = form_data(browser.get(hall.reading_url()), "kind") | {"kind": "remarks", "text": "Moje slova."}
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    response = browser.post(hall.reading_url(), data)
    assert response.status_code == 409
    assert "Meanwhile the text changed." in soup(response).find(role="alert").get_text()
    assert "Ve středu." in words(response)
    assert not Opinion.objects.exists()
    again = form_data(response, "kind")
    assert again["text"] == "Moje slova."
    assert browser.post(hall.reading_url(), again).status_code == 302
    assert "Ve středu." in Opinion.objects.get().version.text


def test_answer_to_an_earlier_wording_is_asked_for_again(hall):
    browser = signed_in(hall.councillor)
    send(browser, hall.reading_url(), kind="agree")
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    assert "The text has changed since; please answer again." in words(browser.get(hall.reading_url()))
    send(browser, hall.reading_url(), kind="agree")
    assert Opinion.objects.standing().count() == 2
    desk = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert "Agree: 1" in desk
    assert "Readers: 1" in desk
    assert "about an earlier wording" not in desk


def test_same_answer_again_changes_nothing(hall):
    hall.answer_signed_in(hall.councillor)
    hall.answer_signed_in(hall.councillor)
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize("role", ["writer", "mayor", "secretary"])
def test_who_is_not_asked_reads_and_answers_nothing_here(hall, role):
    user = getattr(hall, role)
    browser = signed_in(user)
    assert browser.get(hall.reading_url()).status_code in (302, 403, 404)
    assert browser.post(hall.reading_url(), {"kind": "agree"}).status_code in (302, 403, 404)
    with pytest.raises(NotAllowed):
        hall.answer_signed_in(user)
    process = browser.get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    assert not soup(process).find("a", href=hall.reading_url())


def test_anonymous_is_asked_to_sign_in(hall, client):
    response = client.get(hall.reading_url())
    assert response.status_code == 302
    assert "login" in response.url


def test_state_that_asks_nobody_has_no_reading(hall):
    load_notice()
    assert signed_in(administrator()).get(hall.reading_url()).status_code in (302, 403, 404)


def test_who_was_asked_a_moment_ago_loses_no_word(hall):
    browser = signed_in(hall.councillor)
    data = form_data(browser.get(hall.reading_url()), "kind") | {"kind": "remarks", "text": "Moje slova."}
    make(hall.page, "approve", hall.mayor)
    response = browser.post(hall.reading_url(), data)
    assert response.status_code == 403
    assert "does not ask you for an opinion" in words(response)
    assert "Moje slova." in words(response)
    assert not Opinion.objects.exists()


def test_councillor_of_another_place_is_not_asked(hall):
    from tests.testapp.models import OrdinaryPage

    from .story import home

    town = home().add_child(instance=OrdinaryPage(title="Jiné město", slug="jine"))
    stranger = person("guest", name="cizí", page=town)
    from workflows.models import RoleAssignment

    RoleAssignment.objects.create(group=stranger.groups.get(), role="councillor", page=town)
    assert signed_in(stranger).get(hall.reading_url()).status_code in (302, 403, 404)
    with pytest.raises(NotAllowed):
        hall.answer_signed_in(stranger)


@pytest.mark.parametrize(
    ("kind", "text"), [("remarks", " "), ("", "Slova."), ("nic", "Slova."), ("remarks", "x" * 20_001)]
)
def test_action_refuses_what_is_no_opinion(hall, kind, text):
    with pytest.raises(Invalid):
        hall.answer_signed_in(hall.councillor, kind, text)
    assert not InternalVersion.objects.exists()


@pytest.mark.parametrize("seen", ["nic", "0" * 64])
def test_action_refuses_what_was_not_read(hall, seen):
    with pytest.raises(Stale):
        hall.answer_signed_in(hall.councillor, seen=seen)


# For whoever decides


def decision(hall, by=None, transition="approve"):
    url = reverse("kpss_workflows_admin:transition", args=[hall.page.pk, transition])
    return words(signed_in(by or hall.mayor).get(url))


def test_whoever_decides_sees_counts_and_words(hall):
    from .reading_story import PETR

    hall.invite(JANA, PETR)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    hall.answer_signed_in(hall.councillor)
    text = decision(hall)
    assert "Readers: 3 Agree: 1 With remarks: 1 Silent: 1" in text
    assert "Jana Nováková: I have remarks" in text
    assert "Raději v úterý." in text
    assert "councillor: I agree" in text
    assert "the text has changed since" not in text


def test_answers_to_an_earlier_wording_are_marked(hall):
    hall.invite(JANA)
    hall.answer(JANA)
    save(hall.page, by=None, body="<p>Ve středu.</p>")
    text = decision(hall)
    assert "1 answer is about an earlier wording: the text has changed since." in text
    assert "(about an earlier wording)" in text
    save(hall.page, by=None, body="<p>V pondělí.</p>")
    assert "about an earlier wording" not in decision(hall)


def test_answer_by_a_revoked_link_does_not_count(hall):
    from workflows.actions.revoke_invitation import RevokeInvitation

    hall.invite(JANA)
    hall.answer(JANA)
    RevokeInvitation(hall.invitation(), user=hall.secretary).execute()
    assert "Jana" not in decision(hall)


def test_person_asked_about_two_wordings_is_one_person(hall):
    hall.invite(JANA)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    save(hall.page, by=None, body="<p>V úterý.</p>")
    hall.invite(JANA)
    assert "Readers: 1 Agree: 0 With remarks: 1 Silent: 0" in decision(hall)
    hall.answer(JANA, "agree")
    text = decision(hall)
    assert "Readers: 1 Agree: 1 With remarks: 0 Silent: 0" in text
    assert "Raději v úterý." not in text


def test_answers_of_an_earlier_stay_are_not_shown_to_whoever_decides_now(hall):
    hall.invite(JANA)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    make(hall.page, "send_back", hall.secretary, comment="Přepište.")
    make(hall.page, "submit", hall.writer)
    assert "Raději v úterý." not in decision(hall)
    desk = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert "Earlier readings" in desk
    assert "Raději v úterý." in desk


def test_decision_nobody_was_asked_about_says_nothing_of_readers(hall):
    assert "What the readers" not in decision(hall)


def test_opinion_of_a_deleted_account_keeps_its_name(hall):
    hall.answer_signed_in(hall.councillor, "remarks", "Moje slova.")
    hall.councillor.delete()
    assert "councillor: I have remarks" in decision(hall)


def test_state_lost_by_a_change_of_the_workflow_leaves_its_answers_readable(hall):
    hall.invite(JANA)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    make(hall.page, "approve", hall.mayor)
    InternalVersion.objects.update(state="renamed")
    desk = words(signed_in(hall.secretary).get(hall.desk_url()))
    assert "renamed" in desk
    assert "Raději v úterý." in desk


def test_asking_begins_and_ends_with_the_definition(hall):
    load_asking_notice(comment="[]")
    assert signed_in(hall.councillor).get(hall.reading_url()).status_code in (302, 403, 404)
    assert "Internal reading" not in words(
        signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    )


def test_overview_and_decision_ask_the_database_in_measure(hall, django_assert_max_num_queries):
    from workflows.reading.readers import Reader
    from workflows.reading.rounds import round_for_decision
    from workflows.standing import standing_of

    readers = [Reader(f"Čtenář {number}", f"a{number}@example.cz") for number in range(30)]
    hall.invite(*readers)
    for reader in readers:
        hall.answer(reader, "remarks", "Slova.")
    page = hall.fresh()
    standing = standing_of(page)
    with django_assert_max_num_queries(12):
        found = round_for_decision(page, standing)
        assert [line.reader for line in found.answers]


# What the proof of all rules says of readings


def broken_rules() -> set[str]:
    from workflows.integrity.readings import opinions_are_logged, read_texts_hold

    return {rule.__name__ for rule in (opinions_are_logged, read_texts_hold) if list(rule())}


def test_honest_reading_keeps_every_rule(hall):
    hall.invite(JANA)
    hall.answer(JANA, "remarks", "Raději v úterý.")
    hall.answer(JANA, "agree")
    hall.answer_signed_in(hall.councillor)
    hall.answer_signed_in(hall.councillor)
    assert broken_rules() == set()


def test_tampering_with_a_reading_is_named(hall):
    hall.invite(JANA)
    hall.answer(JANA)
    hall.answer_signed_in(hall.councillor)
    opinion = Opinion.objects.filter(invitation=None).get()
    opinion.delete()
    assert broken_rules() == {"opinions_are_logged"}
    InternalVersion.objects.update(text="[]")
    assert broken_rules() == {"opinions_are_logged", "read_texts_hold"}
