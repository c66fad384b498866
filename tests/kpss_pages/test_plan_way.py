"""One plan's life: from the working groups to the assembly, with its areas, in public and at the desk."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model

from kpss_pages.models import Measure, PlanAreaPage, PlanPage
from tests.kpss_pages.plan_making import a_goal, a_measure, a_plan, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.actions.base import Refused
from workflows.models import Snapshot

pytestmark = pytest.mark.django_db


first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


def test_the_whole_way(story, client):
    story.until_published()
    assert story.state == "published"
    assert story.fresh().live
    assert all(area.live for area in PlanAreaPage.objects.all())
    plan = client.get("/liberec/plan/").content.decode()
    assert "12/2026" in plan
    assert "101/2026" in plan
    assert "/liberec/plan/navrh/1/pripominky/" in plan
    area = client.get(f"/liberec/plan/{story.areas[0].slug}/").content.decode()
    assert "Opatření 2" in area


def test_measures_are_searchable_from_publication_on(story):
    story.until_assembly()
    assert not Measure.objects.exists()
    story.make("record_assembly", "clerk", values={"outcome": "approved"})
    assert Measure.objects.count() == 4


def test_nothing_of_the_bundle_is_reachable_before_opening(story, client):
    story.until_consultation(opens_in=5)
    area = story.areas[0].slug
    for address in (
        "",
        f"{area}/",
        "navrh/1/",
        f"navrh/1/{area}/",
        "navrh/1/pripominky/",
        "navrh/1/dokument/",
    ):
        assert client.get(f"/liberec/plan/{address}").status_code == 404, address


def test_draft_reads_in_public_from_the_opening(story, client):
    story.until_consultation()
    area = story.areas[0].slug
    for address in (
        "",
        f"{area}/",
        "navrh/1/",
        f"navrh/1/{area}/",
        "navrh/1/pripominky/",
        "navrh/1/dokument/",
    ):
        assert client.get(f"/liberec/plan/{address}").status_code == 200, address


def test_area_shares_lock_and_run_of_its_plan(story):
    story.make("submit_to_steering_group", "editor")
    area = PlanAreaPage.objects.first()
    assert area.get_lock().for_user(story.people["editor"])
    assert area.current_workflow_task is None
    assert not area.has_workflow


def test_working_group_writes_in_its_own_area_only(story):
    user = story.people["group_editor"]
    mine, other = (PlanAreaPage.objects.get(pk=area.pk) for area in story.areas)
    assert not mine.get_lock().for_user(user)
    assert other.get_lock().for_user(user)
    assert story.fresh().get_lock().for_user(user)


def test_incomplete_area_stops_the_way_and_says_where(story):
    area = PlanAreaPage.objects.get(pk=story.areas[1].pk).get_latest_revision_as_object()
    area.goals = PlanAreaPage(goals=[a_goal("1", "Cíl", [a_measure("", "Bez čísla")])]).goals
    area.save_revision(user=story.people["editor"])
    with pytest.raises(Refused) as refused:
        story.make("submit_to_steering_group", "editor")
    assert refused.value.refusals[0].url.endswith(f"/pages/{area.pk}/edit/")


def test_comment_stays_with_its_measure(story, client):
    story.until_consultation()
    document = Snapshot.objects.get().documents[1]
    measure = document["parts"][0]["parts"][0]
    (comment,) = story.comment("Doplňte prosím termín.", part_id=measure["id"])
    assert comment.part_label == "Opatření 1.1 Opatření 1"
    assert comment.page_id == story.areas[0].pk


def test_second_round_opens_with_old_comments_in_sight(story, client):
    story.until_consultation()
    (comment,) = story.comment("První kolo.")
    story.close()
    story.settle(comment)
    story.make("prepare_second_round", "coordinator")
    story.open()
    assert client.get("/liberec/plan/navrh/2/").status_code == 200
    assert "První kolo." in client.get("/liberec/plan/navrh/1/pripominky/").content.decode()


def test_approved_with_changes_stands_beside_the_resolution(story, client):
    story.until_assembly()
    story.make("record_assembly", "clerk", values={"outcome": "approved_with_changes", "number": "13/2026"})
    area = PlanAreaPage.objects.get(pk=story.areas[0].pk).get_latest_revision_as_object()
    area.title = "Senioři a pečující"
    area.save_revision(user=story.people["editor"])
    story.make("publish_adopted", "coordinator")
    page = client.get("/liberec/plan/").content.decode()
    assert "Senioři a pečující" in page
    assert "navrh/3/zmeny/" in page
    changes = client.get("/liberec/plan/navrh/3/zmeny/").content.decode()
    assert "<ins>" in changes


def queries(client, address: str) -> int:
    client.get(address)  # warm what is remembered between requests
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_number_of_queries_does_not_grow_with_the_measures(story, client):
    story.until_published()
    few = [queries(client, "/liberec/plan/"), queries(client, f"/liberec/plan/{story.areas[0].slug}/")]
    area = PlanAreaPage.objects.get(pk=story.areas[0].pk)
    story.make("start_new_version", "coordinator")
    draft = area.get_latest_revision_as_object()
    draft.goals = PlanAreaPage(
        goals=[a_goal("1", "Péče", [a_measure(f"1.{one}", f"Opatření {one}") for one in range(1, 31)])]
    ).goals
    draft.save_revision(user=story.people["editor"])
    story.until_consultation()
    many = [queries(client, "/liberec/plan/navrh/3/"), queries(client, f"/liberec/plan/navrh/3/{area.slug}/")]
    # A draft that is open for comment tells its places, its extensions, how many comments came and what follows.
    assert max(many) <= max(few) + 5
    assert max(few + many) <= 40


def test_number_of_queries_does_not_grow_with_the_comments(story, client):
    story.until_consultation()
    address = "/liberec/plan/navrh/1/pripominky/"
    story.comment("Jedna.")
    few = queries(client, address)
    comments = [story.comment(f"Připomínka {number}.")[0] for number in range(30)]
    story.close()
    for comment in comments:
        story.settle(comment)
    assert queries(client, address) <= few + 1


def test_dashboard_reports_and_history_of_wagtail_show_the_run(story, client):
    story.until_consultation()
    client.force_login(story.people["coordinator"])
    assert "Komunitní plán" in client.get("/admin/").content.decode()
    for address in ("/admin/reports/workflow/", "/admin/reports/workflow_tasks/"):
        assert "Komunitní plán" in client.get(address).content.decode(), address
    history = client.get(f"/admin/pages/{story.plan.pk}/history/").content.decode()
    assert "Zveřejnit návrh k připomínkám" in history
    assert (
        client.get(f"/admin/pages/workflow/detail/{story.fresh().current_workflow_state.pk}/").status_code
        < 500
    )


def test_approver_finds_what_waits_on_the_dashboard(story, client):
    story.make("submit_to_steering_group", "editor")
    client.force_login(story.people["approver"])
    panel = client.get("/admin/").content.decode()
    assert story.plan.title in panel
    assert (
        reverse("kpss_workflows_admin:transition", args=[story.plan.pk, "approve_for_consultation"]) in panel
    )


def test_recorded_decision_on_an_unfrozen_draft_names_no_version(story):
    story.make("submit_to_steering_group", "editor")
    resolution = story.make("record_steering_group", "clerk", values={"outcome": "approved"})
    assert resolution.snapshot is None
    assert story.state == "ready"


def test_no_area_is_moved_into_a_plan_nobody_may_write_in(story, client):
    other = a_plan(story.portal, slug="jiny-plan")
    stranger = an_area(other, title="Cizí oblast")
    stranger.save_revision(user=story.people["editor"])
    story.make("submit_to_steering_group", "editor")
    administrator = get_user_model().objects.create_superuser("spravce")
    for person in (story.people["editor"], administrator):
        client.force_login(person)
        client.post(f"/admin/pages/{stranger.pk}/move/{story.plan.pk}/confirm/")
        client.post(
            f"/admin/bulk/wagtailcore/page/move/?id={stranger.pk}", {"chooser": story.plan.pk, "confirm": "1"}
        )
        assert PlanAreaPage.objects.get(pk=stranger.pk).get_parent().pk == other.pk


def test_file_of_a_frozen_version_is_neither_deleted_nor_replaced(story):
    document = get_document_model().objects.create(
        title="Příloha", file=ContentFile(b"schvaleno", "priloha.pdf")
    )
    draft = story.fresh().get_latest_revision_as_object()
    draft.annexes = PlanPage(
        annexes=[{"type": "annex", "value": {"title": "Příloha", "document": document.pk}}]
    ).annexes
    draft.save_revision(user=story.people["editor"])
    story.until_consultation()
    with pytest.raises(PermissionDenied), transaction.atomic():
        document.delete()
    document.file = ContentFile(b"jine", "jina.pdf")
    with pytest.raises(PermissionDenied), transaction.atomic():
        document.save()
    document.refresh_from_db()
    document.title = "Jiný název"
    document.save()


def test_form_sent_again_with_other_words_is_not_swallowed(story, client):
    client.force_login(story.people["editor"])
    address = f"/admin/kpss-workflows/page/{story.plan.pk}/submit_to_steering_group/"
    fields = dict(client.get(address).context["form"].initial)
    data = fields | {"key": str(uuid.uuid4()), "comment": "Předávám."}
    assert client.post(address, data).status_code == 302
    response = client.post(address, data | {"comment": "Něco jiného."})
    assert response.status_code == 409
    assert "Něco jiného." in response.content.decode()
