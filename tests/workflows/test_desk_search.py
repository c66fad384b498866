"""Whoever works at the desk finds a comment by its number and by words as they come to mind."""

from __future__ import annotations

import pytest
from django.urls import reverse

from workflows.desk.searching import pattern_of
from workflows.models import Comment

from .browser import signed_in, soup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def desk(hall):
    """Letters 1, 2 and 3."""
    return hall.until_settlement("Žluťoučký kůň.", "Odlehčovací\nslužba (nová).", "Nemá 50 % lůžek.")


def found(desk, typed: str) -> list[int]:
    """The numbers of the letters that the desk shows."""
    address = reverse("kpss_workflows_admin:desk", args=[desk.consultation.pk])
    page = words(signed_in(desk.secretary).get(address, {"q": typed}))
    letters = Comment.objects.values_list("submission__number", "text")
    return sorted(number for number, text in letters if text.split()[0] in page)


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("1-0002", [2]),
        ("1-0002/1", [2]),
        ("1-2", [2]),
        ("0002/1", [2]),
        (" 3 ", [3]),
        ("2-0002", []),
        ("1-0002/2", []),
        ("9999999999999999999999", []),
        ("5", [3]),
        ("žluťoučký KŮŇ", [1]),
        ("ZLUTOUCKY kun", [1]),
        ("odlehcovaci sluzba", [2]),
        ("(nova)", [2]),
        ("50 %", [3]),
        (".*", []),
        ("[a", []),
        ("\\", []),
        ("nic takového", []),
    ],
)
def test_comment_is_found_by_number_and_by_words(desk, typed, letters):
    assert found(desk, typed) == letters


def test_diacritics_typed_as_characters_of_their_own_are_the_same(desk):
    Comment.objects.filter(submission__number=1).update(text="Z\u030cluta\u0301 lampa.")
    assert found(desk, "žlutá") == [1]
    assert found(desk, "z\u030cluta\u0301") == [1]


def test_pattern_is_short_however_long_the_words():
    assert len(pattern_of("e" * 100)) < 5_000


def test_desk_says_what_is_searched(desk):
    address = reverse("kpss_workflows_admin:desk", args=[desk.consultation.pk])
    page = soup(signed_in(desk.secretary).get(address))
    hint = page.find("input", attrs={"name": "q"})["aria-describedby"]
    assert "1-0009" in page.find(id=hint).get_text()
