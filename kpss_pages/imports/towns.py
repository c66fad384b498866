"""Load the towns of a file: all of them, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from .consultations import load_consultations
from .contacts import load_contacts
from .groups import load_groups
from .kinds import Facts
from .ledger import Ledger
from .meetings import load_meetings
from .news import load_news
from .organisations import load_organisations
from .persons import load_persons
from .plans import load_plans
from .portals import load_portal
from .projects import load_projects
from .reading import read_towns
from .report import Report
from .town import Town

IN_ORDER = (
    load_organisations,
    load_persons,
    load_contacts,
    load_groups,
    load_plans,
    load_meetings,
    load_consultations,
    load_news,
    load_projects,
)
"""After the portal; each may refer to what stands before it."""


def load_towns(path: Path, parent: Any, *, dry_run: bool = False) -> Report:
    """Load every town of the file under a page that may hold portals. A dry run writes nothing.

    Raises :class:`Broken` if anything is wrong with the file; nothing is written then.
    """
    towns, unknown_keys = read_towns(path)
    report = Report(dry_run=dry_run, unknown_keys=unknown_keys)
    with transaction.atomic():
        # Two loads at once would make everything twice: the second waits here for the first.
        parent = type(parent).objects.select_for_update().get(pk=parent.pk)
        for facts in towns:
            _load_town(facts, parent, path.name[:255], report)
    return report


def _load_town(facts: Facts, parent: Any, file: str, report: Report) -> None:
    ledger = Ledger(facts["id"], file, report)
    town = Town(facts, ledger, is_new=not ledger.knows_town())
    load_portal(town, parent)
    for load in IN_ORDER:
        load(town)
