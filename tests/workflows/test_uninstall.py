"""Leaving a host: everything of ours goes, everything of the host's stays, all or nothing."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.log.protection import is_protected, protect
from workflows.log.sealing import seal_log
from workflows.models.seals import LogSeal
from workflows.uninstalling import belongings
from workflows.uninstalling.leave import leave

from .browser import administrator, signed_in
from .story import decide, home, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

OURS = apps.get_app_config("kpss_workflows")


def uninstall(*words: str) -> str:
    said = StringIO()
    call_command("kpss_uninstall", *words, stdout=said)
    return said.getvalue()


def answering(monkeypatch, word: str) -> None:
    monkeypatch.setattr("builtins.input", lambda prompt: word)


def rows_left() -> dict[str, int]:
    counts = {model.__name__: model._base_manager.count() for model in OURS.get_models()}
    return {name: count for name, count in counts.items() if count}


def test_every_row_of_ours_goes(hall):
    hall.until_assembly("Prosím v úterý.", "A co ptáci?")
    assert rows_left()
    uninstall("--yes")
    assert rows_left() == {}


def test_wagtails_rows_that_loading_wrote_go(hall):
    others = list(Workflow.objects.exclude(kpss_definition__isnull=False).values_list("pk", flat=True))
    tasks = list(Task.objects.exclude(statetask__isnull=False).values_list("pk", flat=True))
    hall.until_open()
    uninstall("--yes")
    assert list(Workflow.objects.values_list("pk", flat=True)) == others
    assert list(Task.objects.values_list("pk", flat=True)) == tasks
    assert not WorkflowState.objects.exists()
    assert not TaskState.objects.exists()


def test_workflow_of_the_hosts_own_goes_on(hall):
    own = Workflow.objects.create(name="Vlastní")
    task = GroupApprovalTask.objects.create(name="Přečíst")
    WorkflowTask.objects.create(workflow=own, task=task)
    page = home().add_child(instance=OrdinaryPage(title="Kontakt", slug="kontakt"))
    page.save_revision()
    run = own.start(page, administrator())
    uninstall("--yes")
    run.refresh_from_db()
    assert run.status == WorkflowState.STATUS_IN_PROGRESS
    assert run.current_task_state.task_id == task.pk


def test_what_is_public_stays_public(hall, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    before = NoticePage.objects.values().get()
    uninstall("--yes")
    assert NoticePage.objects.values().get() == before
    assert before["live"]


def test_draft_stays_a_draft_and_loses_no_word(hall):
    make(hall.page, "submit", hall.writer)
    hall.fresh().save_revision()
    newest = hall.fresh().latest_revision
    uninstall("--yes")
    page = hall.fresh()
    assert not page.live
    assert page.latest_revision == newest
    assert page.get_latest_revision_as_object().body == hall.page.body


def test_history_says_that_the_run_was_ended_and_still_opens(hall):
    hall.until_open()
    uninstall("--yes")
    assert PageLogEntry.objects.filter(page=hall.page.pk, action="wagtail.workflow.cancel").count() == 1
    browser = signed_in(administrator())
    for name in ("wagtailadmin_pages:history", "wagtailadmin_pages:workflow_history"):
        assert browser.get(reverse(name, args=[hall.page.pk])).status_code == 200
    assert browser.get(reverse("wagtailadmin_reports:site_history")).status_code == 200


def test_names_of_ours_leave_the_lists_of_django_and_wagtail(hall):
    kind = ContentType.objects.get_for_model(OURS.get_model("Resolution"))
    group = Group.objects.create(name="zapisovatelé")
    group.permissions.add(Permission.objects.get(content_type=kind, codename="view_resolution"))
    ModelLogEntry.objects.log_action(OURS.get_model("WorkflowDefinition").objects.get(), "wagtail.edit")
    uninstall("--yes")
    assert not ContentType.objects.filter(app_label="kpss_workflows").exists()
    assert not Permission.objects.filter(content_type__app_label="kpss_workflows").exists()
    assert not ModelLogEntry.objects.exists()
    assert Group.objects.filter(pk=group.pk).exists()


def test_protection_of_the_log_goes_too(hall):
    hall.until_open()
    seal_log()
    protect()
    assert LogSeal.objects.exists()
    uninstall("--yes")
    assert rows_left() == {}
    assert not is_protected()


def test_second_time_nothing_happens_and_nobody_is_asked(hall, monkeypatch):
    uninstall("--yes")
    monkeypatch.setattr("builtins.input", lambda prompt: pytest.fail("It asked."))
    assert uninstall().startswith("Nothing of ours is left in the database.")


@pytest.mark.parametrize("word", ["", "y", "no", "ano"])
def test_without_the_word_nothing_is_dropped(hall, monkeypatch, word):
    hall.until_open()
    before = rows_left()
    answering(monkeypatch, word)
    with pytest.raises(CommandError, match="Nothing was dropped"):
        uninstall()
    assert rows_left() == before


def test_it_says_beforehand_what_goes(hall, monkeypatch):
    hall.until_settlement("Prosím v úterý.")
    answering(monkeypatch, "yes")
    said = uninstall()
    assert "1 open run ends." in said
    assert "frozen versions 1" in said
    assert "comments 1" in said
    assert "Your own pages stay as they are" in said


def test_closed_input_is_a_no(hall, monkeypatch):
    def closed(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    with pytest.raises(CommandError, match="--yes"):
        uninstall()
    assert rows_left()


def test_all_or_nothing(hall, monkeypatch):
    hall.until_open()
    before, runs = rows_left(), WorkflowState.objects.active().count()
    monkeypatch.setattr("workflows.uninstalling.leave._forget_types", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        leave()
    assert rows_left() == before
    assert WorkflowState.objects.active().count() == runs == 1


def test_rows_of_the_hosts_that_point_to_ours_stop_it(hall, monkeypatch):
    hall.until_open()
    own = belongings.models()
    monkeypatch.setattr(belongings, "models", lambda: [one for one in own if one.__name__ != "Consultation"])
    with pytest.raises(CommandError, match=r"Rows of “kpss_workflows\.Consultation” point to what is ours"):
        uninstall("--yes")
    assert rows_left()["Consultation"] == 1


def test_run_of_a_page_that_is_gone_stops_nothing(hall):
    make(hall.page, "submit", hall.writer)
    Page.objects.filter(pk=hall.page.pk)._raw_delete("default")
    NoticePage.objects.filter(pk=hall.page.pk)._raw_delete("default")
    uninstall("--yes")
    assert not WorkflowState.objects.exists()
