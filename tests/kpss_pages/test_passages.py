"""The passage a comment changed: before, the comment, the reasoning and after, side by side."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kpss_pages.models import PlanAreaPage
from tests.workflows.browser import form_data, signed_in, words
from workflows.actions.base import Invalid, Refused
from workflows.actions.link_passage import LinkPassage
from workflows.actions.settle_comment import SettleComment
from workflows.document import walk
from workflows.models import Comment, Snapshot

from .plan_story import PlanStory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db) -> PlanStory:
    """Two comments on a measure, one on the whole plan; the measure was renamed while they were settled."""
    story = PlanStory()
    story.until_consultation()
    story.measures = [
        part for part in walk(story.consultation.snapshot.documents[1]["parts"]) if part["kind"] == "measure"
    ]
    story.on_measure, story.other = story.comment(
        "Pojmenujte to lépe.", "A ještě toto.", part_id=measure(story)
    )
    (story.on_plan,) = story.comment("Děkujeme za plán.")
    story.close()
    for comment in (story.on_measure, story.on_plan):
        story.settle(comment)
    rename(story, "Terénní péče o seniory")
    return story


def measure(story: PlanStory, order: int = 0) -> str:
    """The UUID of a measure of the first area."""
    return story.measures[order]["id"]


def rename(story: PlanStory, title: str) -> None:
    """The coordinator changes the first measure."""
    draft = PlanAreaPage.objects.get(pk=story.areas[0].pk).get_latest_revision_as_object()
    draft.goals[0].value["measures"][0]["title"] = title
    draft.save_revision(user=story.people["coordinator"])


def publish(story: PlanStory) -> None:
    """The rest is settled, and the settled text goes before the council and the assembly."""
    story.settle(story.other, "rejected")
    story.make("submit_settled_text", "coordinator")
    story.make("approve_settled_text", "approver")
    story.make("record_council", "clerk", values={"outcome": "recommended", "number": "101/2026"})
    story.make("record_assembly", "clerk", values={"outcome": "approved", "number": "12/2026"})


def address(story: PlanStory, comment: Comment) -> str:
    """Where anybody finds a comment beside what it changed."""
    return f"{story.fresh().url}navrh/1/pripominky/{comment.path_number}/"


def test_everybody_sees_the_passage_before_and_after(story):
    publish(story)
    response = Client().get(address(story, story.on_measure))
    assert response.status_code == 200
    page = words(response)
    assert "Pojmenujte to lépe." in page
    assert "Zapracujeme do opatření." in page
    beside = response.context["beside"]
    assert (beside.heading_before, beside.heading_after) == (
        "Opatření 1.1 Opatření 1",
        "Opatření 1.1 Terénní péče o seniory",
    )


def test_comment_on_the_whole_plan_has_no_passage_and_leads_to_all_changes(story):
    publish(story)
    response = Client().get(address(story, story.on_plan))
    assert response.status_code == 200
    assert "no single passage" in words(response)
    assert Client().get(response.context["changes_url"]).status_code == 200


def test_page_of_comments_leads_there(story):
    publish(story)
    listing = Client().get(f"{story.fresh().url}navrh/1/pripominky/")
    assert address(story, story.on_measure) in listing.content.decode()


@pytest.mark.parametrize("number", ["1-1", "9-1", "1-9", "nic", "1-1-1", "٣-1"])
def test_nothing_stands_there_before_the_settlement_is_public(story, number):
    assert Client().get(f"{story.fresh().url}navrh/1/pripominky/{number}/").status_code == 404


def test_hidden_comment_stands_nowhere(story):
    publish(story)
    Comment.objects.filter(pk=story.on_measure.pk).update(status="hidden", hidden_reason="Urážka.")
    assert Client().get(address(story, story.on_measure)).status_code == 404


def test_draft_is_never_the_later_version_in_public(story):
    publish(story)
    Snapshot.objects.filter(number__gt=1).update(retracted_at=story.consultation.opens_at)
    response = Client().get(address(story, story.on_measure))
    assert response.status_code in (200, 404)
    assert "Terénní péče o seniory" not in response.content.decode()


def test_passage_beside_asks_a_bounded_number_of_questions(story, django_assert_max_num_queries):
    publish(story)
    browser = Client()
    browser.get(address(story, story.on_measure))
    with django_assert_max_num_queries(37):
        browser.get(address(story, story.on_measure))


# At the desk


def desk_address(comment: Comment) -> str:
    """The page of a comment at the desk."""
    return reverse("kpss_workflows_admin:register_comment", args=[comment.pk])


def link(story: PlanStory, comment: Comment, to: str):
    """The coordinator chooses the passage in the form."""
    browser = signed_in(story.people["coordinator"])
    data = form_data(browser.get(desk_address(comment)), "passage-key")
    return browser.post(desk_address(comment), data | {"passage-to": to})


def test_desk_shows_the_draft_as_the_later_wording(story):
    page = signed_in(story.people["coordinator"]).get(desk_address(story.on_measure))
    assert page.context["beside"].heading_after == "Opatření 1.1 Terénní péče o seniory"


def test_settlement_is_tied_to_another_passage(story):
    assert link(story, story.on_plan, measure(story)).status_code == 302
    publish(story)
    beside = Client().get(address(story, story.on_plan)).context["beside"]
    assert beside.heading_after == "Opatření 1.1 Terénní péče o seniory"


def test_area_may_be_the_passage_and_the_link_may_be_taken_back(story):
    link(story, story.on_plan, f"page-{story.areas[0].pk}")
    settlement = Comment.objects.get(pk=story.on_plan.pk).settlement
    assert (settlement.passage_page, settlement.passage_part) == (story.areas[0].pk, "")
    link(story, story.on_plan, "")
    settlement.refresh_from_db()
    assert (settlement.passage_page, settlement.passage_part) == (None, "")


def test_settling_again_keeps_the_passage(story):
    link(story, story.on_plan, measure(story, 1))
    comment = Comment.objects.get(pk=story.on_plan.pk)
    SettleComment(comment, outcome="noted", reasoning="Děkujeme.", user=story.people["coordinator"]).execute()
    assert Comment.objects.get(pk=comment.pk).settlement.passage_part == measure(story, 1)


@pytest.mark.parametrize("key", ["page-999999", "00000000-0000-0000-0000-000000000000", "<script>"])
def test_forged_passage_is_refused(story, key):
    assert link(story, story.on_plan, key).status_code == 422
    with pytest.raises(Invalid, match="no such passage"):
        LinkPassage(story.on_plan, key=key, user=story.people["coordinator"]).execute()


def test_passage_needs_a_settlement_and_is_fixed_by_publication(story):
    user = story.people["coordinator"]
    with pytest.raises(Refused, match="Settle the comment first"):
        LinkPassage(story.other, key=measure(story), user=user).execute()
    assert "passage-key" not in signed_in(user).get(desk_address(story.other)).content.decode()
    publish(story)
    with pytest.raises(Refused, match="settlements are public"):
        LinkPassage(story.on_measure, key=measure(story), user=user).execute()
