"""What one needs to look around: addresses, and a sign-in for every part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.models import Consultation

from .accounts import ACCOUNTS
from .loading import Loaded

CONSULTATION, IN_FORCE, SETTLEMENT = (
    "ctvrty-komunitni-plan",
    "treti-komunitni-plan",
    "plan-pece-o-dusevni-zdravi",
)


def handout(loaded: Loaded, port: int) -> dict[str, Any]:
    """Return base address, addresses by what is found there, and sign-ins."""
    base = f"http://127.0.0.1:{port}"
    return {
        "base_url": base,
        "addresses": {name: base + path for name, path in _paths(loaded)},
        "sign_in": [
            {"role": account.role, "username": account.username, "password": account.password}
            for account in ACCOUNTS
        ],
    }


def write(sheet: dict[str, Any], file: Path) -> None:
    """Write the handout where scripts find it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(sheet, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def lines(sheet: dict[str, Any]) -> Iterator[str]:
    """Tell the handout to a person."""
    labels = _labels()
    for name, address in sheet["addresses"].items():
        yield f"  {labels[name]:<28} {address}"
    yield ""
    for one in sheet["sign_in"]:
        yield f"  {one['role']:<28} {one['username']:<14} {one['password']}"


def _paths(loaded: Loaded) -> Iterator[tuple[str, str]]:
    portal = loaded.portal.url
    yield "front_page", "/"
    yield "portal", portal
    yield "consultation", f"{portal}{CONSULTATION}/"
    yield "plan_in_force", f"{portal}{IN_FORCE}/"
    yield "admin", reverse("wagtailadmin_home")
    plan = loaded.portal.get_children().filter(slug=SETTLEMENT).first()
    if consultation := plan and Consultation.objects.latest_of(plan):
        yield "settlement_desk", reverse("kpss_workflows_admin:desk", args=[consultation.pk])


def _labels() -> dict[str, str]:
    return {
        "front_page": _("All portals"),
        "portal": _("Portal of the invented town"),
        "consultation": _("Plan open for comment"),
        "plan_in_force": _("Plan in force"),
        "admin": _("Administration"),
        "settlement_desk": _("Comments to be settled"),
    }
