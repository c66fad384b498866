"""A reader of a draft is erased at the reader's wish; what was said of the draft stays, as nobody's words."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.made_once import copy_of, made_once
from workflows.actions.base import Refused
from workflows.actions.erase_person import ErasePerson
from workflows.erasure.phrases import Phrases
from workflows.erasure.versions import rewrite_internal_versions
from workflows.integrity.readings import opinions_are_logged, read_texts_hold
from workflows.models import InternalVersion, Opinion, OutgoingMail, ReadingInvitation
from workflows.people.places import find_everywhere
from workflows.people.sought import Sought

from .reading_story import JANA, PETR, AskingHall
from .story import save

pytestmark = pytest.mark.django_db

first_asking = made_once(AskingHall)


@pytest.fixture
def hall(db, first_asking) -> AskingHall:
    """Two people are asked; one answers by the link."""
    return copy_of(first_asking)


def erase(hall, email: str) -> dict[str, int]:
    return ErasePerson(Sought(email), reason="Žádost.", user=hall.secretary).execute()


def test_reader_is_forgotten_and_the_link_opens_nothing(hall):
    hall.invite(JANA, PETR)
    link = hall.link(JANA)
    assert Client().get(link).status_code == 200
    counts = erase(hall, JANA.email)
    assert counts["invitations"] == 1
    assert Client().get(link).status_code in (403, 404, 410)
    assert not OutgoingMail.objects.filter(to=JANA.email).exists()
    assert list(ReadingInvitation.objects.named().values_list("email", flat=True)) == [PETR.email]


def test_answer_stays_without_the_reader(hall):
    hall.invite(JANA)
    hall.answer(kind="remarks", text="Chybí cena.")
    erase(hall, JANA.email)
    opinion = Opinion.objects.get()
    assert opinion.text == "Chybí cena."
    assert opinion.reader == "a reader whose name was erased"
    assert list(opinions_are_logged()) == []


def test_answer_of_somebody_who_signed_in_stays_without_the_account(hall):
    hall.councillor.email = "rada@example.cz"
    hall.councillor.save()
    hall.answer_signed_in(hall.councillor, kind="remarks", text="Chybí cena.")
    assert [one.place.name for one in find_everywhere(Sought("rada@example.cz"))] == ["opinions"]
    erase(hall, "rada@example.cz")
    opinion = Opinion.objects.get()
    assert (opinion.user, opinion.text) == (None, "Chybí cena.")
    assert "councillor" not in opinion.reader


def test_nobody_known_is_a_sentence(hall):
    with pytest.raises(Refused, match="Nothing that could be erased"):
        erase(hall, "nikdo@example.cz")


def test_text_that_readers_were_sent_loses_the_words(hall):
    save(hall.page, by=None, body="<p>Kontakt: Jana Kanárková.</p>")
    hall.invite(JANA)
    phrases = Phrases(["Jana Kanárková"], "[x]")
    assert rewrite_internal_versions(hall.fresh(), phrases.out_of) == 1
    assert "Kanárková" not in InternalVersion.objects.get().text
    assert list(read_texts_hold()) == []
