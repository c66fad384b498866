"""What the desk seldom does with a comment: redact, join, assign, sort; and the story of its settlement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from workflows.actions.accept_settlements import AcceptSettlements
from workflows.actions.author import ConfirmEmail
from workflows.actions.base import Invalid, NotAllowed, Refused
from workflows.actions.desk import version_of
from workflows.actions.redact_comment import RedactComment
from workflows.actions.settle_comment import SettleComment
from workflows.actions.sort_comment import AssignComment, ClassifyComment, JoinComment
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.intake.answers import authors_to_tell
from workflows.models import (
    Comment,
    CommentWording,
    Consultation,
    OutgoingMail,
    RoleAssignment,
    SettlementAcceptance,
)
from workflows.town_time import town_today

from .browser import form_data, signed_in, words
from .story import TownHall, make, person, release, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def desk(hall) -> TownHall:
    """Three released comments wait for their settlement."""
    hall.until_settlement("Paní Z. křičí.", "Prosím v úterý.", "Taky v úterý.")
    for comment in hall.comments:
        release(comment, hall.secretary)
    hall.comments = [Comment.objects.get(pk=comment.pk) for comment in hall.comments]
    return hall


def url_of(comment) -> str:
    """The page of a comment at the desk."""
    return reverse("kpss_workflows_admin:register_comment", args=[comment.pk])


def do(hall, comment, deed: str, **typed):
    """Fill in one of the small forms and send it."""
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(url_of(comment)), f"{deed}-key")
    return browser.post(url_of(comment), data | {f"{deed}-{name}": value for name, value in typed.items()})


def fresh(comment) -> Comment:
    """The comment as it is stored now."""
    return Comment.objects.get(pk=comment.pk)


# Redaction


def test_redacted_passage_is_read_by_named_roles_only(desk, client):
    comment = desk.comments[0]
    assert do(desk, comment, "redact", passage="Paní Z.", reason="Soukromá osoba.").status_code == 302
    assert fresh(comment).text == "████ ██ křičí."
    assert "Paní Z." not in client.get("/orez/navrh/1/pripominky/").content.decode()
    assert "Paní Z." in words(signed_in(desk.secretary).get(url_of(comment)))
    moderator = person("clerk")
    definition_role = RoleAssignment.objects.get(role="secretary")
    assert definition_role
    assert "Paní Z." not in words(signed_in(moderator).get(url_of(comment)))
    entry = PageLogEntry.objects.get(action="kpss_workflows.redaction")
    assert "Paní" not in str(entry.data)
    assert entry.data["comment"] == "Soukromá osoba."


def test_desk_that_may_not_read_originals_sees_that_there_was_one(desk, monkeypatch):
    RedactComment(desk.comments[0], passages=["Paní Z."], reason="Jméno.", user=desk.secretary).execute()
    monkeypatch.setattr("workflows.views.register_comment.may_read_originals", lambda user, page: False)
    page = words(signed_in(desk.secretary).get(url_of(desk.comments[0])))
    assert "Paní Z." not in page
    assert "Jméno." in page
    assert "does not show you the former wordings" in page


@pytest.mark.parametrize(
    ("passages", "reason", "sentence"),
    [
        (["Paní Z."], " ", "why"),
        ([" "], "Jméno.", "which passage"),
        (["Paní X."], "Jméno.", "does not hold"),
    ],
)
def test_redaction_without_reason_or_of_other_words_is_refused(desk, passages, reason, sentence):
    with pytest.raises(Invalid, match=sentence):
        RedactComment(desk.comments[0], passages=passages, reason=reason, user=desk.secretary).execute()
    assert not CommentWording.objects.exists()


def test_every_occurrence_goes_and_lines_stay(desk):
    comment = desk.comments[0]
    Comment.objects.filter(pk=comment.pk).update(text="Jan Novák\nNovák", proposed="Novák ven")
    RedactComment(fresh(comment), passages=["Novák"], reason="Jméno.", user=desk.secretary).execute()
    assert (fresh(comment).text, fresh(comment).proposed) == ("Jan █████\n█████", "█████ ven")


def test_refused_redaction_keeps_what_was_typed(desk):
    response = do(desk, desk.comments[0], "redact", passage="Není tam", reason="Můj důvod.")
    assert response.status_code == 422
    assert "Můj důvod." in response.content.decode()
    assert "does not hold this passage" in words(response)


def test_stale_form_is_refused_and_may_be_sent_again(desk):
    comment = desk.comments[0]
    browser = signed_in(desk.secretary)
    data = form_data(browser.get(url_of(comment)), "redact-key")
    ClassifyComment(comment, kind="formal", user=desk.secretary).execute()
    data |= {"redact-passage": "Paní Z.", "redact-reason": "Jméno."}
    response = browser.post(url_of(comment), data)
    assert response.status_code == 409
    again = form_data(response, "redact-key")
    assert browser.post(url_of(comment), again).status_code == 302


# Joining


def test_joined_comment_is_answered_with_the_other_and_keeps_its_number(desk, client):
    _first, primary, other = desk.comments
    assert do(desk, other, "join", to=primary.reference).status_code == 302
    settle(desk.comments[0], desk.secretary)
    settle(primary, desk.secretary, reasoning="Posuneme na úterý.")
    make(desk.page, "submit_to_assembly", desk.secretary)
    Consultation.objects.update(settlements_published_at=timezone.now())
    public = words(client.get("/orez/navrh/1/pripominky/"))
    assert public.count("Posuneme na úterý.") == 2
    assert fresh(other).reference in public
    receipt = client.get(other.submission.private_path)
    assert "Posuneme na úterý." in words(receipt)


def test_joining_to_what_is_joined_or_foreign_or_unread_is_refused(desk):
    first, second, third = desk.comments
    JoinComment(second, to=first, user=desk.secretary).execute()
    for comment, to, error in ((third, second, Invalid), (first, first, Invalid)):
        with pytest.raises(error):
            JoinComment(fresh(comment), to=fresh(to), user=desk.secretary).execute()
    Comment.objects.filter(pk=first.pk).update(status="received")
    with pytest.raises(Refused, match="Release the other"):
        JoinComment(fresh(third), to=fresh(first), user=desk.secretary).execute()


def test_what_was_joined_to_a_comment_follows_it(desk):
    first, second, third = desk.comments
    JoinComment(third, to=second, user=desk.secretary).execute()
    JoinComment(fresh(second), to=first, user=desk.secretary).execute()
    assert {fresh(second).duplicate_of, fresh(third).duplicate_of} == {first}


def test_joined_comment_is_not_settled_by_itself_until_it_is_parted(desk):
    first, second, _third = desk.comments
    JoinComment(second, to=first, user=desk.secretary).execute()
    with pytest.raises(Refused, match="settle that one"):
        settle(fresh(second), desk.secretary)
    assert do(desk, second, "join", to="").status_code == 302
    settle(fresh(second), desk.secretary)


@pytest.mark.parametrize("number", ["9-9999/9", "nesmysl", "1-0001/99", "2-0001/1", "\u0661-\u0661/\u0661"])
def test_number_that_is_no_comments_is_refused(desk, number):
    response = do(desk, desk.comments[0], "join", to=number)
    assert response.status_code == 422
    assert "no comment of this number" in words(response)


# Sorting and assigning


def test_comment_is_assigned_to_who_settles_here_and_found_by_them(desk):
    comment = desk.comments[0]
    deputy = person("secretary", name="deputy")
    assert do(desk, comment, "assign", to=str(deputy.pk)).status_code == 302
    address = reverse("kpss_workflows_admin:desk", args=[desk.consultation.pk])
    mine = words(signed_in(deputy).get(f"{address}?show=mine"))
    assert comment.reference in mine
    assert desk.comments[1].reference not in mine
    with pytest.raises(Invalid, match="does not settle"):
        AssignComment(fresh(comment), to=desk.writer, user=desk.secretary).execute()


@pytest.mark.parametrize("query", ["show=formal", "q=křičí", "show=formal&q=Z."])
def test_desk_is_narrowed(desk, query):
    ClassifyComment(desk.comments[0], kind="formal", user=desk.secretary).execute()
    address = reverse("kpss_workflows_admin:desk", args=[desk.consultation.pk])
    found = words(signed_in(desk.secretary).get(f"{address}?{query}"))
    assert "křičí" in found
    assert "Prosím" not in found


@pytest.mark.parametrize("query", ["show=nic", "place=x", "place=\u0661", "place=999999", "q=\x00", "p=nic"])
def test_nonsense_in_the_address_narrows_nothing(desk, query):
    address = reverse("kpss_workflows_admin:desk", args=[desk.consultation.pk])
    assert "křičí" in words(signed_in(desk.secretary).get(f"{address}?{query}"))


def test_nobody_else_looks_at_a_comment_or_changes_it(desk):
    for who in (desk.writer, desk.mayor):
        assert signed_in(who).get(url_of(desk.comments[0])).status_code in (302, 403, 404)
    for action in (
        RedactComment(desk.comments[0], passages=["Paní"], reason="x", user=desk.writer),
        JoinComment(desk.comments[0], to=desk.comments[1], user=desk.writer),
        AssignComment(desk.comments[0], to=None, user=desk.writer),
        ClassifyComment(desk.comments[0], kind="formal", user=desk.writer),
    ):
        with pytest.raises(NotAllowed):
            action.execute()


def test_unknown_deed_is_not_found(desk):
    assert signed_in(desk.secretary).post(url_of(desk.comments[0]), {"deed": "smazat"}).status_code == 404


# The settlement's story


def test_every_change_of_a_settlement_leaves_the_former_wording(desk):
    comment = desk.comments[0]
    settle(comment, desk.secretary, "rejected", "Nejde to.")
    settle(fresh(comment), desk.secretary, "accepted", "Přece to jde.")
    settle(fresh(comment), desk.secretary, "accepted", "Přece to jde.")
    before = fresh(comment).settlement.former_wordings.get()
    assert (before.outcome, before.reasoning, before.settled_by) == ("rejected", "Nejde to.", desk.secretary)
    assert "Nejde to." in words(signed_in(desk.secretary).get(url_of(comment)))


def test_settlement_that_is_not_ready_keeps_the_text_from_the_assembly(desk):
    for comment in desk.comments:
        settle(comment, desk.secretary)
    SettleComment(
        fresh(desk.comments[0]), outcome="noted", reasoning="Uvidíme.", is_ready=False, user=desk.secretary
    ).execute()
    with pytest.raises(Refused, match="1 comment has not been settled"):
        make(desk.page, "submit_to_assembly", desk.secretary)


# Acceptance


def accept(hall, **kwargs) -> SettlementAcceptance:
    """The steering group accepted settlements today."""
    kwargs = {"held_on": town_today(), "body": "Řídicí skupina", "user": hall.secretary} | kwargs
    return AcceptSettlements(hall.consultation, **kwargs).execute()


def test_meeting_accepts_all_that_are_ready_in_one_act(desk):
    first, second, third = desk.comments
    settle(first, desk.secretary)
    settle(second, desk.secretary)
    SettleComment(third, outcome="noted", reasoning="?", is_ready=False, user=desk.secretary).execute()
    acceptance = accept(desk, minutes="Zápis 7")
    assert acceptance.settlements.count() == 2
    assert "Řídicí skupina" in words(signed_in(desk.secretary).get(url_of(first)))


def test_changed_settlement_is_accepted_by_nobody(desk):
    settle(desk.comments[0], desk.secretary)
    accept(desk)
    settle(fresh(desk.comments[0]), desk.secretary, "rejected", "Jinak.")
    assert fresh(desk.comments[0]).settlement.acceptance is None


def test_acceptance_is_refused_where_it_makes_no_sense(desk):
    settle(desk.comments[0], desk.secretary)
    for values, error in (
        ({"body": " "}, Invalid),
        ({"held_on": town_today() + timedelta(days=1)}, Invalid),
        ({"chosen": [desk.comments[1].pk]}, Refused),
        ({"chosen": [desk.comments[0].pk, desk.comments[1].pk]}, Refused),
        ({"user": desk.writer}, NotAllowed),
    ):
        with pytest.raises(error):
            accept(desk, **values)
    assert not SettlementAcceptance.objects.exists()


def test_form_names_the_comment_as_it_was_seen(desk):
    data = form_data(signed_in(desk.secretary).get(url_of(desk.comments[0])), "assign-key")
    assert data["assign-seen"] == version_of(fresh(desk.comments[0]))


def test_acceptance_is_recorded_in_the_admin(desk):
    settle(desk.comments[0], desk.secretary)
    settle(desk.comments[1], desk.secretary)
    browser = signed_in(desk.secretary)
    address = reverse("kpss_workflows_admin:accept", args=[desk.consultation.pk])
    data = form_data(browser.get(address), "held_on")
    data |= {
        "held_on": f"{town_today():%Y-%m-%d}",
        "body": "Řídicí skupina",
        "chosen": [str(desk.comments[0].pk)],
    }
    assert browser.post(address, data | {"chosen": []}).status_code == 422
    response = browser.post(address, data, follow=True)
    assert "1 settlement was accepted." in words(response)
    assert browser.post(address, data).status_code == 422
    assert SettlementAcceptance.objects.get().settlements.get().comment == desk.comments[0]


# Answers


def test_each_author_is_told_once_all_answers_in_one_mail(desk):
    letter = SubmitComments(
        desk.consultation, [Remark("Jedna."), Remark("Dvě.")], identity={"email": "jana@example.cz"}
    ).execute()
    ConfirmEmail(letter).execute()
    for comment in Comment.objects.unsettled() | Comment.objects.unmoderated():
        release(comment, desk.secretary)
        settle(fresh(comment), desk.secretary, reasoning=f"Odpověď {comment.pk}.")
    OutgoingMail.objects.all().delete()
    now = timezone.now()
    assert [*authors_to_tell(now)] == []
    Consultation.objects.update(settlements_published_at=now)
    for _run in range(2):
        for deed in authors_to_tell(now):
            deed.act()
            deed.act()
    mail = OutgoingMail.objects.get()
    assert all(f"Odpověď {comment.pk}." in mail.text for comment in letter.comments.all())


def test_who_did_not_confirm_is_not_told(desk):
    SubmitComments(desk.consultation, [Remark("Jedna.")], identity={"email": "jana@example.cz"}).execute()
    Consultation.objects.update(settlements_published_at=timezone.now())
    assert [*authors_to_tell(timezone.now())] == []
