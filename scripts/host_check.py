"""Install the wheel into a project made by ``wagtail start`` and see that it migrates, checks and answers.

The project gets an environment of its own that sees the present one's packages but not this repository. With
``--fresh`` it installs everything anew, which also proves that the metadata name every requirement.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]

SETTINGS = """
INSTALLED_APPS += ["kpss_pages.apps.KpssPagesConfig", "workflows.apps.WorkflowsConfig"]
INSTALLED_APPS += ["wagtail_modeladmin", "wagtail.contrib.table_block"]
TEMPLATES[0]["OPTIONS"]["context_processors"] += ["workflows.context_processors.kpss"]
"""
URLS = """
urlpatterns.insert(0, path("", include("workflows.urls")))
"""
VISIT = """
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
import kpss_pages, workflows
from kpss_pages.models import KpssIndexPage

for module in (kpss_pages, workflows):
    assert module.__file__.startswith("{environment}"), module.__file__
portal = Site.objects.get().root_page.add_child(instance=KpssIndexPage(title="Komunitní plánování", slug="kpss"))
for address in ("/", portal.url, reverse("wagtailadmin_login")):
    answer = Client(headers={{"host": "localhost"}}).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
print("The host answers at its front page, a portal of ours and the admin.")
"""


def main() -> int:
    """Build the host in a temporary folder, step by step; the first step that fails ends it."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="kpss-host-") as folder:
        workshop = Path(folder).resolve()
        wheel = options.wheel or build_wheel(workshop)
        python = make_environment(workshop / "environment", wheel, options.fresh)
        host = make_project(workshop, python)
        for step in (["check"], ["makemigrations", "--check", "--dry-run"], ["migrate", "--verbosity", "0"]):
            run(python, "manage.py", *step, cwd=host)
        visit = VISIT.format(environment=workshop / "environment")
        print(run(python, "manage.py", "shell", "--verbosity", "0", "-c", visit, cwd=host))
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the wheel to install; built when not given")
    parser.add_argument("--fresh", action="store_true", help="install every requirement anew")
    return parser.parse_args()


def build_wheel(folder: Path) -> Path:
    """Build the wheel as it is published."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", REPOSITORY, cwd=folder)
    return next((folder / "dist").glob("*.whl"))


def make_environment(folder: Path, wheel: Path, fresh: bool) -> Path:
    """Make a virtual environment with the wheel in it, and return its interpreter."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    if fresh:
        limits = folder / "limits.txt"
        lines = (REPOSITORY / "requirements.txt").read_text().splitlines()
        limits.write_text("\n".join(line for line in lines if not line.startswith("-e")))
        run(*install, "--constraint", limits, wheel, cwd=folder)
    else:
        # A folder named in a .pth file is searched, but .pth files inside it (our editable install) are not read.
        packages = folder / sysconfig.get_path("purelib", vars={"base": ""}).lstrip("/")
        (packages / "present.pth").write_text(sysconfig.get_path("purelib"))
        run(*install, "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=folder)
    return python


def make_project(folder: Path, python: Path) -> Path:
    """Start a project, add the plugin as the README says, and return the project's folder."""
    run(python, "-m", "wagtail.bin.wagtail", "start", "mysite", cwd=folder)
    host = folder / "mysite"
    for name, text in (("mysite/settings/base.py", SETTINGS), ("mysite/urls.py", URLS)):
        with (host / name).open("a") as file:
            file.write(text)
    return host


def run(*command: object, cwd: Path) -> str:
    """Run a command away from the repository and return what it says; a failure shows it and ends the script."""
    alone = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "PYTHON", "DATABASE_URL"))}
    line = [str(word) for word in command]
    done = subprocess.run(
        line, cwd=cwd, env=alone, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(line)} failed:\n{done.stdout}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
