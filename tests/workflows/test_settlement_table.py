"""The settlement table: a page, a sheet and a file of values, harmless whatever people wrote."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from workflows.models import Comment, Consultation, Settlement
from workflows.table.rows import Table
from workflows.table.sums import sums

from .browser import words
from .tables import HOSTILE, TABLE, many

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [TABLE, f"{TABLE}csv/", f"{TABLE}xlsx/"])
def test_nothing_is_there_before_the_settlements_are_public(settled, client, address):
    assert client.get(address).status_code == 200
    Consultation.objects.update(settlements_published_at=None)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", [f"{TABLE}exe/", f"{TABLE}csv/x/", "/orez/navrh/9/vyporadani/", "/orez/navrh/1/x/csv/"]
)
def test_other_addresses_are_not_found(settled, client, address):
    assert client.get(address).status_code == 404


def test_page_tells_comments_settlements_and_sums(settled, client):
    page = words(client.get(TABLE))
    assert "1-0001/1" in page
    assert "Vyhovíme." in page
    assert "Jana Veřejná" in page
    assert "Accepted 18" in page
    assert "Eva Tajná" not in page


def test_script_stays_text(settled, client):
    assert b"<script>alert(1)</script>" not in client.get(TABLE).content


def test_values_hold_no_formula_and_every_comment(settled, client):
    response = client.get(f"{TABLE}csv/")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(read) == 1 + len(HOSTILE) + 1
    for row in read[1:]:
        assert not any(one.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for one in row)
    assert 'uvozovka " středník ; čárka ,' in {row[2] for row in read}
    assert "attachment" in response["Content-Disposition"]


def test_sheet_holds_text_only(settled, client):
    response = client.get(f"{TABLE}xlsx/")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cells = [one for row in book.active.iter_rows() for one in row]
    assert {one.data_type for one in cells if one.value is not None} == {"s"}
    assert '=HYPERLINK("http://zly.example","klikni")' in {one.value for one in cells}
    assert not any("\x07" in str(one.value) for one in cells)


def test_nobody_is_named_who_did_not_agree_and_no_address_at_all(settled, client):
    for kind in ("csv", "xlsx"):
        data = b"".join(client.get(f"{TABLE}{kind}/").streaming_content)
        if kind == "xlsx":
            data = repr(
                [[one.value for one in row] for row in load_workbook(io.BytesIO(data)).active]
            ).encode()
        assert "Jana Veřejná".encode() in data
        assert "Eva Tajná".encode() not in data
        assert b"example.cz" not in data


def test_hidden_and_withdrawn_comments_are_in_no_table(settled, client):
    Comment.objects.filter(text="Tajná.").update(status="hidden", hidden_reason="Důvod.")
    Comment.objects.filter(text="-2").update(status="withdrawn")
    assert "Tajná." not in words(client.get(TABLE))
    assert len(list(Table(settled.consultation).rows())) == len(HOSTILE) - 1


def test_joined_comment_counts_with_the_answer_of_the_other(settled):
    first, second = Comment.objects.order_by("pk")[:2]
    Settlement.objects.filter(comment=second).delete()
    Comment.objects.filter(pk=second.pk).update(duplicate_of=first)
    by_outcome = next(one for one in sums(Table(settled.consultation)) if one.title == "By outcome")
    assert [(one.label, one.count) for one in by_outcome.sums] == [("accepted", 18)]


def test_page_takes_as_many_queries_for_many_as_for_few(settled, client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(TABLE).status_code == 200
        return len(found)

    asked()
    few = asked()
    many(settled, 300)
    assert asked() <= few + 1
