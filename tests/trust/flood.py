"""A flood of letters from a few addresses, genuine letters in the middle of it, and the server killed meanwhile.

    python -m tests.trust.flood --posts 5000 --addresses 50 --genuine 200 --kills 5 --out file

Runs on SQLite and, where this machine has it, on PostgreSQL, one after the other. Exit code 1 if a genuine letter
or an accepted one was lost, a number was given twice or left out, or the server broke.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .__main__ import REPOSITORY, database_on, postgres

LIMIT = 20
"""Letters in ten minutes from one part of the network, as shipped."""
CLIENTS = 16
TRIES = 20
"""How often a person presses again when the connection broke."""


def main() -> int:
    """Flood a site on each database this machine has, write the figures, and return the exit code."""
    options = parsed()
    figures = {name: on_database(name, address, options) for name, address in databases(options)}
    wrong = {name: one["wrong"] for name, one in figures.items() if one["wrong"]}
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if options.out:
        options.out.write_text(json.dumps(figures, ensure_ascii=False))
    return 1 if wrong else 0


def databases(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Give the names of the databases and their addresses, each while it is there."""
    yield "SQLite", ""
    if not options.short:
        with postgres() as server:
            if server:
                with database_on(server, 0) as address:
                    yield "PostgreSQL", address


def on_database(name: str, address: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run in a process of its own, with a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kpss-flood-") as folder:
        out = Path(folder) / "figures.json"
        variables = {
            "KPSS_TEST_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
            "KPSS_TRUST_LETTERS_AT_ONCE": str(LIMIT),
            "PYTHONPATH": f"{REPOSITORY}{os.pathsep}{REPOSITORY / 'site'}",
            "KPSS_FLOOD": json.dumps(
                {name: getattr(options, name) for name in ("posts", "addresses", "genuine", "kills")}
            ),
        }
        inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        if address:
            variables["DATABASE_URL"] = address
        elif migrated := os.environ.get("KPSS_TEST_MIGRATED_FILE"):
            shutil.copy(migrated, Path(folder) / "trust.sqlite3")
        code = "from tests.trust.flood import flood_here; flood_here()"
        done = subprocess.run(
            [sys.executable, "-c", code, str(out)], cwd=REPOSITORY, env=inherited | variables
        )
        if done.returncode:
            raise SystemExit(f"The flood on {name} did not come to its end.")
        return json.loads(out.read_text())


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=5000, help="letters of the flood")
    parser.add_argument("--addresses", type=int, default=50, help="addresses the flood comes from")
    parser.add_argument("--genuine", type=int, default=200, help="people who write at the same time")
    parser.add_argument("--kills", type=int, default=5, help="how often the whole server is killed meanwhile")
    parser.add_argument("--short", action="store_true", help="on SQLite only")
    parser.add_argument("--out", type=Path, help="a file for the figures as data")
    return parser.parse_args()


def flood_here() -> None:
    """Flood a site on the database of this process; the command line names the file for the figures."""
    options = argparse.Namespace(**json.loads(os.environ["KPSS_FLOOD"]))
    figures = flooded(options, Path(os.environ["KPSS_TEST_DIR"]))
    Path(sys.argv[1]).write_text(json.dumps(figures, ensure_ascii=False))


