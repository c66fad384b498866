"""Wagtail's Settings: what loading wrote is changed by loading only; the host's own moderation stays the host's."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from tests.testapp.models import OrdinaryPage
from workflows.models import StateTask, WorkflowDefinition

from .browser import administrator, editor_data, signed_in, soup, words
from .story import home, make, person, state_of


@pytest.fixture
def boss(db):
    """The browser of a superuser."""
    return signed_in(administrator())


@pytest.fixture
def moderation(db) -> Workflow:
    """A host's own workflow: one group approves."""
    workflow = Workflow.objects.create(name="Moderace")
    task = GroupApprovalTask.objects.create(name="Šéfredaktor")
    task.groups.add(Group.objects.get_or_create(name="group editor")[0])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def settings_url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_workflows:{name}", args=args)


def refused(response) -> bool:
    """The person was told no, in words, and nothing fell over."""
    return response.status_code == 200 and bool([*response.context["messages"]])


def everything() -> tuple:
    """All rows of Settings that a door could change."""
    return (
        [*Workflow.objects.order_by("pk").values()],
        [*Task.objects.order_by("pk").values()],
        [*WorkflowTask.objects.order_by("pk").values()],
        [*WorkflowPage.objects.values()],
        [*TaskState.objects.order_by("pk").values("pk", "status")],
        [*WorkflowState.objects.values("pk", "status")],
    )


def workflow_form(workflow=None, *, task=None, page=None) -> dict:
    """What the form of a workflow in Settings sends."""
    data = {"name": "Jiné jméno", "workflow_tasks-TOTAL_FORMS": "0", "workflow_tasks-INITIAL_FORMS": "0"}
    data |= {"pages-TOTAL_FORMS": "0", "pages-INITIAL_FORMS": "0"}
    if task:
        data |= {
            "workflow_tasks-TOTAL_FORMS": "1",
            "workflow_tasks-0-task": task.pk,
            "workflow_tasks-0-ORDER": "1",
        }
    if page:
        data |= {
            "pages-TOTAL_FORMS": "1",
            "pages-0-page": page.pk,
            "pages-0-workflow": workflow and workflow.pk,
        }
    return data


def test_loaded_workflow_is_read_but_not_changed(hall, boss):
    workflow = WorkflowDefinition.objects.get().workflow
    before = everything()
    assert boss.get(settings_url("index")).status_code == 200
    assert boss.get(settings_url("edit", workflow.pk)).status_code == 200
    for name in ("edit", "disable"):
        response = boss.post(
            settings_url(name, workflow.pk), workflow_form(workflow, page=home()), follow=True
        )
        assert refused(response), name
    assert everything() == before


def test_states_are_read_but_not_changed(hall, boss):
    before = everything()
    assert boss.get(settings_url("task_index")).status_code == 200
    for task in StateTask.objects.all():
        assert boss.get(settings_url("edit_task", task.pk)).status_code == 200
        for name in ("edit_task", "disable_task"):
            assert refused(boss.post(settings_url(name, task.pk), {"name": "Jinak"}, follow=True)), name
    assert everything() == before
    assert state_of(hall.page) == "draft"


def test_dropped_state_is_not_brought_back(hall, boss):
    Task.objects.filter(pk=StateTask.objects.get(key="ready").pk).update(active=False)
    before = everything()
    assert refused(boss.post(settings_url("enable_task", StateTask.objects.get(key="ready").pk), follow=True))
    assert everything() == before


@pytest.mark.parametrize(
    "name", ["reviewtask", "consultationtask", "settlementtask", "decisiontask", "statetask"]
)
def test_state_is_not_made_in_settings(hall, boss, name):
    before = everything()
    url = settings_url("add_task", "kpss_workflows", name)
    assert boss.get(url).status_code == 200
    assert refused(boss.post(url, {"name": "Podvržený"}, follow=True))
    assert everything() == before


def test_choosing_the_type_of_a_task_still_works(hall, boss):
    assert boss.get(settings_url("select_task_type")).status_code == 200
    assert boss.get(settings_url("task_chooser")).status_code == 200


def test_state_does_not_join_another_workflow(hall, boss, moderation):
    before = everything()
    state = StateTask.objects.get(key="mayor")
    assert refused(boss.post(settings_url("add"), workflow_form(task=state), follow=True))
    assert refused(
        boss.post(settings_url("edit", moderation.pk), workflow_form(moderation, task=state), follow=True)
    )
    assert everything() == before


