"""The template of letters: filled in it is brought back, and its example becomes nobody's comment."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from workflows.models import SubmissionImport

from .browser import signed_in, soup, words
from .letter_files import bring
from .test_import_desk import town

__all__ = ["town"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

KINDS = ("csv", "xlsx")


def template_of(town, kind: str) -> bytes:
    address = reverse("kpss_workflows_admin:import_template", args=[town.consultation.pk, kind])
    return signed_in(town.secretary).get(address).content


def rows_of(kind: str, content: bytes) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return [[one or "" for one in row] for row in load_workbook(io.BytesIO(content)).active.values]


def written(kind: str, content: bytes, *texts: str) -> bytes:
    """The template with these comments in rows below its example."""
    header, example = rows_of(kind, content)
    place = max(number for number, one in enumerate(example) if one)
    rows = [[*example[:place], text, *example[place + 1 :]] for text in texts]
    if kind == "csv":
        stream = io.StringIO()
        csv.writer(stream, delimiter=";").writerows([header, example, *rows])
        return stream.getvalue().encode()
    book = load_workbook(io.BytesIO(content))
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_template_can_be_filled_in_and_brought(town, kind):
    content = template_of(town, kind)
    header, example = rows_of(kind, content)
    assert dict(zip(header, example, strict=True))["Part of the plan"] == "Cíl 1 Péče doma"
    page = words(bring(town, f"sablona.{kind}", written(kind, content, "Málo laviček.")))
    assert "1 letter would be entered" in page
    assert "It is 1 comment." in page


@pytest.mark.parametrize("kind", KINDS)
def test_example_left_in_the_file_is_left_out_and_that_is_said(town, kind):
    page = words(bring(town, f"sablona.{kind}", written(kind, template_of(town, kind), "Málo laviček.")))
    assert "Line 2: the example of the template was left out." in page
    assert "An example; put" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_template_as_it_was_is_refused_in_a_sentence(town, kind):
    response = bring(town, f"sablona.{kind}", template_of(town, kind))
    assert response.status_code == 422
    assert "The file holds only the example of the template." in words(response)
    assert not SubmissionImport.objects.exists()


def test_czech_template_can_be_brought_back(town, settings):
    settings.LANGUAGE_CODE = "cs"
    content = template_of(town, "csv")
    assert "Jak přišel" in content.decode()
    assert "listinně" in content.decode()
    settings.LANGUAGE_CODE = "en"
    page = bring(town, "sablona.csv", written("csv", content, "Málo laviček."))
    assert soup(page).find("input", {"name": "seen"})
    assert "Příklad" not in words(page)
