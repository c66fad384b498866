"""A vote names the counts that are known."""

from __future__ import annotations

import pytest

from workflows.models import Resolution


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, []),
        ({"votes_for": 5}, ["5 for"]),
        ({"votes_against": 0, "votes_abstained": 2}, ["0 against", "2 abstained"]),
        ({"votes_for": 5, "votes_against": 1, "votes_abstained": 0}, ["5 for", "1 against", "0 abstained"]),
    ],
)
def test_only_known_counts_are_named(counts, words):
    resolution = Resolution(**counts)
    assert resolution.vote == words
    assert resolution.has_vote == bool(words)
