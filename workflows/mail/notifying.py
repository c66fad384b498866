"""Telling whoever has to act next that a page waits for them, once for each time it comes to them.

The mail is written in the transaction of the transition and sent by the outbox, so a transition neither waits for the
mail server nor fails with it. A mail that was not sent before the page moved on is taken back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from ..definition import Definition, Transition
from ..doors.policy import page_policy
from ..models.outbox import OutgoingMail
from ..models.roles import RoleAssignment
from ..permissions import may_make
from ..reading.readers import name_of
from ..signals import transition_made
from ..standing import Standing, standing_of
from .outbox import post

logger = logging.getLogger(__name__)

BACKWARD = ("return", "withdraw_consultation")
"""Effects that take a page back. Nobody is waited for to do that, and Wagtail calls it a rejection."""


_is_silent: ContextVar[bool] = ContextVar("kpss_silent", default=False)


@contextmanager
def nobody_told() -> Iterator[None]:
    """For what happened long ago and is only told again, such as a demonstration: nobody is waited for."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def is_silent() -> bool:
    """Tell whether what happens now is only told again."""
    return _is_silent.get()


def connect() -> None:
    """Listen to every transition."""
    transition_made.connect(tell_who_is_next, dispatch_uid="kpss-tell-who-is-next")


def tell_who_is_next(
    sender: Any, page: Any, transition: Transition, user: Any, comment: str, **kwargs: Any
) -> None:
    """Write the mails. Whatever goes wrong with them, the transition stands."""
    try:
        # A savepoint, so that a statement that fails spoils nothing around it.
        with transaction.atomic():
            _tell(page, transition, user, comment)
    except Exception:
        logger.exception("Nobody was told that page %s moved on", page.pk)


def _tell(page: Any, made: Transition, user: Any, comment: str) -> None:
    standing = standing_of(page)
    occasion = f"waiting-{page.pk}-"
    entry = f"{occasion}{standing.task_state.pk}-" if standing and standing.run else None
    unsent = OutgoingMail.objects.filter(key__startswith=occasion, sent_at__isnull=True)
    (unsent.exclude(key__startswith=entry) if entry else unsent).delete()
    if entry is None or not made.targets or not is_wanted():
        return
    preference = f"{'rejected' if made.effect in BACKWARD else 'submitted'}_notifications"
    for person in people_who_are_next(page, standing):
        profile = UserProfile.objects.filter(user=person).first() or UserProfile(user=person)
        if person != user and getattr(profile, preference):
            with translation.override(profile.get_preferred_language()):
                _write(f"{entry}{person.pk}", person, page, standing, user, comment)


def is_wanted() -> bool:
    return not _is_silent.get() and getattr(settings, "KPSS_TELL_WHO_IS_NEXT", True)


def people_who_are_next(page: Any, standing: Standing) -> list[Any]:
    """The people who may lead the page on from its state; nobody where the clock does it."""
    leaving = standing.definition.leaving(standing.state.key)
    if any(one.automatic for one in leaving):
        return []
    on = [one for one in leaving if one.effect not in BACKWARD and one.targets - {standing.state.key}]
    return [
        person
        for person in people_in_roles(page, standing.definition, {role for one in on for role in one.roles})
        if any(may_make(person, page, one, standing.definition) for one in on)
    ]


def people_in_roles(page: Any, definition: Definition, roles: set[str]) -> list[Any]:
    """Accounts that play one of the roles, by a group or by a page permission. Administrators as such play none."""
    places = page.get_ancestors(inclusive=True).values("pk")
    given = RoleAssignment.objects.filter(role__in=roles, page__in=places)
    users = get_user_model()._default_manager.filter(is_active=True)
    found = set(users.filter(groups__kpss_roles__in=given))
    for role in definition.roles:
        if role.permission and role.key in roles:
            permitted = page_policy().users_with_permission_for_instance(role.permission, page)
            found |= {person for person in permitted if not person.is_superuser}
    return sorted(found, key=lambda person: person.pk)


def _write(key: str, person: Any, page: Any, standing: Standing, user: Any, comment: str) -> None:
    title = page.get_admin_display_title()
    path = reverse("kpss_workflows_admin:process", args=[page.pk])
    context = {
        "name": name_of(person),
        "title": title,
        "state": standing.state,
        "mover": name_of(user) if user else "",
        "comment": comment,
        "address": f"{base.rstrip('/')}{path}" if (base := get_admin_base_url()) else "",
    }
    subject = _("Waiting for you: %(title)s") % {"title": title}
    text = render_to_string("kpss_workflows/mail/waiting.txt", context)
    # An account need have no address, or one that is none.
    with suppress(ValidationError):
        post(key, getattr(person, person.get_email_field_name(), "") or "", subject, text)
