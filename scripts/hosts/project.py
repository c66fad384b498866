"""A project made by ``wagtail start``, the pages its owner wrote, and our lines in and out of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import page
from .running import REPOSITORY, run

HERE = Path(__file__).parent
SETTINGS, LOCAL, MODELS = "mysite/settings/base.py", "mysite/settings/local.py", "home/models.py"
PLACES = {"settings.py": SETTINGS, "urls.py": "mysite/urls.py", "models.py": MODELS}
"""Where in such a project the files lie that the integration page speaks of."""

OWN_SETTINGS = """
INSTALLED_APPS.insert(0, "approvals.apps.ApprovalsConfig")
"""
SWAPPED_SETTINGS = """
INSTALLED_APPS.insert(0, "wagtail.test.basepage")
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
"""
POSTGRES_SETTINGS = """
import django

if django.VERSION >= (6,):  # which asks for it where Wagtail searches; wagtail start leaves it to the owner
    INSTALLED_APPS.insert(0, "django.contrib.postgres")
"""


@dataclass
class Project:
    """A host's folder and the interpreter that runs it."""

    folder: Path
    python: Path
    on_sqlite: bool = True

    def manage(self, *words: str, fails: bool = False) -> str:
        """Run a command of the project."""
        return run(self.python, "manage.py", *words, cwd=self.folder, fails=fails)

    def tell(self, story: str, *arguments: object) -> str:
        """Let a story happen in the project: a module of ``told`` with a function ``tell``."""
        words = ", ".join(map(repr, arguments))
        code = f"from told import {story}; {story}.tell({words})"
        return self.manage("shell", "--verbosity", "0", "-c", code)

    def write(self, place: str, text: str) -> None:
        """Add to the end of a file."""
        with (self.folder / place).open("a", encoding="utf-8") as file:
            file.write(text)

    # Our lines

    def put_in(self, *, planning: bool = False) -> None:
        """Make every change of the integration page; for the planning no page type of the host's changes."""
        for name in PLACES:
            kind = f"python {name}"
            if not planning:
                self.change(name, page.block(kind))
            elif name != "models.py":
                further = page.block(f"{kind} kpss") if name == "settings.py" else []
                self.change(name, [*page.block(kind), *further])

    def change(self, name: str, lines: list[str]) -> None:
        """Put lines of the integration page into a file, which is kept as it was."""
        file, kept = self.folder / PLACES[name], self._kept(name)
        if not kept.exists():
            kept.parent.mkdir(exist_ok=True)
            shutil.copy(file, kept)
        fitting = [line for line in lines if self.on_sqlite or "DATABASES" not in line]
        text = file.read_text("utf-8")
        file.write_text(WAYS[name](text, [line for line in fitting if line not in text]), "utf-8")

    def take_out(self) -> None:
        """Put back every file as it was."""
        for name, place in PLACES.items():
            if self._kept(name).exists():
                shutil.copy(self._kept(name), self.folder / place)

    def _kept(self, name: str) -> Path:
        return self.folder.parent / "kept" / name


def start(folder: Path, python: Path, *, database: str = "", swapped: bool = False) -> Project:
    """Start a project and give it an owner's pages. ``database`` is PostgreSQL's address; SQLite without one."""
    run(python, "-m", "wagtail.bin.wagtail", "start", "mysite", cwd=folder)
    project = Project(folder / "mysite", python, on_sqlite=not database)
    shutil.copytree(HERE / "town" / "approvals", project.folder / "approvals")
    shutil.copytree(HERE / "told", project.folder / "told")
    shutil.copy(REPOSITORY / "tests" / "workflows" / "browser.py", project.folder / "told" / "browser.py")
    home = project.folder / "home"
    shutil.copy(HERE / "town" / "home" / "models.py", home / "models.py")
    shutil.copytree(HERE / "town" / "home" / "templates", home / "templates", dirs_exist_ok=True)
    _own_frame(project)
    project.write(SETTINGS, OWN_SETTINGS)
    if swapped:
        _swap_base(project)
    if database:
        project.write(SETTINGS, POSTGRES_SETTINGS)
        project.write(LOCAL, _postgres(database))
    project.manage("makemigrations", "--verbosity", "0", "home", "workflows")
    return project


def _own_frame(project: Project) -> None:
    """Let the host's page frame show something that only the host's pages know."""
    frame = project.folder / "mysite" / "templates" / "base.html"
    greeting = "{% if town %}<p>{{ town }} zdraví</p>{% endif %}\n        {% block content %}"
    frame.write_text(frame.read_text("utf-8").replace("{% block content %}", greeting), "utf-8")


def _swap_base(project: Project) -> None:
    """Let the host have a base page model of its own: the one that comes with Wagtail's own tests."""
    project.write(SETTINGS, SWAPPED_SETTINGS)
    models = project.folder / MODELS
    own = "from wagtail.test.basepage.models import BasePage as Page"
    models.write_text(models.read_text("utf-8").replace("from wagtail.models import Page", own), "utf-8")
    # Those that wagtail start wrote name the ordinary base.
    for migration in (project.folder / "home" / "migrations").glob("0*.py"):
        migration.unlink()


def _postgres(address: str) -> str:
    found = re.fullmatch(r"postgres://(?P<user>\w+)@(?P<host>[\w.]+):(?P<port>\d+)/(?P<name>\w+)", address)
    user, host, port, name = found.groups()
    values = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "HOST": host,
        "PORT": port,
    }
    return f'DATABASES = {{"default": {values!r}}}\n'


def _append(text: str, lines: list[str]) -> str:
    return "\n".join([text, *lines, ""])


def _above_wagtail(text: str, lines: list[str]) -> str:
    return re.sub(
        r"^.*include\(wagtail_urls\)", "\n".join([*lines, r"\g<0>"]), text, count=1, flags=re.MULTILINE
    )


def _into_models(text: str, lines: list[str]) -> str:
    """Put imports after the last import, and a changed class in the place of the one of that name."""
    for line in lines:
        if found := re.match(r"class \w+\(", line):
            text = re.sub(rf"^{re.escape(found[0])}.*$", line, text, count=1, flags=re.MULTILINE)
        else:
            text = re.sub(r"(\n)(\n\nclass )", rf"\1{line}\1\2", text, count=1)
    return text


WAYS = {"settings.py": _append, "urls.py": _above_wagtail, "models.py": _into_models}
