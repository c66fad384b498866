"""What this app tells the workflow layer, and what it listens to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

DEFINITIONS = Path(__file__).parent / "definitions"
"""The workflows that ship with the app."""

COMMENTER_ROLES = [
    ("citizen", _("a citizen")),
    ("service_user", _("somebody who uses a social service, or cares for somebody")),
    ("provider", _("a provider of services")),
    ("municipality", _("a municipality or an office")),
    ("other", _("somebody else")),
]
"""Who plans together, in words that everybody recognises as their own."""

SIDES = {
    "service_user": _("users of services"),
    "provider": _("providers of services"),
    "municipality": _("commissioners of services"),
    "citizen": _("the public"),
    "other": _("the public"),
}
"""The side of the triad that each of them stands on; who is neither stands for the public."""

BODIES = [
    ("assembly", _("Assembly")),
    ("council", _("Council")),
    ("steering_group", _("Steering group")),
    ("commission", _("Commission of the council")),
    ("committee", _("Committee of the assembly")),
    ("working_group", _("Working group")),
]
"""Assembly (zastupitelstvo) and council (rada) are two bodies and both decide, on different documents."""


def connect() -> None:
    """Register the lists and the listener."""
    from workflows import registry
    from workflows.loading.shipped import register_definitions
    from workflows.models import Snapshot
    from workflows.signals import snapshot_erased, snapshot_published

    from . import people_kept

    registry.register_commenter_roles(COMMENTER_ROLES)
    registry.register_sides(_("By side of the triad"), SIDES)
    registry.register_bodies(BODIES)
    register_definitions(DEFINITIONS)
    registry.register_companion("kpss_pages")
    registry.register_reader_suggestions(_suggested_readers)
    people_kept.register()
    snapshot_published.connect(_rewrite_measures, sender=Snapshot, dispatch_uid="kpss_pages.measures")
    snapshot_erased.connect(_rewrite_measures_in_force, sender=Snapshot, dispatch_uid="kpss_pages.erased")


def _suggested_readers(root: Any, state: Any) -> Any:
    from .readers import suggested_readers

    return suggested_readers(root, state)


def _rewrite_measures(snapshot: Any, **kwargs: Any) -> None:
    from .measures import rewrite_measures

    rewrite_measures(snapshot)


def _rewrite_measures_in_force(snapshot: Any, **kwargs: Any) -> None:
    if type(snapshot).objects.of_page(snapshot.page).in_force().first() == snapshot:
        _rewrite_measures(snapshot)