def test_hosts_workflow_on_the_tree_does_not_reach_a_governed_page(hall, moderation):
    WorkflowPage.objects.create(workflow=moderation, page=home())
    page = hall.fresh()
    assert page.get_workflow().pk == WorkflowDefinition.objects.get().workflow_id
    make(page, "submit", hall.writer)
    assert state_of(page) == "mayor"


def test_dashboard_and_reports_show_what_waits_without_a_button(hall):
    make(hall.page, "submit", hall.writer)
    response = signed_in(hall.mayor).get(reverse("wagtailadmin_home"))
    assert "Ořez stromů" in words(response)
    for waiting in (signed_in(hall.writer), signed_in(hall.secretary)):
        assert waiting.get(reverse("wagtailadmin_home")).status_code == 200
    report = signed_in(administrator()).get(reverse("wagtailadmin_reports:workflow"))
    assert report.status_code == 200
    assert not soup(response).find_all(attrs={"data-workflow-action-name": True})


# A page no definition governs


@pytest.fixture
def ordinary(moderation):
    """A page of the host under the host's own moderation, and the two people who take part."""
    WorkflowPage.objects.create(workflow=moderation, page=home())
    page = home().add_child(instance=OrdinaryPage(title="Kontakty", slug="kontakty", live=False))
    page.save_revision()
    return page


def publisher():
    """An editor of the host, whose approval publishes."""
    editor = person("editor")
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=editor.groups.get(), page=home(), permission=publish)
    return editor


def editor_of(page, **posted) -> dict:
    return editor_data(title="Kontakty", slug="kontakty") | posted


def test_ordinary_page_keeps_the_hosts_moderation(hall, ordinary):
    author, editor = signed_in(person("author")), signed_in(publisher())
    url = reverse("wagtailadmin_pages:edit", args=[ordinary.pk])
    author.post(url, editor_of(ordinary, **{"action-submit": "1"}))
    ordinary.refresh_from_db()
    assert ordinary.workflow_in_progress
    editor.post(
        url, editor_of(ordinary, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    )
    ordinary.refresh_from_db()
    assert ordinary.live


def test_ordinary_page_is_published_moved_copied_and_deleted(hall, ordinary, boss, client):
    url = reverse("wagtailadmin_pages:edit", args=[ordinary.pk])
    boss.post(url, editor_of(ordinary, **{"action-publish": "1"}))
    assert OrdinaryPage.objects.get(pk=ordinary.pk).live
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home().pk}
    boss.post(reverse("wagtailadmin_pages:copy", args=[ordinary.pk]), form | {"publish_copies": "on"})
    copy = OrdinaryPage.objects.get(slug="kopie")
    assert copy.live
    boss.post(
        reverse("wagtailadmin_pages:copy", args=[ordinary.pk]), form | {"new_slug": "alias", "alias": "on"}
    )
    assert OrdinaryPage.objects.get(slug="alias").alias_of_id == ordinary.pk
    boss.post(reverse("wagtailadmin_pages:move_confirm", args=[copy.pk, ordinary.pk]))
    assert OrdinaryPage.objects.get(slug="kopie").is_child_of(OrdinaryPage.objects.get(slug="kontakty"))
    boss.post(reverse("wagtailadmin_pages:unpublish", args=[copy.pk]))
    assert not OrdinaryPage.objects.get(slug="kopie").live
    boss.post(reverse("wagtailadmin_pages:delete", args=[ordinary.pk]))
    assert not OrdinaryPage.objects.filter(slug="kontakty").exists()


def test_hosts_tasks_are_made_changed_and_disabled(hall, boss, moderation):
    task = GroupApprovalTask.objects.get(name="Šéfredaktor")
    data = {"name": "Nový", "groups": [Group.objects.first().pk]}
    boss.post(settings_url("add_task", "wagtailcore", "groupapprovaltask"), data)
    assert GroupApprovalTask.objects.filter(name="Nový").exists()
    boss.post(settings_url("edit", moderation.pk), workflow_form(moderation, page=home()))
    boss.post(settings_url("disable_task", task.pk))
    assert not Task.objects.get(pk=task.pk).active
    boss.post(settings_url("disable", moderation.pk))
    assert not Workflow.objects.get(pk=moderation.pk).active
