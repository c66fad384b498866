"""What this app tells the workflow layer, and what it listens to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

COMMENTER_ROLES = [
    ("citizen", _("a citizen")),
    ("service_user", _("somebody who uses a social service, or cares for somebody")),
    ("provider", _("a provider of services")),
    ("municipality", _("a municipality or an office")),
    ("other", _("somebody else")),
]
"""Who plans together, in words that everybody recognises as their own."""

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
    from workflows.models import Snapshot
    from workflows.signals import snapshot_published

    registry.register_commenter_roles(COMMENTER_ROLES)
    registry.register_bodies(BODIES)
    snapshot_published.connect(_rewrite_measures, sender=Snapshot, dispatch_uid="kpss_pages.measures")


def _rewrite_measures(snapshot: Any, **kwargs: Any) -> None:
    from .measures import rewrite_measures

    rewrite_measures(snapshot)
