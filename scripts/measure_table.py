"""Say how long the settlement table of many comments takes in each format, and how much memory.

Fills a throw-away SQLite database with settled comments (10,000, or as many as the argument says) and writes every
format in a process of its own. Ends with 1 where a format takes more than 30 seconds of a processor, which do not
depend on what else the machine does, or 300 MB beside what the site itself takes.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
COUNT = 10_000
MOST_SECONDS = 30
MOST_MEGABYTES = 300

TEXT = "Žádáme o přidání večerních spojů do denního stacionáře, příliš žluťoučký kůň čeká na zastávce. " * 3
REASONING = "Připomínce se vyhovuje, opatření bylo doplněno o večerní spoje a o odhad nákladů. " * 2


def main(arguments: list[str]) -> int:
    """Measure, print a line for each format, and return the exit code."""
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory(prefix="kpss-measure-") as folder:
        os.environ["KPSS_VAR_DIR"] = os.environ["KPSS_TEST_DIR"] = folder
        begin_site()
        pk = filled(count)
        failed = [kind for kind in kinds() if not measured(kind, pk)]
    return int(bool(failed))


def begin_site() -> None:
    """Start Django on a database of this process's own."""
    sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "kpss_site.settings.test"
    import django

    django.setup()


def kinds() -> list[str]:
    """The formats that can be written here."""
    from workflows.table.kinds import offered

    return offered()


def filled(count: int) -> int:
    """Migrate and fill the database; return the number of the consultation."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    settings.LANGUAGE_CODE = "cs"
    connection.settings_dict["NAME"] = str(Path(os.environ["KPSS_VAR_DIR"]) / "measure.sqlite3")
    call_command("migrate", verbosity=0)
    from tests.workflows.story import TownHall, comment_on
    from tests.workflows.tables import many
    from workflows.models import Comment, Consultation, Settlement

    hall = TownHall().until_open()
    comment_on(hall.consultation)
    many(hall, count)
    Comment.objects.update(text=TEXT, status="released")
    Settlement.objects.update(reasoning=REASONING)
    Consultation.objects.update(settlements_published_at=timezone.now())
    connection.close()
    return hall.consultation.pk


def measured(kind: str, pk: int) -> bool:
    """Write one format in a fresh process, print what it took, and tell whether that is within the limits."""
    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=write_one, args=(kind, pk, writer))
    process.start()
    seconds, working, megabytes, size, volumes = reader.recv()
    process.join()
    took = f"{seconds:5.1f} s ({working:.1f} s of a processor), {megabytes:4.0f} MB of memory"
    print(f"{kind:5}{took}: {size / 1e6:.1f} MB in {volumes} file(s)", flush=True)
    return working <= MOST_SECONDS and megabytes <= MOST_MEGABYTES


def write_one(kind: str, pk: int, answer) -> None:
    """Write all volumes; send seconds, those of a processor, growth of the memory in MB, bytes and number of files."""
    from workflows.models import Consultation
    from workflows.table.rows import Table
    from workflows.table.writing import written

    table = Table(Consultation.objects.select_related("snapshot").get(pk=pk))
    before, begun, worked = resident(), time.monotonic(), time.process_time()
    sizes = [stream.seek(0, 2) for _volume, stream in written(table, kind)]
    seconds, working = time.monotonic() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send((seconds, working, peak - before, sum(sizes), len(sizes)))


def resident() -> float:
    """The memory this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
