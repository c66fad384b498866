"""What is written for an outcome in a sheet means one outcome, that of the town first."""

from __future__ import annotations

import pytest

from workflows.settlement_sheet.reading import _Outcomes

SHIPPED = {"accepted": "accepted", "rejected": "rejected", "noted": "noted"}


@pytest.mark.parametrize(
    ("labels", "typed", "meant"),
    [
        ({}, "Rejected", "rejected"),
        ({"accepted": "Vyhověno"}, "vyhověno", "accepted"),
        ({"accepted": "Vyhověno"}, "accepted", "accepted"),
        ({"accepted": "ano", "noted": "accepted"}, "accepted", "noted"),
        ({"accepted": "ano", "noted": "Accepted"}, "accepted", "noted"),
        ({"accepted": "Ano", "noted": "ano"}, "Ano", "accepted"),
        ({"accepted": "Ano", "noted": "ano"}, "ano", "noted"),
        ({"accepted": "Ano", "noted": "ano"}, "ANO", ""),
        ({"accepted": "Ano", "noted": "Ano"}, "Ano", ""),
        ({"noted": "accepted"}, "accepted", ""),
        ({}, "nevím", ""),
    ],
)
def test_label_means_one_outcome_or_none(labels, typed, meant):
    assert _Outcomes(SHIPPED | labels).called(typed) == meant
