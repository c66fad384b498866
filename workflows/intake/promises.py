"""Watching the day for which the settlement was promised: whoever settles is reminded before it and after it.

What to send follows from what was sent, not from when the clock ran: a clock that stood still for a week sends the
reminder that fits the day on which it goes again, and each reminder once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from ..jobs.registry import Deed
from ..mail.notifying import is_wanted, people_in_roles
from ..mail.outbox import post
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..permissions import definition_of
from ..reading.readers import name_of
from ..town_time import in_town

BEFORE = timedelta(days=7)


def promises_to_keep(now: datetime) -> Iterator[Deed]:
    """Give one deed for each consultation whose promised day is near or has passed."""
    today = in_town(now).date()
    promised = Consultation.objects.valid().filter(
        settled_by__lte=today + BEFORE, settlements_published_at__isnull=True, closes_at__lte=now
    )
    for consultation in promised.select_related("snapshot__page"):
        yield Deed(f"promise of consultation {consultation.pk}", partial(remind, consultation, today))


def remind(consultation: Consultation, today: date) -> str | None:
    """Write to whoever settles the comments on this page, unless they were written to already."""
    if not is_wanted():
        return None
    occasion = "after" if today > consultation.settled_by else "before"
    page = consultation.snapshot.page.specific
    definition = definition_of(page)
    if definition is None:
        return None
    roles = {role.key for role in definition.roles if role.moderates}
    key = f"promise-{consultation.pk}-{consultation.settled_by:%Y%m%d}-{occasion}"
    with transaction.atomic():
        sent = [
            _write(f"{key}-{person.pk}", person, page, consultation, occasion)
            for person in people_in_roles(page, definition, roles)
        ]
    return f"{sum(sent)} reminded" if any(sent) else None


def _write(key: str, person: Any, page: Any, consultation: Consultation, occasion: str) -> bool:
    profile = UserProfile.objects.filter(user=person).first() or UserProfile(user=person)
    base = get_admin_base_url()
    path = reverse("kpss_workflows_admin:desk", args=[consultation.pk])
    with translation.override(profile.get_preferred_language()):
        title = page.get_admin_display_title()
        context = {
            "name": name_of(person),
            "title": title,
            "consultation": consultation,
            "is_late": occasion == "after",
            "left": Comment.objects.on(consultation).waiting().count(),
            "address": f"{base.rstrip('/')}{path}" if base else "",
        }
        subject = (
            _("The promised settlement is late: %(title)s")
            if occasion == "after"
            else _("The promised settlement is near: %(title)s")
        ) % {"title": title}
        text = render_to_string("kpss_workflows/mail/promise.txt", context)
    # An account need have no address, or one that is none.
    with suppress(ValidationError):
        mail = post(key, getattr(person, person.get_email_field_name(), "") or "", subject, text)
        return mail.is_new
    return False
