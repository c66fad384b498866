"""Measure how long the desk takes with ten thousand comments, on a throw-away SQLite database.

Prints the milliseconds of server time for the list, each filter, a search and the last page, without the browser's.
Each is the median of several requests after a first one. ``--comments`` sets another number; the exit code is 1
where one takes longer than ``--limit`` milliseconds.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

REPOSITORY = Path(__file__).resolve().parents[1]
REQUESTS = {
    "the first page": "",
    "the last page": "?p=200",
    "waiting for release": "?show=waiting",
    "not settled yet": "?show=unsettled",
    "assigned to me": "?show=mine",
    "late": "?show=late",
    "one page of the bundle": "?place={place}",
    "a search": "?q=odlehčovací",
    "a search without diacritics": "?q=ODLEHCOVACI",
    "a search for a number": "?q=1-9000",
    "a search that finds nothing": "?q=kosmodrom",
    "a search among the unsettled": "?show=unsettled&q=9999",
}
ROUNDS = 5


def main(arguments: list[str]) -> int:
    """Fill the register, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--comments", type=int, default=10_000)
    parser.add_argument("--limit", type=int, default=300, help="milliseconds")
    wanted = parser.parse_args(arguments)
    sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "kpss_site.settings.test"
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("KPSS_TEST_DIR", None)
    import django
    from django.conf import settings
    from django.test.utils import get_runner

    django.setup()
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        slowest = measure(wanted.comments)
    finally:
        runner.teardown_databases(databases)
    return int(slowest > wanted.limit)


def measure(count: int) -> float:
    """Print one line for each request; return the slowest, in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.workflows.browser import signed_in
    from tests.workflows.many import fill
    from tests.workflows.story import TownHall

    hall = TownHall().until_settlement()
    fill(hall.consultation, count, by=hall.secretary)
    browser = signed_in(hall.secretary)
    url = reverse("kpss_workflows_admin:desk", args=[hall.consultation.pk])
    slowest = 0.0
    print(f"{count} comments")
    for name, query in REQUESTS.items():
        address = url + query.format(place=hall.page.pk)
        with CaptureQueriesContext(connection) as seen:
            browser.get(address)
            queries = len(seen)
        taken = median(timed(browser, address) for _round in range(ROUNDS))
        slowest = max(slowest, taken)
        print(f"{taken:8.0f} ms {queries:4d} queries  {name}")
    return slowest


def timed(browser: object, address: str) -> float:
    """Ask once; return the milliseconds until the answer is whole. Raises ``AssertionError`` if it is no page."""
    begun = perf_counter()
    response = browser.get(address)
    taken = 1000 * (perf_counter() - begun)
    assert response.status_code == 200, response.status_code  # noqa: S101
    return taken


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
