"""The distribution holds everything a host needs, and nothing of our site or tests."""

import fcntl
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("kpss_pages", "workflows")
LEFT_BEHIND = {".pyc", ".pot"}

pytestmark = pytest.mark.host


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """The wheel as it is published, built from the source distribution; once for all workers."""
    folder = tmp_path_factory.getbasetemp().parent / f"dist-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not list(folder.glob("*.whl")):
            build(folder)
    return next(folder.glob("*.whl"))


def build(folder: Path) -> None:
    """Build into a folder."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel, without its own records."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_wheel_holds_every_file_of_both_apps(names):
    """Templates, static files, catalogues, definitions and data travel with the code."""
    here = {
        str(path.relative_to(REPOSITORY))
        for package in PACKAGES
        for path in (REPOSITORY / package).rglob("*")
        if path.is_file() and path.suffix not in LEFT_BEHIND
    }
    assert names == here


@pytest.mark.parametrize("suffix", [".html", ".css", ".toml", ".json", ".mo", ".po"])
def test_wheel_holds_more_than_code(names, suffix):
    """Each kind of file a host cannot do without is there at least once."""
    assert any(name.endswith(suffix) for name in names)


def test_metadata_set_no_upper_bounds(wheel):
    """A host decides how new its Wagtail is."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(next(n for n in archive.namelist() if n.endswith("METADATA"))).decode()
    required = [
        line for line in metadata.splitlines() if line.startswith("Requires-Dist") and "extra ==" not in line
    ]
    assert required
    assert not [line for line in required if "<" in line]


def test_wheel_works_in_a_project_made_by_wagtail_start(wheel):
    """Installed as the README says, it migrates, passes the checks and answers."""
    script = REPOSITORY / "scripts" / "host_check.py"
    done = subprocess.run(
        [sys.executable, str(script), "--wheel", str(wheel)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
