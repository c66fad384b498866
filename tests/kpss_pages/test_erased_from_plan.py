"""A name leaves an approved plan: areas, goals, measures, the rows that are searched, and every older draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Revision

from kpss_pages.models import Measure, PlanAreaPage
from tests.kpss_pages.plan_making import a_goal, a_measure, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.actions.erase_from_version import EraseFromVersion
from workflows.bundles import bundle_of
from workflows.document import document_of
from workflows.integrity.rules import rules
from workflows.log.sealing import seal_log
from workflows.models import Comment, Snapshot, SnapshotItem

pytestmark = pytest.mark.django_db

NAME = "Jana Kanárková"
OURS = {"comments_came_in_time"}
"""The story lets the period end at once, so its comments come late."""


class NamingStory(PlanStory):
    """A plan whose goals and measures name somebody; it is approved, and its log is sealed."""

    def __init__(self) -> None:
        super().__init__()
        self.until_published()
        seal_log()

    def _area(self, name: str, measures: int, **values: Any) -> PlanAreaPage:
        measure = a_measure("1.1", f"Poradna, vede {NAME}", description=f"<p>Volejte: <b>{NAME}</b></p>")
        return an_area(self.plan, [a_goal("1", f"Péče ({NAME})", [measure])], title=name, **values)

    def until_consultation(self, **times: Any) -> Any:
        """People comment on the measure."""
        consultation = super().until_consultation(**times)
        part = consultation.snapshot.documents[1]["parts"][0]["parts"][0]
        self.part_id = part["id"]
        return consultation

    def comment(self, *texts: str, part_id: str = "") -> list[Any]:
        """On the measure."""
        return super().comment(*texts, part_id=self.part_id)


first_story = made_once(NamingStory)


@pytest.fixture
def story(db, first_story) -> NamingStory:
    """The approved plan."""
    return copy_of(first_story)


def found() -> set[str]:
    """The names of the rules that do not hold."""
    return {rule.__name__ for rule in rules() if list(rule())}


def erase(story: NamingStory) -> None:
    """The coordinator erases the name."""
    version = Snapshot.objects.order_by("-number").first()
    by = story.people["coordinator"]
    EraseFromVersion(version, phrases=[NAME], reason="Odešla.", user=by).execute()


def stored() -> str:
    """All that is stored of the plan's words."""
    rows = [*SnapshotItem.objects.values_list("text"), *Revision.objects.values_list("content", "object_str")]
    rows += [*Measure.objects.values_list(), *Comment.objects.values_list("part_label", "quote")]
    return repr([*rows, *(area.goals.raw_data for area in PlanAreaPage.objects.all())])


def test_name_is_gone_and_every_rule_holds(story):
    assert found() <= OURS
    assert "Kanárkov" in stored()
    assert Measure.objects.filter(title__contains="Kanárková").exists()
    before = found()
    erase(story)
    assert "Kanárkov" not in stored()
    assert "Kan\\\\u00e1rkov" not in stored()
    assert Measure.objects.filter(title__contains="vede").exists()
    seal_log()
    assert found() == before


def test_public_reads_what_was_decided_without_the_name(story):
    erase(story)
    version = Snapshot.objects.in_force().first()
    pages = {page.pk: page for page in bundle_of(story.fresh())}
    assert [document_of(pages[item.page_id]) for item in version.ordered_items] == version.documents
    client = Client()
    for address in (story.fresh().url, *(page.url for page in pages.values())):
        text = client.get(address).content.decode()
        assert "Kanárková" not in text, address
    area = client.get(version_area(story)).content.decode()
    assert "Poradna, vede" in area
    assert version.erasures.get().former_sha256 in area


def version_area(story: NamingStory) -> str:
    """Where the first area of the approved plan is read."""
    return PlanAreaPage.objects.descendant_of(story.fresh()).live().first().url


def test_next_version_begins_without_the_name(story):
    erase(story)
    story.make("start_new_version", "coordinator")
    areas = PlanAreaPage.objects.descendant_of(story.fresh())
    drafts = [area.get_latest_revision_as_object() for area in areas]
    assert "Kanárkov" not in repr([document_of(draft) for draft in drafts])
