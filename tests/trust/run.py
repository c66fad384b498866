"""One run on one database: the control group first, then ours; the figures go to a file.

    KPSS_TEST_DIR=folder DJANGO_SETTINGS_MODULE=tests.trust.settings python -m tests.trust.run --races 10 --out file

``DATABASE_URL`` chooses PostgreSQL. ``--only`` runs the kinds whose name holds a word, ``--share 0/2`` every second
kind.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import django


def main(arguments: list[str] | None = None) -> None:
    """Set up the site, run everything, write the figures."""
    options = parsed(arguments)
    started = time.monotonic()
    django.setup()
    from wagtail.signal_handlers import disable_reference_index_auto_update

    # Nothing of ours reads Wagtail's index of who refers to whom; in the web processes it is kept as everywhere.
    with disable_reference_index_auto_update():
        data = {"database": options.database, "kinds": list(measured(options)), "check": checked()}
    data |= {"versions": versions(), "seconds": round(time.monotonic() - started)}
    options.out.write_text(json.dumps(data, ensure_ascii=False, indent=1))


def measured(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Make the town, serve it, sign everybody in, and yield the figures of one kind after another."""
    from django.conf import settings
    from django.db import connections

    from .browser import Browser
    from .referee import Referee
    from .server import serving
    from .stock import StockTown
    from .town import Town

    town, stock = Town(), StockTown()
    town.warm_up()
    stock.take("draft")
    connections.close_all()
    log = Path(settings.TEST_DIR) / "gunicorn.log"
    with serving(log) as port:
        names = [*town.people, *stock.people]
        browsers = {name: Browser(port).sign_in(name) for name in names}
        referee = Referee(browsers | {"public": Browser(port)})
        for run in all_kinds(referee, town, stock, options):
            begun = time.monotonic()
            figures = run().as_data()
            figures["seconds"] = round(time.monotonic() - begun, 1)
            tell(options.database, figures)
            if figures["server_errors"] and not figures["group"].startswith("stock"):
                print(log.read_text()[-5000:], flush=True)
            yield figures


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="sqlite", help="the name in the figures")
    parser.add_argument("--races", type=int, default=10)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--sweep", action="store_true", help="also kill before every statement that writes")
    parser.add_argument(
        "--short", action="store_true", help="of stock pages, see only that a kill leaves a half"
    )
    parser.add_argument("--only", default="")
    parser.add_argument("--share", default="0/1", help="which of how many parts of the kinds")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


def all_kinds(referee: Any, town: Any, stock: Any, options: Any) -> Iterator[Callable[[], Any]]:
    """Yield each kind as something to run: the control group, then ours."""
    from .kills import KILLS
    from .races import RACES
    from .racing import run_races
    from .stock import STOCK_KILLS, STOCK_RACES

    part, parts = map(int, options.share.split("/"))
    turn = cycle(range(parts))
    for place, races, kills, is_stock in (
        (stock, STOCK_RACES, STOCK_KILLS, True),
        (town, RACES, KILLS, False),
    ):
        name = "stock {} {}" if is_stock else "{} {}"
        rounds = fewer(options.races) if is_stock else options.races
        for race in races if rounds else ():
            if options.only in name.format("races", race.name) and next(turn) == part:
                yield partial(run_races, referee, place, race, rounds, stock=is_stock)
        for kill in kills if options.kills else ():
            if options.only in name.format("kills", kill.name) and next(turn) == part:
                yield from killings(referee, place, kill, options, is_stock)


def killings(referee: Any, town: Any, kill: Any, options: Any, is_stock: bool) -> Iterator[Callable[[], Any]]:
    """Yield one kind of kill at random moments, and before every statement that writes."""
    from .killing import Killing
    from .report import ATOMIC_IN_STOCK

    is_short = options.short and is_stock
    if is_short and kill.name in ATOMIC_IN_STOCK:
        return
    killing = Killing(referee, town, kill, stock=is_stock)
    if not is_short:
        yield partial(killing.at_random, fewer(options.kills) if is_stock else options.kills)
    if options.sweep or is_short:
        yield partial(killing.before_every_statement, once=is_short)
    killing.give_back()


def fewer(rounds: int) -> int:
    """Return how many rounds show that a check fails, where so many show that it holds."""
    return min(rounds, max(10, rounds // 5))


def checked() -> dict[str, Any]:
    """Let ``kpss_check`` look at everything that the races and kills have left."""
    from tests.testapp.models import NoticePage
    from workflows.integrity.rules import rules

    findings = [str(finding) for rule in rules() for finding in rule()]
    return {"pages": NoticePage.objects.count(), "findings": findings}


def tell(database: str, figures: dict[str, Any]) -> None:
    """Say on the terminal how it goes."""
    print(
        f"{database}: {figures['group']} {figures['kind']}: {figures['bad_rounds']} bad of {figures['rounds']}, "
        f"{figures['server_errors']} server errors, {figures['ends']}, {figures['seconds']} s",
        flush=True,
    )
    for example in figures["examples"][:2]:
        print(f"    {example}", flush=True)


def versions() -> dict[str, str]:
    """Name what it ran on."""
    import gunicorn
    import wagtail
    from django.db import connection

    with connection.cursor() as cursor:
        sql = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
        cursor.execute(sql)
        database = f"{connection.display_name} {cursor.fetchone()[0]}"
    return {
        "Python": sys.version.split()[0],
        "Django": django.get_version(),
        "Wagtail": wagtail.__version__,
        "gunicorn": gunicorn.__version__,
        "database": database,
    }


if __name__ == "__main__":
    main()
