"""The short run that the tests of this folder read: ten rounds of each race, a few kills, on both databases."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SHORT = ["--races", "10", "--kills", "4", "--short"]


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], dict[str, Any]]:
    """What came of every kind, by database, group and name."""
    out = tmp_path_factory.mktemp("trust") / "figures.json"
    run = subprocess.run([sys.executable, "-m", "tests.trust", *SHORT, "--out", out], cwd=REPOSITORY)
    assert out.exists(), f"The run did not come to its end: {run.returncode}"
    runs = json.loads(out.read_text())
    return {(run["database"], one["group"], one["kind"]): one for run in runs for one in run["kinds"]}
