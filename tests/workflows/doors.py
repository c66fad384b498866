"""The doors of Wagtail's admin and of ours to one page, as data.

``{pk}`` is the page, ``{parent}`` the page above it, ``{revision}`` its newest draft. Every answer is searched for
words of the draft: TITLE and TEXT name which of them a reader finds.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import (
    Page,
    PageViewRestriction,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from tests.testapp.models import NoticePage
from workflows.models import Snapshot, SnapshotItem

TITLE, TEXT, NOTHING = "title", "text", ""

READING = {
    "/admin/pages/{pk}/edit/": TEXT,
    "/admin/pages/{pk}/edit/preview/": NOTHING,
    "/admin/pages/{pk}/view_draft/": TEXT,
    "/admin/pages/{pk}/revisions/{revision}/view/": TEXT,
    "/admin/pages/{pk}/revisions/{revision}/revert/": TEXT,
    "/admin/pages/{pk}/revisions/compare/earliest...latest/": TITLE,
    "/admin/pages/{pk}/history/": TITLE,
    "/admin/pages/{pk}/history/results/?action=wagtail.edit": NOTHING,
    "/admin/pages/{pk}/usage/": TITLE,
    "/admin/pages/{pk}/copy/": TITLE,
    "/admin/pages/{pk}/workflow_history/": TITLE,
    "/admin/kpss-workflows/page/{pk}/": TITLE,
    "/admin/kpss-workflows/difference/{pk}/": TITLE,
    "/admin/kpss-workflows/draft/{pk}/": TEXT,
}
"""Doors at which a reader of the draft reads, and nobody else does."""

LISTING = {
    "/admin/": NOTHING,
    "/admin/pages/{pk}/": TITLE,
    "/admin/pages/{parent}/": TITLE,
    "/admin/pages/{parent}/results/?q={word}": TITLE,
    "/admin/pages/search/?q={word}": TITLE,
    "/admin/pages/search/results/?q={word}": TITLE,
    "/admin/pages/usage/{app}/{model}/": TITLE,
    "/admin/choose-page/{pk}/": TITLE,
    "/admin/choose-page/{parent}/": TITLE,
    "/admin/choose-page/search/?q={word}": TITLE,
    "/admin/choose-page/chosen-multiple/?id={pk}": TITLE,
    "/admin/api/main/pages/{pk}/": TITLE,
    "/admin/api/main/pages/?child_of={parent}&for_explorer=1": TITLE,
    "/admin/api/main/pages/?search={word}": TITLE,
    "/admin/bulk/wagtailcore/page/delete/?id={pk}": TITLE,
    "/admin/bulk/wagtailcore/page/move/?id=all&childOf={parent}": TITLE,
    "/admin/bulk/wagtailcore/page/publish/?id=all&childOf={parent}": TITLE,
    "/admin/bulk/wagtailcore/page/unpublish/?id={pk}": TITLE,
    "/admin/reports/site-history/": TITLE,
    "/admin/reports/site-history/?export=csv": TITLE,
    "/admin/reports/workflow/": TITLE,
    "/admin/reports/workflow/?export=csv": TITLE,
    "/admin/reports/workflow_tasks/": TITLE,
    "/admin/reports/aging-pages/": NOTHING,
    "/admin/reports/locked/": NOTHING,
    "/admin/reports/page-types-usage/": TITLE,
    "/admin/reports/page-types-usage/?export=csv": NOTHING,
}
"""Doors at which a reader with page permissions meets the page among others, and nobody else meets it."""

PUBLIC = [
    "/",
    "/{slug}/",
    "/{slug}/navrh/1/",
    "/{slug}/navrh/1/dokument/",
    "/{slug}/navrh/2/",
    "/sitemap.xml",
    "/api/v2/pages/",
    "/api/v2/pages/?fields=*",
    "/api/v2/pages/?search={word}",
    "/api/v2/pages/?child_of={parent}&fields=*",
    "/api/v2/pages/?child_of={pk}",
    "/api/v2/pages/?descendant_of={pk}",
    "/api/v2/pages/?type={type}&fields=*",
    "/api/v2/pages/find/?html_path=/{slug}/",
    "/api/v2/pages/{pk}/?fields=*",
]
"""Doors at which the public reads what is public, whoever knocks."""


ROWS = [
    Page,
    NoticePage,
    Revision,
    Workflow,
    Task,
    WorkflowTask,
    WorkflowPage,
    WorkflowState,
    TaskState,
    PageViewRestriction,
    Snapshot,
    SnapshotItem,
]
"""Everything a door could change."""


def places(page: Any, word: str) -> dict[str, Any]:
    """What the addresses of the doors to a page are made of."""
    return {
        "pk": page.pk,
        "parent": page.get_parent().pk,
        "revision": page.latest_revision_id,
        "slug": page.slug,
        "word": word,
        "app": page._meta.app_label,
        "model": page._meta.model_name,
        "type": page._meta.label,
    }


def said(response: Any) -> str:
    """What a person was told: the answer itself, and the sentences that wait for the next screen."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    waiting = getattr(response.wsgi_request, "_messages", ())
    return body.decode(errors="replace") + " ".join(str(one) for one in waiting)


def fingerprint() -> list[Any]:
    """All rows, as they are stored now."""
    return [[*model._base_manager.order_by("pk").values()] for model in ROWS]


def knock(browser: Any, address: str, sent: Any, **headers: str) -> tuple[Any, bool]:
    """Send a form, or JSON, and tell whether anything changed; whatever did is undone."""
    before = fingerprint()
    kind = {"content_type": "application/json"} if isinstance(sent, str) else {}
    with transaction.atomic():
        response = browser.post(address, sent, headers=headers, **kind)
        changed = fingerprint() != before
        transaction.set_rollback(True)
    return response, changed
