"""The sentence a comment points at is public, too: it is redacted, kept apart and erased as the rest of the comment."""

from __future__ import annotations

import pytest
from django.urls import reverse

from workflows.actions.author import CorrectComment
from workflows.actions.redact_comment import RedactComment
from workflows.models import Comment, CommentWording
from workflows.people.letters import erase_wordings, tell_wording
from workflows.people.mentions import mentions_of
from workflows.people.sought import Sought

from .browser import form_data, signed_in, words
from .story import comment_on, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

QUOTE, BLACK = "Kontakt: Jana Nová.", "Kontakt: ████ ████."


@pytest.fixture
def quoting(hall) -> Comment:
    """A released comment that quotes a sentence with a name; its author may still correct it."""
    hall.until_open()
    comment = comment_on(hall.consultation, "Neplatí.")
    Comment.objects.filter(pk=comment.pk).update(quote=QUOTE)
    release(comment, hall.secretary)
    return Comment.objects.get(pk=comment.pk)


def door(comment) -> str:
    return reverse("kpss_workflows_admin:register_comment", args=[comment.pk])


def redact(comment, by) -> None:
    RedactComment(comment, passages=["Jana Nová"], reason="Jméno.", user=by).execute()


def test_quote_is_redacted_where_the_public_reads_it_and_named_roles_still_know(hall, quoting, client):
    public = "/orez/navrh/1/pripominky/"
    assert QUOTE in words(client.get(public))
    browser = signed_in(hall.secretary)
    data = form_data(browser.get(door(quoting)), "redact-key")
    data |= {"redact-passage": "Jana Nová", "redact-reason": "Jméno."}
    assert browser.post(door(quoting), data).status_code == 302
    assert Comment.objects.get().quote == BLACK
    assert BLACK in words(client.get(public))
    assert "Nová" not in words(client.get(public))
    assert QUOTE in words(browser.get(door(quoting)))


def test_desk_that_may_not_read_originals_does_not_read_the_quote(hall, quoting, monkeypatch):
    redact(quoting, hall.secretary)
    monkeypatch.setattr("workflows.views.register_comment.may_read_originals", lambda user, page: False)
    assert "Nová" not in words(signed_in(hall.secretary).get(door(quoting)))


def test_correction_keeps_the_quote_with_the_former_wording(quoting):
    CorrectComment(quoting.submission, 1, text="Platí.").execute()
    assert CommentWording.objects.get().quote == QUOTE


def test_former_quote_is_told_to_its_author_and_erased_with_the_wording(hall, quoting):
    redact(quoting, hall.secretary)
    wording = CommentWording.objects.get()
    assert tell_wording(wording)["quote"] == QUOTE
    erase_wordings([wording], wording.changed_at)
    wording.refresh_from_db()
    assert (wording.text, wording.quote) == ("", "")


def test_person_named_in_a_quote_is_mentioned_until_it_is_redacted(hall, quoting):
    sought = Sought.by("", "Jana Nová")
    assert [one.title for one in mentions_of(sought)] == [quoting.reference]
    redact(quoting, hall.secretary)
    assert list(mentions_of(sought)) == []