def flooded(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Make the town, serve it, let everybody write at once, and compare answers with what is stored."""
    import django

    django.setup()
    from django.db import connections

    from .town import Town

    page = Town().take("consultation")
    connections.close_all()
    flood = Flood(page, folder / "gunicorn.log")
    started = time.monotonic()
    with flood:
        flood.run(options)
    seconds = time.monotonic() - started
    return flood.judged(options) | {"seconds": round(seconds, 1)}


class Flood:
    """The server under the flood, and every answer it gave."""

    def __init__(self, page: Any, log: Path) -> None:
        from .server import free_port

        self.page, self.log, self.port = page, log, free_port()
        self.accepted: list[str] = []
        self.genuine: list[str] = []
        self.unheard: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.lock = threading.Lock()
        self.killed = 0
        self.is_up = threading.Event()

    def __enter__(self) -> Flood:
        self.stream = self.log.open("ab")
        self.start()
        return self

    def __exit__(self, *_why: Any) -> None:
        self.master.terminate()
        self.master.wait()
        self.stream.close()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        from .server import start, wait_for

        self.master: subprocess.Popen[bytes] = start(self.port, self.stream)
        wait_for(self.port, self.master, self.log)
        self.is_up.set()

    def kill(self) -> None:
        """Kill the master and all its processes without a word, and start anew."""
        from .server import is_listened_to

        self.is_up.clear()
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()
        while is_listened_to(self.port):  # by a process that has not quite died
            time.sleep(0.01)
        self.killed += 1
        self.start()

    def run(self, options: argparse.Namespace) -> None:
        """Mix the letters of the flood with those of people, and kill the server at even distances."""
        from . import doors

        # Another part of the network each: the flood in 10.0.0.0/8, people in 172.16.0.0/12.
        senders = [f"10.0.{number % options.addresses}.7" for number in range(options.posts)]
        people = [f"172.16.{number}.9" for number in range(options.genuine)]
        letters = [(place, address, False) for place, address in evenly(senders)]
        letters += [(place, address, True) for place, address in evenly(people)]
        pressed = [
            (doors.letter(self.page), address, genuine) for _place, address, genuine in sorted(letters)
        ]
        with ThreadPoolExecutor(CLIENTS) as pool:
            sending = [pool.submit(self.send, *one) for one in pressed]
            for number in range(options.kills):
                wait_until_done(sending, (number + 1) / (options.kills + 1))
                self.kill()
            for one in sending:
                one.result()

    def send(self, press: Any, address: str, genuine: bool) -> None:
        """Send one letter; a person presses again when the connection broke, a program does not care."""
        from .browser import Browser

        key = str(press.data["key"])
        for _again in range(TRIES if genuine else 1):
            self.is_up.wait()
            answer = Browser(self.port).press(press, **{"X-Forwarded-For": address})
            with self.lock:
                self.statuses[answer.status] += 1
            if answer.status:
                break
        with self.lock:
            if genuine:
                self.genuine.append(key)
            if answer.status == 302:
                self.accepted.append(key)
            elif not answer.status:
                self.unheard.append(key)

    def judged(self, options: argparse.Namespace) -> dict[str, Any]:
        """Say what is wrong with what is stored; nothing, if all is well."""
        from workflows.models import Comment, Consultation, Submission

        consultation = Consultation.objects.latest_of(self.page)
        texts = Counter(Comment.objects.on(consultation).values_list("text", flat=True))
        stored = Counter(text.partition("(")[2].rstrip(")") for text in texts.elements())
        numbers = list(
            Submission.objects.filter(consultation=consultation)
            .order_by("number")
            .values_list("number", flat=True)
        )
        lost = [key for key in self.accepted if not stored[key]]
        kept_out = [key for key in self.genuine if not stored[key]]
        # Ten minutes may end in the middle of the flood, and then everybody has a new allowance.
        most = 2 * LIMIT * options.addresses + options.genuine + 1
        wrong = {
            "accepted and lost": lost,
            "genuine and not taken": kept_out,
            "stored twice": [key for key, times in stored.items() if key and times > 1],
            "numbers with gaps or twice": numbers != list(range(1, len(numbers) + 1)),
            "server errors": sum(count for status, count in self.statuses.items() if status >= 500),
            "more than the limit": len(numbers) > most,
        }
        return {
            "posts": options.posts,
            "genuine": len(self.genuine),
            "kills": self.killed,
            "answers": {str(status): count for status, count in sorted(self.statuses.items())},
            "stored": len(numbers),
            "broken connections": len(self.unheard),
            "wrong": {name: found for name, found in wrong.items() if found},
        }


def evenly(addresses: list[str]) -> list[tuple[float, str]]:
    """Give each address its place between 0 and 1, so that a short list lies evenly in a long one."""
    return [(place / len(addresses), address) for place, address in enumerate(addresses)]


def wait_until_done(sending: list[Any], share: float) -> None:
    """Wait until this share of the letters has been answered."""
    while sum(one.done() for one in sending) < share * len(sending):
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
