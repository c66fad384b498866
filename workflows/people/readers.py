"""Finding, telling and erasing what belongs to internal readers of drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ..models.opinions import Opinion
from ..models.reading_invitations import ReadingInvitation
from .sought import Sought


def invitations_of(sought: Sought) -> QuerySet:
    """The invitations that were sent to a person."""
    known = sought.matching(email="email", name="name") | sought.matching(email="user__email")
    rows = ReadingInvitation.objects.named().filter(known).select_related("version")
    return sought.within(rows, "version__page_id")


def opinions_of(sought: Sought) -> QuerySet:
    """The answers of a person, by a link or after signing in."""
    by_link = Q(invitation__in=invitations_of(sought))
    signed_in = sought.matching(email="user__email", name="user_name")
    rows = Opinion.objects.filter(by_link | signed_in).select_related("version")
    return sought.within(rows, "version__page_id")


def tell_invitation(row: ReadingInvitation) -> dict[str, Any]:
    """To whom, when, and whether it was opened; the link itself is not known."""
    return {
        "draft": str(row.version),
        "name": row.name,
        "email": row.email,
        "invited_at": row.invited_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
        "first_opened_at": row.first_opened_at,
        "last_opened_at": row.last_opened_at,
        "opened": row.opened,
    }


def tell_opinion(row: Opinion) -> dict[str, Any]:
    """What was answered."""
    return {"draft": str(row.version), "opinion": row.kind, "text": row.text, "given_at": row.given_at}


def erase_invitations(rows: list[ReadingInvitation], now: datetime) -> int:
    """Forget to whom they went; a link that still opened the draft opens nothing any more."""
    known = ReadingInvitation.objects.filter(pk__in=[row.pk for row in rows])
    known.valid(now).update(revoked_at=now)
    return known.update(name="", email="", user=None, erased_at=now)


def erase_opinions(rows: list[Opinion], now: datetime) -> int:
    """Let the answers stay as those of a reader without a name."""
    known = Opinion.objects.filter(pk__in=[row.pk for row in rows])
    known.filter(invitation__isnull=False).update(user=None, user_name="")
    known.filter(invitation__isnull=True).update(user=None, user_name=_("a reader whose name was erased"))
    return len(rows)
