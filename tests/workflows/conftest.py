"""The people and the notice most tests begin with."""

import pytest

from tests.made_once import copy_of, made_once

from .story import TownHall
from .tables import settled_hall

first_hall = made_once(TownHall)
"""Used by modules of which every test begins with the town hall."""


@pytest.fixture
def hall(db, request) -> TownHall:
    """A town hall with a notice somebody has just written."""
    if "first_hall" in request.fixturenames:
        return copy_of(request.getfixturevalue("first_hall"))
    return TownHall()


first_settled = made_once(lambda: settled_hall(TownHall()))
"""The same with a consultation whose settlements are public."""


@pytest.fixture
def settled(db, first_settled) -> TownHall:
    """A town hall with a settled consultation on which people wrote hostile words."""
    return copy_of(first_settled)
