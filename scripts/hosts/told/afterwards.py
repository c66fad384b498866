"""The site after us: the same pages, Wagtail's own moderation, no trace in the database."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision, Task, Workflow, WorkflowState

from .people import administrator, front_page, moderator, rewritten, see, visitor, written

FRAME = ("of-the-host", "mysite.css")


def tell() -> None:
    """Look everywhere."""
    _pages_are_read()
    _admin_opens()
    _moderation_is_wagtails()
    _nothing_is_left()


def _pages_are_read() -> None:
    """Everything of the host's that was public is public."""
    see(visitor(), "/")
    live = front_page().get_children().live().specific()
    assert len(live) >= 2, live
    for page in live:
        see(visitor(), page.url, page.body.replace("<p>", "").split("<")[0], *FRAME)


def _admin_opens() -> None:
    """Editor, history, listing and reports of every page."""
    browser = administrator()
    for page in [front_page(), *front_page().get_children()]:
        for name in ("edit", "history", "workflow_history", "usage"):
            see(browser, reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    see(browser, reverse("wagtailadmin_explore", args=[front_page().pk]))
    see(browser, reverse("wagtailadmin_home"))
    for name in ("workflow", "workflow_tasks", "site_history", "locked_pages", "aging_pages"):
        see(browser, reverse(f"wagtailadmin_reports:{name}"))
    for name in ("index", "task_index"):
        see(browser, reverse(f"wagtailadmin_workflows:{name}"))


def _moderation_is_wagtails() -> None:
    """Wagtail's own button publishes again."""
    article = written(moderator(), "ArticlePage", "Po nas", "Bez nich.")
    rewritten(moderator(), article, "Bez nich dál.", **{"action-publish": "action-publish"})
    see(visitor(), article.get_url(), "Bez nich dál.", *FRAME)


def _nothing_is_left() -> None:
    """No table, no row, no name."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("kpss")]
    assert not tables, tables
    assert apps.get_app_config("workflows").name == "approvals"
    ours = ContentType.objects.filter(app_label__startswith="kpss")
    named = PageLogEntry.objects.exclude(content_type=None).values("content_type")
    assert not ours.exclude(pk__in=named).exists(), ours
    assert not Revision.objects.filter(content_type__in=ours).exists()
    own = set(Task.objects.values_list("content_type__app_label", flat=True))
    assert own <= {"wagtailcore"}, own
    assert not WorkflowState.objects.exists()
    assert Workflow.objects.count() <= 1
