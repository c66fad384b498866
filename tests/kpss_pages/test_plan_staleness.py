"""What was read is what is decided, in every way that a plan can change between the two."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from kpss_pages.models import PlanAreaPage, PlanPage
from tests.kpss_pages.plan_making import a_chapter, a_plan, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.actions.base import Stale
from workflows.actions.transition import Seen
from workflows.bundles import bundle_fingerprint
from workflows.models import Snapshot
from workflows.standing import standing_of

NEWER = "Přibylo jedno slovo."


class Desk(PlanStory):
    """A plan that uses a file, a picture, a group and an earlier plan; the steering group is reading it."""

    def __init__(self) -> None:
        super().__init__(measures=1)
        self.predecessor = a_plan(self.portal, title="První komunitní plán", slug="prvni")
        self.annex = get_document_model().objects.create(
            title="Příloha", file=ContentFile(b"first", "priloha.pdf")
        )
        self.picture = get_image_model().objects.create(title="Mapa", file=get_test_image_file("mapa.png"))
        self.write(
            predecessor=self.predecessor,
            annexes=[{"type": "annex", "value": {"document": self.annex.pk}}],
            chapters_before=[a_chapter("Úvod", body=[self.a_picture(), self.a_link()])],
        )
        self.write(PlanAreaPage.objects.get(pk=self.areas[0].pk))
        self.make("submit_to_steering_group", "editor")
        self.browser = Client()
        self.browser.force_login(self.people["approver"])
        self.address = f"/admin/kpss-workflows/page/{self.plan.pk}/approve_for_consultation/"

    def a_picture(self) -> dict[str, Any]:
        return {"type": "image", "value": {"image": self.picture.pk, "alt": "Mapa obcí"}}

    def a_link(self) -> dict[str, Any]:
        words = f'<p><a linktype="document" id="{self.annex.pk}">Příloha</a></p>'
        return {"type": "text", "value": words}

    def write(self, page: Any = None, **values: Any) -> Any:
        """Save a draft; nobody in person, so that no state stands in the way."""
        draft = (page or self.fresh()).get_latest_revision_as_object()
        made = type(draft)(**values)
        for name in values:
            setattr(draft, name, getattr(made, name))
        return draft.save_revision()

    def open_as_read(self, seen: Seen) -> None:
        """The coordinator opens what she has read."""
        now = timezone.now()
        period = {"opens_at": now, "closes_at": now + timedelta(days=30)}
        self.make("open_consultation", "coordinator", seen=seen, contact="Radnice", **period)

    def form(self) -> dict[str, Any]:
        """What the approver's form holds, read now."""
        fields = dict(self.browser.get(self.address).context["form"].initial)
        return fields | {"key": str(uuid.uuid4()), "comment": "Souhlasíme."}


first_desk = made_once(Desk)


@pytest.fixture
def desk(db, first_desk) -> Desk:
    """The steering group's desk."""
    return copy_of(first_desk)


def newer_revision(desk: Desk) -> None:
    desk.write(title=NEWER)


def newer_revision_of_an_area(desk: Desk) -> None:
    desk.write(PlanAreaPage.objects.get(pk=desk.areas[1].pk), title=NEWER)


def overwritten_revision(desk: Desk) -> None:
    draft = desk.fresh().get_latest_revision_as_object()
    newest = desk.fresh().latest_revision
    draft.title = NEWER
    saved = draft.save_revision(overwrite_revision=newest)
    assert saved.pk == newest.pk


def overwritten_revision_of_an_area(desk: Desk) -> None:
    area = PlanAreaPage.objects.get(pk=desk.areas[0].pk)
    draft = area.get_latest_revision_as_object()
    draft.title = NEWER
    draft.save_revision(overwrite_revision=area.latest_revision)


def revision_rewritten_in_its_row(desk: Desk) -> None:
    revision = desk.fresh().latest_revision
    revision.content |= {"title": NEWER}
    revision.save(update_fields=["content"])


def swapped_annex(desk: Desk) -> None:
    desk.annex.file = ContentFile(b"other", "priloha.pdf")
    desk.annex.save()


