"""A file of letters confirmed in two windows at one moment, while the public goes on writing."""

from __future__ import annotations

from functools import partial

import pytest

from workflows.models import Submission, SubmissionImport

from .letter_files import a_row, as_csv, load, opened
from .story import TownHall, comment_on
from .test_races import at_once, one_winner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_one_window_enters_the_file_and_every_letter_gets_its_own_number(monkeypatch):
    hall = opened(TownHall(), monkeypatch)
    for number in range(1, 4):
        content = as_csv(a_row(f"První {number}."), a_row(f"Druhá {number}."))
        *windows, comment = at_once(
            partial(load, hall, "a.csv", content),
            partial(load, hall, "a.csv", content),
            partial(comment_on, hall.consultation, f"Z webu {number}."),
        )
        assert one_winner(windows), windows
        assert not isinstance(comment, Exception), comment
        numbers = Submission.objects.order_by("number").values_list("number", flat=True)
        assert [*numbers] == [*range(1, 3 * number + 1)]
        assert SubmissionImport.objects.filter(entered_at__isnull=False).count() == number
