"""What the README shows is what the project does."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from django.core.management import call_command

README = Path(__file__).parents[2] / "README.md"


def test_diagram_of_a_plans_life_is_the_shipped_definition():
    """Made anew by ``kpss_dump_workflow plan --shipped --mermaid`` in English."""
    (drawn,) = re.findall(r"```mermaid\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    output = StringIO()
    call_command("kpss_dump_workflow", "plan", shipped=True, mermaid=True, stdout=output)
    assert drawn == output.getvalue()
