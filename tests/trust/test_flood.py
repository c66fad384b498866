"""A small flood: genuine letters get through, nothing accepted is lost when the server is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.trust, pytest.mark.slow]

REPOSITORY = Path(__file__).resolve().parents[2]
SMALL = ["--posts", "200", "--addresses", "5", "--genuine", "15", "--kills", "1", "--short"]


def test_a_flood_costs_no_genuine_letter_and_no_number(tmp_path):
    out = tmp_path / "figures.json"
    run = subprocess.run([sys.executable, "-m", "tests.trust.flood", *SMALL, "--out", out], cwd=REPOSITORY)
    found = json.loads(out.read_text())["SQLite"]
    assert run.returncode == 0, found
    assert found["wrong"] == {}
    assert (found["genuine"], found["kills"]) == (15, 1)
    assert found["answers"]["429"] > 50
