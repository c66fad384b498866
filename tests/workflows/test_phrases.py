"""Words are erased where people read them: whole, in any spelling of spaces, and never inside of markup."""

from __future__ import annotations

import pytest

from workflows.actions.base import Invalid
from workflows.actions.erase_from_version import EraseFromVersion
from workflows.erasure.phrases import Phrases
from workflows.models import Snapshot
from workflows.people.words import without

from .story import save

MARK = "[x]"


def out_of(text: str, *phrases: str) -> str:
    return Phrases(list(phrases), MARK).out_of(text)


@pytest.mark.parametrize(
    ("text", "phrase", "left"),
    [
        ("Buď Petr, neb nebude.", "neb", "Buď Petr, [x] nebude."),
        ("Zanebuje neb0 neb_", "neb", "Zanebuje neb0 neb_"),
        (
            "<p>href a <a href='/href/' id='3'>href</a></p>",
            "href",
            "<p>[x] a <a href='/href/' id='3'>[x]</a></p>",
        ),
        ('<a linktype="page" id="7">page</a>', "page", '<a linktype="page" id="7">[x]</a>'),
        ("<strong>strong</strong>", "strong", "<strong>[x]</strong>"),
        ("<p>R&amp;amp D &nbsp;nbsp</p>", "amp", "<p>R&amp;[x] D &nbsp;nbsp</p>"),
        ("<p>x&nbsp;nbsp&#160;160</p>", "nbsp", "<p>x&nbsp;[x]&#160;160</p>"),
        ("<p>Fa&nbsp;Kos &amp;&nbsp;syn.</p>", "Fa Kos & syn", "<p>[x].</p>"),
        ("<p>Jana\u00a0\n Nová&#xa0;</p>", "Jana Nová", "<p>[x]&#xa0;</p>"),
        ("Jana <jana@example.cz>", "jana@example.cz", "Jana <[x]>"),
        ("nejana@example.cz", "jana@example.cz", "nejana@example.cz"),
        ("když 1 < 2 a Jana > 3", "Jana", "když 1 < 2 a [x] > 3"),
        ('Řekla „Jana" a šla.', 'Jana"', "Řekla „[x] a šla."),
        ("tel. +420777", "+420777", "tel. [x]"),
    ],
)
def test_only_whole_words_of_the_text_go(text, phrase, left):
    assert out_of(text, phrase) == left


@pytest.mark.parametrize("phrase", ["<p>", "</a>", 'href="', 'id="7"', "<p>Jana", 'page" id'])
def test_markup_holds_no_words_of_people(phrase):
    assert not Phrases([phrase], MARK).stand_in('<p>Jana <a linktype="page" id="7" href="/x/">tady</a></p>')


def test_attribute_that_names_a_person_goes_as_a_whole():
    text = (
        '<p><a href="mailto:jana@example.cz">pište</a> <embed alt="Jana Nová" id="3" title="Jana Nová"/></p>'
    )
    left = '<p><a>pište</a> <embed alt="" id="3"/></p>'
    assert out_of(text, "jana@example.cz", "Jana Nová") == left


def test_address_of_a_page_is_never_broken():
    text = '<a href="https://mesto.example/neb/">tam</a>'
    assert out_of(text, "neb") == text
    assert not Phrases(["neb"], MARK).are_read_in(text)


def test_words_interrupted_by_formatting_are_still_noticed():
    assert Phrases(["Jana Nová"], MARK).are_read_in("<p>Ja<b>na</b> Nová</p>")
    assert not Phrases(["Jana Nová"], MARK).are_read_in("<p>Jana <b>Stará</b></p>")


@pytest.mark.django_db
@pytest.mark.usefixtures("first_hall")
def test_version_refuses_what_is_only_its_markup(hall):
    body = '<p>Nebude to <a href="https://mesto.example/neb/">tam</a>.</p>'
    save(hall.page, by=hall.writer, body=body)
    hall.until_open()
    version = Snapshot.objects.get(number=1)
    for phrase in ("neb", "https", 'href="https', "<p>"):
        with pytest.raises(Invalid, match="does not hold these words"):
            EraseFromVersion(version, phrases=[phrase], reason="Omyl.", user=hall.secretary).execute()
    assert Snapshot.objects.get(number=1).sha256 == version.sha256


@pytest.mark.parametrize(
    "text",
    ["JANA NOVÁ", "jana\u00a0nová", "Jana\n  Nová", "Jana Nová"],
    ids=["case", "hard", "lines", "plain"],
)
def test_person_is_blacked_out_however_the_name_is_written(text):
    left = without(f"Píše {text}, Novák.", ["Jana Nová"])
    assert left.startswith("Píše ████")
    assert left.endswith("████, Novák.")
    assert "nov" not in left.replace("Novák", "").casefold()
    assert len(left) == len(f"Píše {text}, Novák.")


def test_inflected_name_and_address_are_blacked_out():
    assert without("s Janem Novákem: Jan@Example.CZ", ["jan@example.cz", "Janem Novák"]) == (
        "s █████ █████em: ██████████████"
    )
