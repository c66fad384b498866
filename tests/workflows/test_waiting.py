"""What waits for me: by role and place, the most urgent first, in few queries however much waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowPage, WorkflowTask

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.loading.load import load_text
from workflows.models import RoleAssignment
from workflows.waiting import waiting_for

from .gazette import Gazette, host_person
from .story import NOTICE_TOML, home, make, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

DASHBOARD = 60
"""Queries of the whole dashboard, most of them Wagtail's own."""


def waiting_notices(count: int, *, by: Any, returned_by: Any = None) -> list[NoticePage]:
    """Notices that wait for the mayor, or were returned."""
    pages = []
    for number in range(count):
        page = NoticePage(title=f"Notice {number}", slug=f"notice-{number}", body="<p>Text.</p>", live=False)
        home().add_child(instance=page)
        page.save_revision(user=by)
        make(page, "submit", by)
        if returned_by:
            make(page, "send_back", returned_by, comment="Znovu.")
        pages.append(page)
    return pages


def since(page: Any, days: int) -> None:
    """Let the page have come into its state some days ago."""
    moment = timezone.now() - timedelta(days=days)
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(started_at=moment)


def queries(client: Any, who: Any, url: str) -> int:
    """How many queries a screen takes, once what outlives a request is known."""
    client.force_login(who)
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_page_waits_for_whoever_may_lead_it_on(hall):
    assert [one.page_id for one in waiting_for(hall.writer)] == [hall.page.pk]
    assert waiting_for(hall.mayor) == []
    make(hall.page, "submit", hall.writer)
    assert waiting_for(hall.writer) == []
    waiting = waiting_for(hall.mayor)
    assert [one.state.key for one in waiting] == ["mayor"]
    assert [transition.key for transition in waiting[0].transitions] == ["approve", "send_back"]


def test_role_counts_only_at_its_place(hall):
    other = home().add_child(instance=OrdinaryPage(title="Other", slug="other"))
    stranger = person("stranger")
    RoleAssignment.objects.create(group=stranger.groups.get(), role="writer", page=other)
    assert waiting_for(stranger) == []
    RoleAssignment.objects.create(group=stranger.groups.get(), role="writer", page=hall.page)
    assert [one.page_id for one in waiting_for(stranger)] == [hall.page.pk]


def test_role_by_wagtails_permission_counts(db):
    gazette = Gazette().until_pending()
    assert [one.state.key for one in waiting_for(gazette.reviewer)] == ["pending"]
    assert [one.key for one in waiting_for(gazette.author)[0].transitions] == ["take_back"]
    assert waiting_for(host_person("guest", "add")) == []


def ways(who: Any) -> list[str]:
    """The transitions of the one page that waits for a person."""
    [one] = waiting_for(who)
    return [transition.key for transition in one.transitions]


def test_page_that_is_not_public_waits_for_no_retraction(db):
    gazette = Gazette().until_pending()
    assert ways(gazette.reviewer) == ["publish", "send_back", "take_back"]
    make(gazette.issue, "publish", gazette.reviewer)
    make(gazette.issue, "revise", gazette.reviewer)
    assert ways(gazette.reviewer) == ["submit", "publish", "retract"]


def test_settlements_wait_to_be_published_once(hall):
    hall.until_assembly("Prosím v úterý.")
    assert ways(hall.secretary) == ["publish_settlements", "record"]
    make(hall.page, "publish_settlements", hall.secretary)
    assert ways(hall.secretary) == ["record"]


def test_page_for_which_nothing_remains_does_not_wait(hall):
    settlements = 'from = ["settlement", "assembly"]\nroles = ['
    source = NOTICE_TOML.read_text("utf-8").replace(settlements, f'{settlements}"mayor", ', 1)
    load_text(source, NOTICE_TOML.name)
    hall.until_assembly("Prosím v úterý.")
    assert ways(hall.mayor) == ["publish_settlements"]
    make(hall.page, "publish_settlements", hall.mayor)
    assert waiting_for(hall.mayor) == []
    assert not TaskState.objects.reviewable_by(hall.mayor)


def test_page_that_was_sent_back_is_marked(client, hall):
    client.force_login(hall.writer)
    everything = reverse("kpss_workflows_admin:waiting")
    assert "sent the text back" not in client.get(everything).content.decode()
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="Whose trees?")
    for screen in (everything, reverse("wagtailadmin_home")):
        assert "mayor sent the text back on " in client.get(screen).content.decode()


