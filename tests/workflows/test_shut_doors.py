"""Wagtail's own doors to the text and the publication of a governed page are shut, for administrators too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision, TaskState, WorkflowState

from tests.testapp.models import GazettePage, NoticePage, OrdinaryPage
from workflows.loading.shipped import ensure_governed

from .browser import administrator, editor_data, signed_in, words
from .story import decide, home, make, person, save, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

EVERYBODY = ["writer", "mayor", "secretary", "administrator"]

SHUT = [
    {"action-publish": "1"},
    {"action-submit": "1"},
    {"action-workflow-action": "1", "workflow-action-name": "approve"},
    {"action-workflow-action": "1", "workflow-action-name": "reject"},
    {"action-cancel-workflow": "1"},
    {"action-restart-workflow": "1"},
]


@pytest.fixture(params=EVERYBODY)
def someone(request, hall):
    """The browser of each of the people in turn."""
    user = administrator() if request.param == "administrator" else getattr(hall, request.param)
    return signed_in(user)


def edit_url(hall) -> str:
    return reverse("wagtailadmin_pages:edit", args=[hall.page.pk])


def everything(page) -> tuple:
    """All that a door could change."""
    fresh = NoticePage.objects.get(pk=page.pk)
    runs = WorkflowState.objects.for_instance(fresh).values_list("pk", "status", "current_task_state")
    steps = TaskState.objects.filter(workflow_state__in=[run[0] for run in runs]).values_list("pk", "status")
    return fresh.body, fresh.live, fresh.latest_revision_id, fresh.path, fresh.url_path, [*runs], [*steps]


@pytest.mark.parametrize("asked", SHUT, ids=lambda asked: "-".join(asked.values()) + next(iter(asked)))
def test_editor_saves_nothing_when_asked_to_publish_or_move(hall, someone, asked):
    before = everything(hall.page)
    response = someone.post(edit_url(hall), editor_data(body="<p>Potají.</p>") | asked)
    assert response.status_code == 409
    assert "workflow only" in words(response) or "jen svým" in words(response)
    assert everything(hall.page) == before


def test_autosave_is_refused_the_same_way_in_its_own_language(hall):
    someone = signed_in(hall.writer)
    data = editor_data(body="<p>Potají.</p>") | {"action-publish": "1"}
    response = someone.post(edit_url(hall), data, headers={"accept": "application/json"})
    assert response.status_code == 409
    assert response.json()["success"] is False


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_workflow_dialog_moves_nothing(hall, someone, action):
    make(hall.page, "submit", hall.writer)
    before = everything(hall.page)
    task_state = hall.fresh().current_workflow_task_state
    names = ("workflow_action", "collect_workflow_action_data")
    for name in names:
        url = reverse(f"wagtailadmin_pages:{name}", args=[hall.page.pk, action, task_state.pk])
        assert someone.post(url, {"comment": "Ano."}).status_code == 302
    assert everything(hall.page) == before


@pytest.mark.parametrize("asked", ["action-publish", "action-submit"])
def test_page_is_not_created_published_or_submitted(someone, asked):
    url = reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk])
    response = someone.post(url, editor_data(slug="druhy") | {asked: "1"})
    assert response.status_code in (409, 302)
    assert not NoticePage.objects.filter(slug="druhy").exists()


def test_person_without_a_role_creates_nothing_half(hall):
    url = reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk])
    signed_in(hall.mayor).post(url, editor_data(slug="druhy"))
    assert not NoticePage.objects.filter(slug="druhy").exists()
    home().refresh_from_db()
    assert home().numchild == home().get_children().count()


def test_writer_creates_a_draft_that_starts_its_run(hall):
    url = reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk])
    assert signed_in(hall.writer).post(url, editor_data(slug="druhy")).status_code == 302
    page = NoticePage.objects.get(slug="druhy")
    assert not page.live
    assert state_of(page) == "draft"


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_bulk_action_neither_publishes_nor_takes_down(hall, someone, action):
    hall.until_assembly()
    if action == "unpublish":
        decide(hall.page, hall.secretary)
    before = everything(hall.page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    for pk in (hall.page.pk, home().pk):
        someone.post(f"{url}?id={pk}", {"include_descendants": "on"})
    assert everything(hall.page) == before


def test_approved_page_is_not_taken_down(hall, someone, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    someone.post(reverse("wagtailadmin_pages:unpublish", args=[hall.page.pk]))
    someone.post(reverse("wagtailadmin_pages:unpublish", args=[home().pk]), {"include_descendants": "on"})
    assert hall.fresh().live
    assert client.get("/orez/").status_code == 200


def test_nobody_publishes_a_revision_in_code_without_a_decision(hall):
    revision = hall.fresh().get_latest_revision()
    for user in (None, administrator()):
        with pytest.raises(PermissionDenied):
            revision.publish(user=user, skip_permission_checks=True)
    assert not hall.fresh().live


def test_dates_of_publication_are_not_taken(hall, someone):
    soon, past = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    data = editor_data() | {"go_live_at": f"{soon:%Y-%m-%d %H:%M}", "expire_at": f"{past:%Y-%m-%d %H:%M}"}
    someone.post(edit_url(hall), data)
    draft = hall.fresh().get_latest_revision_as_object()
    assert draft.go_live_at is None
    assert draft.expire_at is None
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    call_command("publish_scheduled")
    assert not hall.fresh().live


def test_dates_given_before_the_workflow_was_loaded_lapse(db):
    """One page the command could not publish would keep it from all that come after."""
    yesterday = timezone.now() - timedelta(days=1)
    for number, kind in enumerate((GazettePage, OrdinaryPage)):
        page = home().add_child(instance=kind(title="Pozdě", slug=f"pozde-{number}", live=False))
        page.save_revision(approved_go_live_at=yesterday)
    kind_of_old = {"title": "Stará", "slug": "stara", "expire_at": yesterday}
    home().add_child(instance=GazettePage(**kind_of_old))
    ensure_governed("simple_publication", ["testapp.GazettePage"])
    call_command("publish_scheduled")
    assert [page.live for page in GazettePage.objects.order_by("pk")] == [False, True]
    assert OrdinaryPage.objects.get().live


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_unschedules(hall, someone, method):
    url = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[hall.page.pk, hall.fresh().latest_revision_id]
    )
    assert getattr(someone, method)(url).status_code == 302


def test_locked_state_keeps_the_text_whoever_sends_it(hall, someone):
    hall.until_open()
    before = everything(hall.page)
    response = someone.post(edit_url(hall), editor_data(body="<p>Potají.</p>"))
    assert response.status_code == 409
    answer = someone.post(edit_url(hall), editor_data(), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (409, "locked")
    assert everything(hall.page) == before


def test_lock_of_ones_own_does_not_open_a_locked_state(hall):
    hall.until_open()
    someone = signed_in(administrator())
    someone.post(reverse("wagtailadmin_pages:lock", args=[hall.page.pk]))
    before = everything(hall.page)
    response = someone.post(edit_url(hall), editor_data(body="<p>Potají.</p>"))
    assert response.status_code == 409
    assert everything(hall.page) == before


def test_lock_of_ones_own_does_not_let_a_reader_write(hall):
    NoticePage.objects.filter(pk=hall.page.pk).update(locked=True, locked_by=hall.mayor)
    lock = hall.fresh().get_lock()
    assert lock.for_user(hall.mayor)
    assert "You may read the page, not change it." in str(lock.get_message(hall.mayor))
    assert lock.for_user(hall.writer)
    NoticePage.objects.filter(pk=hall.page.pk).update(locked_by=hall.writer)
    assert not hall.fresh().get_lock().for_user(hall.writer)


def test_old_version_is_not_brought_back_in_a_locked_state(hall, someone):
    first = hall.fresh().latest_revision_id
    save(hall.page, by=hall.writer, body="<p>Podruhé.</p>")
    hall.until_open()
    before = everything(hall.page)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[hall.page.pk, first])
    someone.post(url, editor_data(body="<p>Potají.</p>"))
    assert everything(hall.page) == before


def test_old_version_is_brought_back_as_a_draft_where_one_may_write(hall):
    first = hall.fresh().latest_revision_id
    save(hall.page, by=hall.writer, body="<p>Podruhé.</p>")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[hall.page.pk, first])
    assert signed_in(hall.writer).post(url, editor_data()).status_code == 302
    assert "V pondělí." in hall.fresh().get_latest_revision_as_object().body


def test_autosave_over_a_pinned_revision_makes_a_new_one(hall):
    hall.until_settlement()
    page = hall.fresh()
    pinned = page.latest_revision
    frozen = dict(pinned.content)
    data = editor_data(body="<p>Po připomínkách.</p>") | {"overwrite_revision_id": pinned.pk}
    response = signed_in(hall.secretary).post(edit_url(hall), data, headers={"accept": "application/json"})
    assert response.json()["success"] is True, response.json()
    assert response.json()["revision_id"] != pinned.pk
    pinned.refresh_from_db()
    assert pinned.content == frozen


def test_autosave_over_a_free_revision_keeps_its_number(hall):
    save(hall.page, by=hall.writer, body="<p>Podruhé.</p>")
    revision = hall.fresh().latest_revision
    data = editor_data(body="<p>Potřetí.</p>") | {"overwrite_revision_id": revision.pk}
    response = signed_in(hall.writer).post(edit_url(hall), data, headers={"accept": "application/json"})
    assert response.json()["revision_id"] == revision.pk


def test_nobody_hides_the_page_behind_a_password(hall, someone):
    url = reverse("wagtailadmin_pages:set_privacy", args=[hall.page.pk])
    data = {"restriction_type": "password", "password": "tajne", "groups": []}
    someone.post(url, data)
    assert not PageViewRestriction.objects.exists()


def test_own_address_stays_once_a_version_was_public(hall):
    hall.until_settlement()
    response = signed_in(hall.writer).post(edit_url(hall), editor_data(slug="jinam"))
    assert response.status_code == 200
    assert hall.fresh().slug == "orez"


def test_address_may_change_before(hall):
    signed_in(hall.writer).post(edit_url(hall), editor_data(slug="jinam"))
    assert hall.fresh().slug == "jinam"


def test_state_that_changed_under_the_editors_hands_keeps_the_typed_text(hall):
    writer = signed_in(hall.writer)
    writer.get(edit_url(hall))
    make(hall.page, "submit", hall.writer)
    before = everything(hall.page)
    response = writer.post(edit_url(hall), editor_data(body="<p>Moje nova veta.</p>"))
    assert response.status_code == 409
    assert "could not be saved as it is locked" in response.content.decode()
    assert "Moje nova veta." in response.content.decode()
    assert everything(hall.page) == before


def test_role_of_another_process_does_not_open_the_editor(hall):
    stranger = person("stranger")
    stranger.groups.get().page_permissions.all().delete()
    assert signed_in(stranger).get(edit_url(hall)).status_code == 404
