"""The shipped ways of planning, and a town that changes the chain of bodies in a copy of the file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from kpss_pages.models import PlanPage
from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_making import a_chapter, a_goal, a_measure, a_plan, an_area
from tests.kpss_pages.plan_story import PlanStory
from tests.workflows.story import (
    comment_on,
    decide,
    end_consultation,
    make,
    release,
    save,
    settle,
    state_of,
)
from tests.workflows.toml_editing import call, changed, item, leave_out, written
from workflows.jobs.running import run_all
from workflows.models import RoleAssignment, Snapshot, WorkflowDefinition
from workflows.permissions import may_read
from workflows.standing import standing_of

pytestmark = pytest.mark.django_db


def opening(closes_in: float = 60) -> dict[str, Any]:
    """Open now."""
    now = timezone.now()
    return {"opens_at": now, "closes_at": now + timedelta(minutes=closes_in), "contact": "Obecní úřad"}


# A plan's opening day


def test_plan_waits_for_its_opening_day_in_a_state_of_its_own():
    story = PlanStory(measures=1)
    consultation = story.until_consultation(opens_in=5)
    assert story.state == "announced"
    run_all(now=consultation.opens_at)
    assert story.state == "consultation"


def test_plan_called_off_before_its_day_is_ready_again_and_was_never_public(client):
    story = PlanStory(measures=1)
    story.until_consultation(opens_in=5)
    story.make("call_off", "coordinator", comment="Posouváme o týden.")
    assert story.state == "ready"
    for address in ("", "navrh/1/", "navrh/1/zmeny/", f"navrh/1/{story.areas[0].slug}/"):
        response = client.get(f"/liberec/plan/{address}")
        assert response.status_code == 404, address
    story.open()
    assert story.state == "consultation"
    assert "Posouváme" not in client.get("/liberec/plan/").content.decode()


def test_steering_group_has_a_month_and_gives_opinions():
    story = PlanStory(measures=1)
    story.make("submit_to_steering_group", "editor")
    state = standing_of(story.fresh()).state
    assert (state.comment, state.deadline) == (("approver",), 30)
    for role in ("editor", "group_editor", "coordinator", "approver", "clerk"):
        assert may_read(story.people[role], story.fresh()), role


# A small town


class SmallTown:
    """A portal where one person does everything."""

    def __init__(self, slug: str = "lhota") -> None:
        self.portal = a_portal(title="Lhota", slug=slug)
        self.groups = set_up_portal(self.portal, plan="plan_small_town")
        self.mayor = get_user_model().objects.create_user(f"starosta {slug}", password="heslo")
        self.mayor.groups.add(self.groups["coordinator"])
        self.plan = a_plan(self.portal, slug="plan", chapters_before=[a_chapter("Úvod")], goal_types=[])
        area = an_area(self.plan, [a_goal("1", "Péče doma", [a_measure()])])
        for page in (self.plan, area):
            page.save_revision(user=self.mayor)

    def make(self, transition: str, **kwargs: Any) -> Any:
        """The one person makes a transition."""
        return make(self.plan, transition, self.mayor, **kwargs)

    def until_assembly(self) -> SmallTown:
        """Opened, commented, settled and put before the assembly by the one person."""
        consultation = self.make("open_consultation", **opening())
        comment = comment_on(consultation, "Chceme lavičku.")
        end_consultation(consultation)
        self.make("begin_settlement")
        release(comment, self.mayor)
        settle(comment, self.mayor)
        self.make("submit_to_assembly")
        return self


def test_one_person_takes_the_plan_of_a_small_town_all_the_way(client):
    town = SmallTown().until_assembly()
    decide(town.plan, town.mayor, "approved", "record_assembly", number="3/2026")
    assert state_of(town.plan) == "published"
    assert "3/2026" in client.get("/lhota/plan/").content.decode()


def test_changes_of_a_small_assembly_are_written_in(client):
    town = SmallTown().until_assembly()
    decide(town.plan, town.mayor, "approved_with_changes", "record_assembly")
    save(PlanPage.objects.get(pk=town.plan.pk), by=town.mayor, title="Plán Lhoty")
    town.make("publish_adopted")
    assert "Plán Lhoty" in client.get("/lhota/plan/").content.decode()


def test_history_of_a_small_town_says_that_the_writer_let_it_go():
    town = SmallTown().until_assembly()
    entries = PageLogEntry.objects.filter(page=town.plan.pk, action="kpss_workflows.transition").order_by(
        "pk"
    )
    own = [entry.data["transition"] for entry in entries if entry.data.get("own_text")]
    assert own == ["open_consultation"]
    assert "(by somebody who wrote the text)" in entries[0].message


def test_history_of_a_plan_under_four_eyes_says_no_such_thing():
    story = PlanStory(measures=1)
    story.until_assembly()
    assert not PageLogEntry.objects.filter(data__has_key="own_text").exists()


def test_small_town_has_one_group_and_a_larger_one_beside_it_all_of_them():
    town = SmallTown()
    assert set(town.groups) == {"coordinator"}
    large = a_portal(title="Liberec", slug="liberec")
    assert set(set_up_portal(large)) == {"editor", "coordinator", "approver", "clerk"}
    plan = a_plan(large)
    governing = WorkflowDefinition.objects.governing
    assert (governing(town.plan).name, governing(plan).name) == ("plan_small_town", "plan")


def test_setting_a_small_town_up_again_changes_nothing(capsys):
    town = SmallTown()
    counted = (RoleAssignment, GroupPagePermission, Group, Page, PageLogEntry)
    before = [model.objects.count() for model in counted]
    call_command("kpss_setup", town.portal.pk)
    call_command("kpss_setup", town.portal.pk, plan="plan_small_town")
    assert before == [model.objects.count() for model in counted]
    assert WorkflowDefinition.objects.governing(town.plan).name == "plan_small_town"


def test_portal_becomes_a_small_town_only_when_no_plan_is_lost():
    story = PlanStory(measures=1)
    story.make("submit_to_steering_group", "editor")
    with pytest.raises(
        CommandError, match=rf"states\.working_group|states\.steering_group.*\({story.plan.pk}\)"
    ):
        call("kpss_setup", story.portal.pk, "--plan", "plan_small_town")
    assert story.state == "steering_group"
    call("kpss_load_workflow", "plan_small_town")
    call(
        "kpss_choose_workflow",
        "plan_small_town",
        "kpss_pages.PlanPage",
        "--root",
        story.portal.pk,
        "--move",
        "steering_group=draft",
    )
    assert story.state == "draft"
    story.make("open_consultation", "coordinator", **opening())
    assert story.state == "comment"


def test_portal_becomes_a_small_town_when_it_is_said_where_its_plans_go():
    story = PlanStory(measures=1)
    story.make("submit_to_steering_group", "editor")
    said = call("kpss_setup", story.portal.pk, "--plan", "plan_small_town", "--move", "steering_group=draft")
    assert story.state == "draft"
    assert "is ready. Its groups of users: " in said


def test_move_without_another_workflow_is_refused():
    portal = a_portal()
    with pytest.raises(CommandError, match="--plan"):
        call("kpss_setup", portal.pk, "--move", "steering_group=draft")


def test_plans_cannot_follow_another_workflow_where_none_can_stand():
    story = PlanStory(measures=1)
    call("kpss_load_workflow", "plan_small_town")
    with pytest.raises(CommandError, match="can stand at"):
        call(
            "kpss_choose_workflow",
            "plan_small_town",
            "kpss_pages.PlanPage",
            "--root",
            story.areas[0].group.pk,
        )


def test_unknown_way_of_planning_is_refused_with_the_known_ones():
    portal = a_portal()
    with pytest.raises(CommandError, match="plan, plan_small_town"):
        call("kpss_setup", portal.pk, "--plan", "plan_of_atlantis")
    assert not portal.get_children().exists()


# A town's own chain of bodies


def without_council(data: dict[str, Any]) -> None:
    """What an official changes in a copy of the file."""
    data.update(name="plan_ours", title="Komunitní plán bez rady")
    data.pop("page_types")
    leave_out("states", "council")(data)
    leave_out("transitions", "record_council")(data)
    item(data, "transitions", "approve_settled_text")["to"] = "assembly"
    item(data, "transitions", "record_settled_text")["outcomes"] = {
        "approved": "assembly",
        "returned": "settlement",
        "postponed": "settled",
    }
    item(data, "transitions", "publish_settlements")["from"].remove("council")


def test_town_drops_the_council_in_a_copy_of_the_file_without_python(tmp_path, client):
    story = PlanStory(measures=1)
    copy = call("kpss_dump_workflow", "plan")
    path = written(tmp_path, changed(without_council, text=copy), "plan_ours.toml")
    assert "The definition is new" in call("kpss_load_workflow", path)
    portal = ["--root", story.portal.pk]
    assert "“plan” becomes “plan_ours”" in call(
        "kpss_choose_workflow", "plan_ours", "kpss_pages.PlanPage", *portal
    )
    story.until_consultation()
    (comment,) = story.comment("Chceme lavičku.")
    story.close()
    story.settle(comment)
    story.make("submit_settled_text", "coordinator")
    story.make("approve_settled_text", "approver")
    assert story.state == "assembly"
    story.make("record_assembly", "clerk", values={"outcome": "approved", "number": "7/2026"})
    assert story.state == "published"
    assert "7/2026" in client.get("/liberec/plan/").content.decode()
    elsewhere = a_plan(a_portal(title="Jablonec", slug="jablonec"))
    assert WorkflowDefinition.objects.governing(elsewhere).name == "plan"


def test_copy_that_still_names_the_type_is_told_what_to_do(tmp_path):
    set_up_portal(a_portal())
    copy = changed(lambda data: data.update(name="plan_ours"), text=call("kpss_dump_workflow", "plan"))
    with pytest.raises(CommandError, match=r"governed by “plan” already\. Leave it out here, and choose"):
        call("kpss_load_workflow", written(tmp_path, copy))


def test_plan_on_its_way_goes_on_when_the_council_is_dropped_from_the_loaded_file(tmp_path):
    story = PlanStory(measures=1)
    story.until_consultation()
    story.close()
    story.make("submit_settled_text", "coordinator")
    story.make("approve_settled_text", "approver")
    assert story.state == "council"

    def renamed(data):
        types = data["page_types"]
        without_council(data)
        data.update(name="plan", page_types=types)

    path = written(tmp_path, changed(renamed, text=call("kpss_dump_workflow", "plan")))
    with pytest.raises(CommandError, match=rf"states\.council: .*\({story.plan.pk}\)"):
        call("kpss_load_workflow", path)
    call("kpss_load_workflow", path, "--move", "council=assembly")
    assert story.state == "assembly"
    story.make("record_assembly", "clerk", values={"outcome": "approved"})
    assert story.state == "published"
    assert Snapshot.objects.get(published_at__isnull=False).number == 2