def annex_swapped_on_the_disk(desk: Desk) -> None:
    """Same row, same name, same length."""
    with desk.annex.file.storage.open(desk.annex.file.name, "wb") as stream:
        stream.write(b"other")


def renamed_annex(desk: Desk) -> None:
    desk.annex.title = NEWER
    desk.annex.save()


def lost_annex(desk: Desk) -> None:
    desk.annex.file.storage.delete(desk.annex.file.name)


def swapped_picture(desk: Desk) -> None:
    desk.picture.file = get_test_image_file("jina.png", colour="red")
    desk.picture.save()


def renamed_group(desk: Desk) -> None:
    group = desk.areas[0].group
    group.title = NEWER
    group.save()


def renamed_predecessor(desk: Desk) -> None:
    PlanPage.objects.filter(pk=desk.predecessor.pk).update(title=NEWER)


def added_area(desk: Desk) -> None:
    an_area(desk.fresh(), title=NEWER).save_revision()


def removed_area(desk: Desk) -> None:
    PlanAreaPage.objects.get(pk=desk.areas[1].pk).delete()


def areas_in_another_order(desk: Desk) -> None:
    # Past Wagtail's doors, which are shut in this state.
    MP_Node.move(PlanAreaPage.objects.get(pk=desk.areas[1].pk), desk.fresh(), pos="first-child")


MEANWHILE = [
    newer_revision,
    newer_revision_of_an_area,
    overwritten_revision,
    overwritten_revision_of_an_area,
    revision_rewritten_in_its_row,
    swapped_annex,
    annex_swapped_on_the_disk,
    renamed_annex,
    lost_annex,
    swapped_picture,
    renamed_group,
    renamed_predecessor,
    added_area,
    removed_area,
    areas_in_another_order,
]


@pytest.mark.parametrize("change", MEANWHILE)
def test_decision_about_what_was_read_before_is_refused(desk, change: Callable[[Desk], None]):
    data = desk.form()
    change(desk)
    answer = desk.browser.post(desk.address, data)
    assert answer.status_code == 409
    assert "the text changed" in answer.content.decode()
    assert "Souhlasíme." in answer.content.decode()
    assert desk.state == "steering_group"


def test_decision_passes_when_nothing_has_changed(desk):
    assert desk.browser.post(desk.address, desk.form()).status_code == 302
    assert desk.state == "ready"


def test_who_has_looked_again_may_decide(desk):
    data = desk.form()
    renamed_group(desk)
    renewed = desk.browser.post(desk.address, data).context["form"].data
    assert desk.browser.post(desk.address, renewed).status_code == 302
    assert desk.state == "ready"


@pytest.mark.parametrize("change", [renamed_group, swapped_annex])
def test_change_at_the_very_moment_of_freezing_is_not_frozen_unread(desk, monkeypatch, change):
    """Rows beside the pages are not locked: on PostgreSQL one may be written between the check and the freezing."""
    from workflows import freezing

    desk.make("approve_for_consultation", "approver")
    page, pages_of = desk.fresh(), freezing.draft_bundle
    seen = Seen(standing_of(page).task_state.pk, bundle_fingerprint(page))

    def meanwhile(root: Any) -> Any:
        change(desk)
        return pages_of(root)

    monkeypatch.setattr(freezing, "draft_bundle", meanwhile)
    with pytest.raises(Stale):
        desk.open_as_read(seen)
    assert desk.state == "ready"
    assert not Snapshot.objects.exists()


def test_frozen_words_are_decided_whatever_is_renamed_afterwards(desk, client):
    desk.make("approve_for_consultation", "approver")
    desk.open()
    desk.close()
    desk.make("submit_settled_text", "coordinator")
    renamed_group(desk)
    desk.make("approve_settled_text", "approver")
    desk.make("record_council", "clerk", values={"outcome": "recommended"})
    desk.make("record_assembly", "clerk", values={"outcome": "approved"})
    decided = Snapshot.objects.get(published_at__isnull=False)
    assert NEWER not in decided.document_bytes().decode()
    area = PlanAreaPage.objects.get(pk=desk.areas[0].pk)
    shown = client.get(area.get_url()).content.decode()
    assert NEWER not in shown
    assert "Senioři" in shown
