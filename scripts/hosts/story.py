"""The whole story of one host: without us, with us, and without us again."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from . import page
from .project import LOCAL, MODELS, SETTINGS, Project

LATER = (Path(__file__).parent / "town" / "home" / "later.txt").read_text("utf-8")
FURTHER_TYPE = ["from workflows.models import GovernedMixin", "class ArticlePage(GovernedMixin, Page):"]
FURTHER_LOAD = [
    "kpss_load_workflow",
    "simple_publication",
    "--for",
    "home.ArticlePage",
    "--for",
    "home.NewsPage",
]
NOT_THERE = """
import sys
sys.modules["workflows"] = sys.modules["kpss_pages"] = None  # as if the package were not installed
"""

Say = Callable[[str], None]


def tell(project: Project, say: Say) -> None:
    """Let the layer alone govern the host's own pages. Raises ``Failed`` or ``AssertionError``."""
    _found(project, say)
    _installed_only(project)
    say("check names what is missing")
    project.put_in()
    project.change("models.py", FURTHER_TYPE)
    project.write(MODELS, LATER)
    project.manage("makemigrations", "home", "--name", "later")
    _no_changes(project)
    _commands(project, "sh")
    project.manage(*FURTHER_LOAD)
    _until_content(project)
    say(f"put in with {page.count_lines()} lines, check is content")
    project.tell("publication")
    say("simple publication of the host's own page")
    project.tell("consultation")
    say("public consultation of the host's own page")
    project.manage("kpss_protect_log")
    _commands(project, "sh uninstall")
    project.take_out()
    project.write(MODELS, LATER.replace("GovernedMixin, ", ""))
    _afterwards(project, say)


def tell_planning(project: Project, say: Say) -> None:
    """Put in the planning of social services, and take it out again."""
    _found(project, say)
    project.put_in(planning=True)
    project.manage("migrate", "--verbosity", "0")
    _no_changes(project)
    project.tell("planning")
    _commands(project, "sh kpss")
    _until_content(project)
    say("a portal of social services")
    refusal = project.manage("kpss_uninstall", "--yes", fails=True)
    assert "--delete-pages" in refusal, refusal
    _commands(project, "sh uninstall", "--delete-pages")
    project.take_out()
    _afterwards(project, say)


def _found(project: Project, say: Say) -> None:
    project.manage("migrate", "--verbosity", "0")
    project.tell("founding")
    say("the host as it was")


def _installed_only(project: Project) -> None:
    """With the app and the mixin alone, ``check`` names everything else that the page asks for."""
    project.change("settings.py", page.block("python settings.py")[:1])
    project.change("models.py", page.block("python models.py"))
    said = project.manage("check", fails=True)
    on_sqlite = ["W002", "W003", "W004"] if project.on_sqlite else []
    for number in ("W001", *on_sqlite, "W010", "W011", "W020", "E011"):
        assert f"kpss_workflows.{number}" in said, f"{number} is not said:\n{said}"


def _until_content(project: Project) -> None:
    """The crontab's line is all that is missing in the end."""
    said = project.manage("check", "--fail-level", "WARNING", fails=True)
    assert "kpss_workflows.W030" in said, said
    assert said.count("(kpss_workflows.") == 1, said
    _commands(project, "crontab")
    project.manage("check", "--fail-level", "WARNING")


def _no_changes(project: Project) -> None:
    """Neither our models nor the mixins ask for a migration that is not there."""
    project.manage("makemigrations", "--check", "--dry-run")
    for migration in (project.folder / "home" / "migrations").glob("*.py"):
        assert "workflows" not in migration.read_text("utf-8"), migration


def _commands(project: Project, kind: str, *options: str) -> None:
    """Run the commands that stand on the integration page."""
    for line in page.block(kind):
        words = shlex.split(line)
        words = words[words.index("manage.py") + 1 :]
        sure = ["--yes", *options] if words[0] == "kpss_uninstall" else []
        project.manage(*words, *sure)


def _afterwards(project: Project, say: Say) -> None:
    """The host runs as before, as if we had never been there."""
    project.write(LOCAL, NOT_THERE)
    assert "workflows.apps" not in (project.folder / SETTINGS).read_text("utf-8")
    project.manage("check")
    project.manage("makemigrations", "--check", "--dry-run")
    project.manage("migrate", "--verbosity", "0")
    project.tell("afterwards")
    say("left without a trace, the host's pages are there")
