"""What each deed sends, and where: the same fields that the form on the screen holds."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription

from tests.workflows.browser import editor_data
from workflows.actions.desk import version_of
from workflows.bundles import bundle_fingerprint
from workflows.models import Comment, Consultation
from workflows.standing import standing_of
from workflows.town_time import in_town

from .browser import Press

MONTH = timedelta(days=30)


def transition(page: Any, key: str, who: str, **fields: Any) -> Press:
    """The form of a transition over the page as it is now."""
    address = reverse("kpss_workflows_admin:transition", args=[page.pk, key])
    return Press(who, address, {"key": uuid.uuid4(), "comment": ""} | seen(page) | fields)


def seen(page: Any) -> dict[str, Any]:
    """What the hidden fields say of what is on the screen; the same for all who look at this copy of the page."""
    if not hasattr(page, "as_seen"):
        state = standing_of(page).task_state
        page.as_seen = {"task_state": state.pk if state else "", "fingerprint": bundle_fingerprint(page)}
    return page.as_seen


def opening(page: Any, who: str) -> Press:
    """The opening of a consultation, from now for a month."""
    now = in_town(timezone.now())
    period = {}
    for name, moment in (("opens_at", now), ("closes_at", now + MONTH)):
        period |= {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M}"}
    said = {"contact": "Radnice, dveře 5", "data_notice": "Údaje zpracovává město."}
    rules = {"shown": "released", "counts": "sent", "takes_late": "on"}
    return transition(
        page,
        "open",
        who,
        **said,
        **rules,
        **period,
        **{"places-TOTAL_FORMS": "0", "places-INITIAL_FORMS": "0"},
    )


def decision(page: Any, who: str, outcome: str) -> Press:
    """A resolution of the assembly."""
    return transition(page, "record", who, outcome=outcome, number="12/2031")


def edit(page: Any, who: str, words: str, **fields: Any) -> Press:
    """Wagtail's editor with other words."""
    # Looking at the editor, which comes before saving, makes this row.
    reader = get_user_model().objects.get(username=who)
    PageSubscription.objects.get_or_create(
        page_id=page.pk, user=reader, defaults={"comment_notifications": False}
    )
    sent = editor_data(body=words, title=page.title, slug=page.slug) | fields
    return Press(who, reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)


def autosave(page: Any, who: str, words: str) -> Press:
    """What the editor sends by itself: the newest revision is rewritten in place."""
    saved = edit(page, who, words, overwrite_revision_id=page.latest_revision_id)
    return Press(who, saved.path, saved.data, {"Accept": "application/json"})


def cancelling(page: Any, who: str) -> Press:
    """Wagtail's own door out of a workflow."""
    return edit(page, who, "<p>V pondělí.</p>", **{"action-cancel-workflow": "1"})


def letter(page: Any) -> Press:
    """A citizen's comment."""
    consultation = Consultation.objects.latest_of(page)
    key = uuid.uuid4()
    sent = {"key": key, "r-TOTAL_FORMS": "1", "r-0-text": f"Prosím v úterý. ({key})"}
    return Press("public", reverse("kpss_workflows:comment", args=[consultation.pk]), sent)


def desk_row(comment: Comment, who: str, **fields: str) -> Press:
    """One row of the desk with what was touched."""
    settlement = getattr(comment, "settlement", None)
    shown = {
        "status": comment.status,
        "hidden_reason": comment.hidden_reason,
        "outcome": settlement.outcome if settlement else "",
        "reasoning": settlement.reasoning if settlement else "",
        "kind": comment.kind,
        "is_ready": "True",
    }
    prefix = f"c{comment.pk}-"
    sent = {f"initial-{prefix}{name}": value for name, value in shown.items()}
    sent |= {f"{prefix}{name}": value for name, value in (shown | fields).items()}
    sent[f"{prefix}seen"] = version_of(comment)
    consultation = comment.submission.consultation
    return Press(who, reverse("kpss_workflows_admin:desk", args=[consultation.pk]), sent)


def far_away() -> Any:
    """A closing time nobody will live to see in a test."""
    return timezone.now() + MONTH
