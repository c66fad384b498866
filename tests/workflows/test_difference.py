"""What changed between two versions, part by part and word by word."""

from __future__ import annotations

import time

import pytest

from workflows.difference import difference, plain_text, segments


def a_field(value="Text.", *, name="body", label="Text", kind="text") -> dict:
    return {"name": name, "label": label, "kind": kind, "value": value}


def a_part(key: str, title: str = "Opatření", *, number: str = "", fields=(), parts=()) -> dict:
    return {
        "id": key,
        "kind": "measure",
        "label": "",
        "number": number,
        "title": title,
        "fields": list(fields),
        "parts": list(parts),
    }


def a_page(*parts, title: str = "Plán", fields=(), page: int = 1) -> dict:
    return {"page": page, "title": title, "fields": list(fields), "parts": list(parts)}


def kinds(before, after) -> list[tuple[str, str]]:
    return [(change.kind, change.heading) for change in difference(before, after)]


def test_same_wording_has_no_changes():
    page = a_page(a_part("a", fields=[a_field()]), fields=[a_field("Úvod.")])
    assert difference([page], [page]) == []


def test_added_removed_and_changed_parts_are_told_apart():
    before = [a_page(a_part("a", "První"), a_part("b", "Druhé", fields=[a_field("Staré.")]))]
    after = [a_page(a_part("b", "Druhé", fields=[a_field("Nové.")]), a_part("c", "Třetí"))]
    assert kinds(before, after) == [("changed", "Druhé"), ("added", "Třetí"), ("removed", "První")]


def test_moved_part_is_the_same_part():
    measure = a_part("m", "Terénní péče")
    before = [a_page(page=1), a_page(measure, title="Senioři", page=2), a_page(title="Děti", page=3)]
    after = [a_page(page=1), a_page(title="Senioři", page=2), a_page(measure, title="Děti", page=3)]
    assert kinds(before, after) == [("moved", "Terénní péče")]


def test_new_number_is_shown_word_by_word():
    before, after = [a_page(a_part("a", "Péče", number="1.1"))], [a_page(a_part("a", "Péče", number="1.2"))]
    (change,) = difference(before, after)
    assert change.fields == [("", [("removed", "1.1"), ("added", "1.2"), ("same", " Péče")])]


def test_field_that_came_or_went_is_shown():
    before = [a_page(fields=[a_field("Byl.", name="old", label="Starý")])]
    after = [a_page(fields=[a_field("Je.", name="new", label="Nový")])]
    (change,) = difference(before, after)
    assert change.fields == [("Nový", [("added", "Je.")]), ("Starý", [("removed", "Byl.")])]


def test_page_that_left_the_bundle_takes_its_parts_along():
    before = [a_page(), a_page(a_part("a", "Péče"), title="Senioři", page=2)]
    assert kinds(before, [a_page()]) == [("removed", "Senioři"), ("removed", "Péče")]


def test_words_are_compared_with_their_spaces():
    found = segments("V pondělí ráno.", "V úterý ráno.")
    assert found == [("same", "V "), ("removed", "pondělí"), ("added", "úterý"), ("same", " ráno.")]
    assert "".join(text for kind, text in found if kind != "removed") == "V úterý ráno."


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "Nové."), ("Staré.", ""), ("\n", " ")])
def test_edges_of_words(before, after):
    found = segments(before, after)
    assert "".join(text for kind, text in found if kind != "added") == before
    assert "".join(text for kind, text in found if kind != "removed") == after


def test_change_of_mark_up_alone_is_no_change_of_words():
    before = [a_page(fields=[a_field('<p data-block-key="x">Text &amp; slova</p>', kind="html")])]
    after = [a_page(fields=[a_field("<p><b>Text</b> &amp; slova</p>", kind="html")])]
    assert difference(before, after) == []


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("text", "a\nb", "a\nb"),
        ("html", "<p>Jedna.</p><ul><li>dva</li><li>tři &lt;</li></ul>", "Jedna.\ndva\ntři <"),
        ("list", ["senioři", "děti"], "senioři\nděti"),
        ("table", {"caption": "", "header": ["Rok", "Kč"], "rows": [["2026", 5]]}, "Rok | Kč\n2026 | 5"),
        ("file", {"title": "Zápis", "sha256": "ab" * 32}, "Zápis (abababababab)"),
        ("image", {"alt": "Mapa", "caption": "Území", "sha256": "cd" * 32}, "Mapa Území (cdcdcdcdcdcd)"),
    ],
)
def test_every_kind_of_value_reads_as_text(kind, value, text):
    assert plain_text(a_field(value, kind=kind)) == text


def test_caption_of_a_table_is_compared_too():
    tables = [
        {"caption": caption, "header": ["Rok"], "rows": [["2026"]]} for caption in ("Náklady", "Výnosy")
    ]
    before, after = ([a_page(fields=[a_field(table, kind="table")])] for table in tables)
    assert [change.kind for change in difference(before, after)] == ["changed"]


def test_name_of_a_swapped_file_is_compared_by_its_content():
    files = [{"title": "Zápis", "sha256": digit * 64} for digit in "ab"]
    before, after = ([a_page(fields=[a_field(file, kind="file")])] for file in files)
    assert [change.kind for change in difference(before, after)] == ["changed"]


def test_long_texts_are_compared_in_reasonable_time():
    words = [f"slovo{number % 700}" for number in range(6_000)]
    start = time.perf_counter()
    segments(" ".join(words), " ".join(reversed(words)))
    segments("a " * 3_000, "b " * 3_000)
    assert time.perf_counter() - start < 5
