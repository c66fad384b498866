"""Pages called by name."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from workflows.naming import named


def pages(count):
    return [
        SimpleNamespace(pk=number, get_admin_display_title=lambda: "Plán") for number in range(1, count + 1)
    ]


def test_few_pages_are_all_named():
    assert named(pages(2)) == "Plán (1), Plán (2)"
    assert named([]) == ""


@pytest.mark.parametrize(
    ("count", "end"),
    [(2, "a další 1 stránka"), (4, "a další 3 stránky"), (6, "a dalších 5 stránek")],
)
def test_pages_left_over_are_counted_in_the_right_case(count, end):
    with translation.override("cs"):
        assert named(pages(count), most=1).replace("\xa0", " ") == f"Plán (1) {end}"
