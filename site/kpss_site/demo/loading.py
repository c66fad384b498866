"""Load the whole demonstration, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

import kpss_pages
from kpss_pages.group_editors import editors_of
from kpss_pages.imports.towns import load_towns
from kpss_pages.models import KpssIndexPage
from kpss_pages.setup import ensure_collection, ensure_listings, set_up_portal
from workflows.mail.notifying import nobody_told

from .accounts import GROUP_EDITOR, ensure_accounts, ensure_administrator, join
from .calendar import Calendar
from .front_page import ensure_front_page
from .groups import ensure_groups
from .meetings import ensure_meetings
from .news import ensure_news
from .plans.stories import ensure_plans
from .portal import ensure_portal
from .register import ensure_register
from .services import ensure_services
from .town import Town
from .uploads import Uploads

TOWNS = Path(kpss_pages.__file__).parent / "data" / "towns.json"
GROUP = "seniori"
"""The working group whose page and areas the working-group editor writes."""


@dataclass(frozen=True)
class Loaded:
    """Where the demonstration begins."""

    front_page: Any
    portal: Any


def load(now: datetime, port: int) -> Loaded:
    """Load what is missing. What is there stays as it is, whatever became of it since."""
    uploads = Uploads(None, None)
    try:
        with transaction.atomic(), nobody_told():
            return _load(now, port, uploads)
    except BaseException:
        uploads.forget()
        raise


def _load(now: datetime, port: int, uploads: Uploads) -> Loaded:
    administrator = ensure_administrator()
    home = ensure_front_page(port)
    town = _invented_town(home, now, uploads, administrator)
    load_towns(TOWNS, home)
    for portal in KpssIndexPage.objects.child_of(home):
        set_up_portal(portal)
    return Loaded(home, town.portal)


def _invented_town(home: Any, now: datetime, uploads: Uploads, administrator: Any) -> Town:
    calendar = Calendar(now)
    portal = ensure_portal(home, calendar, user=administrator)
    groups = set_up_portal(portal)
    accounts = ensure_accounts(groups)
    uploads.collection, uploads.user = ensure_collection(portal, groups["editor"]), accounts["editor"]
    town = Town(calendar, portal, accounts, uploads, ensure_listings(portal))
    for ensure in (ensure_register, ensure_groups, _ensure_group_editor):
        ensure(town)
    for ensure in (ensure_services, ensure_news, ensure_meetings, ensure_plans):
        ensure(town)
    return town


def _ensure_group_editor(town: Town) -> None:
    """Let one person write for one working group; its editors gain every area of the group as it is saved."""
    set_up_portal(town.portal)
    join(town.accounts[GROUP_EDITOR.username], editors_of(town.groups[GROUP]))