def test_administrator_is_waited_for_everywhere_and_nobody_who_left(hall, django_user_model):
    boss = django_user_model.objects.create_superuser("boss")
    assert [one.page_id for one in waiting_for(boss)] == [hall.page.pk]
    hall.writer.is_active = False
    assert waiting_for(hall.writer) == []


def test_nearest_deadline_comes_first_and_then_what_waits_longest(hall):
    gazette = Gazette().until_pending()
    RoleAssignment.objects.create(group=gazette.reviewer.groups.get(), role="mayor", page=home())
    early, late = waiting_notices(2, by=hall.writer)
    since(late, 1)
    since(early, 3)
    found = [one.page_id for one in waiting_for(gazette.reviewer)]
    assert found == [gazette.issue.pk, early.pk, late.pk]


def test_passed_deadline_is_said_in_words(client, db):
    gazette = Gazette().until_pending()
    client.force_login(gazette.reviewer)
    assert "until " in client.get(reverse("wagtailadmin_home")).content.decode()
    since(gazette.issue, 30)
    assert "passed on " in client.get(reverse("wagtailadmin_home")).content.decode()


def test_dashboard_leads_to_the_page_and_to_what_can_be_done(client, hall):
    make(hall.page, "submit", hall.writer)
    client.force_login(hall.mayor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("kpss_workflows_admin:process", args=[hall.page.pk]) in html
    assert reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "approve"]) in html


def test_dashboard_shows_ten_and_leads_to_all(client, hall):
    waiting_notices(12, by=hall.writer)
    client.force_login(hall.mayor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Show all 12 pages" in html
    assert html.count("/approve/") == 10
    everything = client.get(reverse("kpss_workflows_admin:waiting")).content.decode()
    assert everything.count("/approve/") == 12


def test_hundred_waiting_pages_take_as_many_queries_as_one(client, hall):
    make(hall.page, "submit", hall.writer)
    screens = [(who, reverse("wagtailadmin_home")) for who in (hall.mayor, hall.writer)]
    screens.append((hall.mayor, reverse("kpss_workflows_admin:waiting")))
    few = [queries(client, *screen) for screen in screens]
    waiting_notices(100, by=hall.writer)
    assert [queries(client, *screen) for screen in screens] == few
    assert few[0] <= DASHBOARD
    with CaptureQueriesContext(connection) as found:
        assert len(waiting_for(hall.mayor)) == 101
    assert len(found) <= 7


def test_many_returned_pages_take_as_many_queries_as_one(client, hall):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "send_back", hall.mayor, comment="Znovu.")
    screen = (hall.writer, reverse("kpss_workflows_admin:waiting"))
    one = queries(client, *screen)
    waiting_notices(8, by=hall.writer, returned_by=hall.mayor)
    assert queries(client, *screen) == one


def test_reports_of_wagtail_know_what_waits_for_me(hall):
    make(hall.page, "submit", hall.writer)
    waiting = TaskState.objects.reviewable_by(hall.mayor)
    assert [one.workflow_state.content_object.pk for one in waiting] == [hall.page.pk]
    assert not TaskState.objects.reviewable_by(hall.writer)


def test_wagtails_own_panel_shows_the_hosts_workflows_only(client, hall):
    reviewer = person("reviewer")
    RoleAssignment.objects.create(group=reviewer.groups.get(), role="mayor", page=home())
    make(hall.page, "submit", hall.writer)
    page = _page_in_the_hosts_moderation(reviewer.groups.get(), hall.writer)
    client.force_login(reviewer)
    panels = client.get(reverse("wagtailadmin_home")).context["panels"]
    own = next(panel for panel in panels if panel.name == "workflow_objects_to_moderate")
    request = client.get(reverse("wagtailadmin_home")).context["request"]
    states = own.get_context_data({"request": request, "csrf_token": ""})["states"]
    assert [state["obj"].pk for state in states] == [page.pk]


def _page_in_the_hosts_moderation(group: Group, author: Any) -> OrdinaryPage:
    task = GroupApprovalTask.objects.create(name="Host's approval")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Host's workflow")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = home().add_child(instance=OrdinaryPage(title="Ordinary", slug="ordinary", live=False))
    WorkflowPage.objects.create(workflow=workflow, page=page)
    page.save_revision(user=author)
    workflow.start(page, author)
    return page
