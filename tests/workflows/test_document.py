"""The document: one form of bytes, the page's own language, nothing that is not read."""

from __future__ import annotations

import json

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from workflows.document import (
    FORMAT,
    Field,
    Part,
    canonical_bytes,
    document_of,
    find_part,
    fingerprint,
    heading_of,
    walk,
)

from .story import home


class Locale:
    language_code = "cs"


class Meta:
    label = "testapp.NoticePage"


class Page:
    """As little of a page as a document asks for."""

    pk, slug, title = 7, "plan", "Plán"
    locale, _meta = Locale, Meta

    def __init__(self, fields=(), parts=()):
        self.fields, self.parts = fields, parts

    def get_document_fields(self):
        return [*self.fields]

    def get_document_parts(self):
        return [*self.parts]


@pytest.fixture
def nested() -> dict:
    measure = Part("m", "measure", "Opatření", "1.1", "Péče", [Field("cost", "Náklady", "text", "5")])
    return document_of(
        Page(parts=[Part("g", "goal", "Cíl", "1", "Doma", parts=[measure]), Part("c", "", "", "", "Úvod")])
    )


def test_document_holds_what_is_read_and_nothing_else():
    assert document_of(Page([Field("body", "Text", "html", "<p>Ano.</p>")])) == {
        "format": FORMAT,
        "type": "testapp.NoticePage",
        "page": 7,
        "slug": "plan",
        "language": "cs",
        "title": "Plán",
        "fields": [{"name": "body", "label": "Text", "kind": "html", "value": "<p>Ano.</p>"}],
        "parts": [],
    }


@pytest.mark.parametrize("value", ["", None, [], {}])
def test_empty_field_is_left_out(value):
    assert document_of(Page([Field("x", "X", "text", value)]))["fields"] == []


@pytest.mark.parametrize("value", ["0", 0, " "])
def test_zero_is_something(value):
    assert document_of(Page([Field("x", "X", "text", value)]))["fields"]


def test_labels_are_worded_in_the_pages_own_language():
    page = Page([Field("x", gettext_lazy("Yes"), "text", "1")])
    with translation.override("en"):
        assert document_of(page)["fields"][0]["label"] == "Ano"
        assert translation.get_language() == "en"


def test_bytes_have_one_form():
    assert canonical_bytes({"b": "ř", "a": [1, None]}) == '{"a":[1,null],"b":"ř"}'.encode()
    assert canonical_bytes({"a": 1, "b": 2}) == canonical_bytes({"b": 2, "a": 1})
    assert json.loads(canonical_bytes({"x": '\u2028"\\\n'})) == {"x": '\u2028"\\\n'}


def test_fingerprint_is_the_usual_sha_256():
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_parts_are_walked_from_top_to_bottom(nested):
    assert [part["id"] for part in walk(nested["parts"])] == ["g", "m", "c"]


def test_part_is_found_at_any_depth(nested):
    assert find_part(nested, "m")["title"] == "Péče"
    assert find_part(nested, "nic") is None
    assert find_part(nested, "") is None


def test_heading_names_only_what_there_is(nested):
    assert [heading_of(part) for part in walk(nested["parts"])] == ["Cíl 1 Doma", "Opatření 1.1 Péče", "Úvod"]


def test_saving_again_does_not_change_the_fingerprint(hall):
    from workflows.bundles import bundle_fingerprint

    before = bundle_fingerprint(hall.fresh())
    hall.fresh().get_latest_revision_as_object().save_revision(user=hall.writer)
    home().save()
    assert bundle_fingerprint(hall.fresh()) == before
