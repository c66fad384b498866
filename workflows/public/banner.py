"""What the banner of a consulted version says besides its dates: how much came, what became of it, where to go on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ..forms.subscription import SubscriptionForm
from ..intake.late import takes_late
from ..models.consultations import Consultation
from ..models.snapshots import Snapshot
from .tally import outcomes_of, tally_of


def around_consultation(consultation: Consultation | None, root: Any, request: HttpRequest) -> dict[str, Any]:
    """Gather it for the first page of a version; the pages inside lead there."""
    if consultation is None:
        return {}
    number = consultation.snapshot.number
    return {
        # Asked only where the template comes to it.
        "takes_late": partial(takes_late, consultation, root),
        "tally": tally_of(consultation),
        "outcomes": outcomes_of(consultation),
        "approved_url": "" if consultation.is_open() else approved_address(root, number, request),
        "subscription_form": SubscriptionForm(),
        "subscription_url": reverse("kpss_workflows:subscribe", args=[root.pk]),
    }


def approved_address(root: Any, number: int, request: HttpRequest) -> str:
    """Where the approved wording reads, if one was published that came of this version; else ""."""
    if not root.live:
        return ""
    approved = Snapshot.objects.of_page(root).public().in_force().first()
    return root.get_url(request) or "" if approved and approved.number >= number else ""
