"""Until a workflow is loaded, pages of ours are ordinary pages of the host; loading one takes them over as they are."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from kpss_pages.models import MeetingPage, NewsIndexPage, NewsPage, PlanPage
from kpss_pages.setup import load_workflows
from tests.kpss_pages.making import a_page, a_portal
from tests.kpss_pages.publication_story import read, state_of
from tests.workflows.browser import administrator, form_data, signed_in, soup, words
from tests.workflows.story import make

pytestmark = pytest.mark.django_db

HOSTS_OWN = {"Publish", "Save draft"}


@pytest.fixture
def listing():
    return a_page(a_portal(), NewsIndexPage)


@pytest.fixture
def admin() -> Client:
    return signed_in(administrator())


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def buttons(response) -> set[str]:
    found = soup(response).select("footer .button em, footer a.button, footer button.button")
    return {" ".join(one.get_text(" ").split()) for one in found}


def news(listing, **values) -> NewsPage:
    page = a_page(listing, NewsPage, live=False, **values)
    page.save_revision()
    return NewsPage.objects.get(pk=page.pk)


def hosts_moderation(place) -> Workflow:
    """The host's own workflow, in which moderators approve what stands below a page."""
    workflow = Workflow.objects.create(name="Moderace")
    task = GroupApprovalTask.objects.create(name="Schválení")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=place)
    return workflow


def test_wagtails_button_publishes(admin, listing):
    page = news(listing)
    form = form_data(admin.get(edit_url(page)), "title")
    admin.post(edit_url(page), form | {"action-publish": "1"})
    assert read(page)[0] == 200
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert read(page)[0] == 404


def test_menu_is_wagtails(admin, listing):
    offered = buttons(admin.get(edit_url(news(listing))))
    assert offered >= HOSTS_OWN
    assert "Process of the page" not in offered
    url = reverse("wagtailadmin_pages:add", args=["kpss_pages", "newspage", listing.pk])
    assert buttons(admin.get(url)) >= HOSTS_OWN


def test_bulk_action_publishes(admin, listing):
    page = news(listing)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={page.pk}")
    assert read(page)[0] == 200


def test_hosts_moderation_governs(admin, listing):
    hosts_moderation(listing)
    page = news(listing)
    assert page.has_workflow
    form = form_data(admin.get(edit_url(page)), "title")
    admin.post(edit_url(page), form | {"action-submit": "1"})
    assert page.current_workflow_state.workflow.name == "Moderace"
    assert not NewsPage.objects.get(pk=page.pk).kpss_edits.exists()


def test_copy_and_alias_are_the_hosts_affair(listing):
    page = a_page(listing, NewsPage, title="Veřejná")
    page.save_revision().publish()
    assert NewsPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "kopie"}).live
    assert page.create_alias(update_slug="druha").alias_of_id == page.pk


def test_plan_is_published_by_a_workflow_only_and_its_editor_says_so(admin):
    plan = a_page(a_portal(), PlanPage, live=False)
    revision = plan.save_revision()
    with pytest.raises(PermissionDenied):
        revision.publish()
    response = admin.get(edit_url(plan))
    assert "No workflow is loaded for this type of page" in words(response)
    assert "Publish" not in buttons(response)


def test_loading_takes_over_what_is_public_and_what_is_not(listing):
    public, draft = a_page(listing, NewsPage), news(listing)
    meeting = a_page(a_page(listing.get_parent(), NewsIndexPage), MeetingPage)
    load_workflows()
    assert [state_of(one) for one in (public, draft, meeting)] == ["published", "private", "published"]
    assert not WorkflowState.objects.exists()


def test_older_draft_gets_its_run_with_its_first_transition(listing):
    draft = news(listing)
    load_workflows()
    make(draft, "publish", administrator())
    assert read(draft)[0] == 200
    run = WorkflowState.objects.for_instance(draft).get()
    assert (run.status, state_of(draft)) == ("approved", "published")


def test_hosts_moderation_ends_where_ours_begins(listing):
    workflow, person = hosts_moderation(listing), administrator()
    draft, public = news(listing), a_page(listing, NewsPage)
    public.save_revision()
    for page in (draft, public):
        workflow.start(page, person)
    load_workflows()
    make(draft, "publish", person)
    public.get_latest_revision_as_object().save_revision(user=person)
    hosts = WorkflowState.objects.filter(workflow=workflow)
    assert [run.status for run in hosts] == ["cancelled", "cancelled"]
    assert (state_of(draft), state_of(public)) == ("published", "private")
