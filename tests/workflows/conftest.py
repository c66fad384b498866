"""The people and the notice most tests begin with."""

import pytest

from .story import TownHall


@pytest.fixture
def hall(db) -> TownHall:
    """A town hall with a notice somebody has just written."""
    return TownHall()
