"""Whoever sends a comment late was told that it is marked; so it is, wherever the public reads it."""

from __future__ import annotations

import pytest

from workflows.models import Comment, Submission
from workflows.table.kinds import FILES
from workflows.table.rows import Table
from workflows.table.state import state_of

from .browser import soup, words
from .tables import TABLE, bytes_of
from .test_table_formats import words_of

pytestmark = pytest.mark.django_db

COMMENTS = "/orez/navrh/1/pripominky/"


@pytest.fixture
def late(settled) -> Comment:
    """The only comment that came late."""
    comment = Comment.objects.get(text="Tajná.")
    Submission.objects.filter(pk=comment.submission_id).update(is_late=True)
    return comment


def test_list_of_comments_marks_what_came_late_and_nothing_else(late, client):
    marked = [
        one.find("h2").get_text()
        for one in soup(client.get(COMMENTS)).find_all("article")
        if one.find("strong", string="late")
    ]
    assert len(marked) == 1
    assert late.reference in marked[0]


def test_page_of_one_comment_marks_it(late, client):
    assert "late" in words(client.get(f"{COMMENTS}{late.path_number}/")).split()
    other = Comment.objects.exclude(pk=late.pk).first()
    assert "late" not in words(client.get(f"{COMMENTS}{other.path_number}/")).split()


def test_table_marks_it_beside_its_number(late, client):
    headings = [one.get_text(" ") for one in soup(client.get(TABLE)).find_all("th", scope="row")]
    assert [one for one in headings if "late" in one] == [f"{late.reference} late"]


@pytest.mark.parametrize("kind", FILES)
def test_every_file_marks_it(settled, kind):
    before = words_of(kind, bytes_of(settled, kind)[0]).split().count("late")
    submission = Comment.objects.get(text="Tajná.").submission
    Submission.objects.filter(pk=submission.pk).update(is_late=True)
    assert words_of(kind, bytes_of(settled, kind)[0]).split().count("late") == before + 1


def test_file_without_the_mark_is_of_another_state(settled):
    table = Table(settled.consultation)
    before = state_of(table).key
    Submission.objects.update(is_late=True)
    assert state_of(table).key != before
