"""Searchable rows of measures are what the published version says, whenever and however often they are written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kpss_pages.measures import rewrite_measures
from kpss_pages.models import Measure, PlanPage
from workflows.freezing import freeze
from workflows.models import Snapshot
from workflows.signals import snapshot_published

from .making import a_portal
from .plan_making import a_goal, a_measure, a_plan, an_area

pytestmark = pytest.mark.django_db


def frozen(plan: PlanPage) -> Snapshot:
    return freeze(plan, purpose="decision", state="assembly", public_from=timezone.now(), user=None)


def a_frozen_plan() -> tuple[PlanPage, Snapshot]:
    plan = a_plan(a_portal(), measure_fields=["description", "target_groups"])
    measures = [
        a_measure("1.1", description="<p>Jídlo</p><p>domů</p>", target_groups="senioři\npečující"),
        a_measure("1.2"),
    ]
    an_area(plan, [a_goal("1", "Péče", measures, goal_type="udržení")])
    an_area(plan, [a_measure("1", "Poradna")])
    return plan, frozen(PlanPage.objects.get(pk=plan.pk))


def test_rows_say_what_the_published_version_says() -> None:
    plan, snapshot = a_frozen_plan()

    rewrite_measures(snapshot)

    first, second, third = Measure.objects.filter(plan=plan)
    assert (first.number, first.title, first.goal_number, first.goal_title) == (
        "1.1",
        "Terénní péče",
        "1",
        "Péče",
    )
    assert first.goal_type == "udržení"
    assert first.description.split() == ["Jídlo", "domů"]
    assert first.target_groups.splitlines() == ["senioři", "pečující"]
    assert (second.number, third.title, third.goal_title) == ("1.2", "Poradna", "")


def test_nothing_is_written_before_publication() -> None:
    a_frozen_plan()

    assert not Measure.objects.exists()


def test_publication_writes_the_rows() -> None:
    _plan, snapshot = a_frozen_plan()

    snapshot_published.send(sender=Snapshot, snapshot=snapshot, user=None)

    assert Measure.objects.count() == 3


def test_writing_again_changes_nothing() -> None:
    _plan, snapshot = a_frozen_plan()
    rewrite_measures(snapshot)
    before = list(Measure.objects.values())

    rewrite_measures(snapshot)

    assert list(Measure.objects.values()) == before


def test_later_version_keeps_rows_of_measures_that_stay_and_drops_the_others() -> None:
    plan, snapshot = a_frozen_plan()
    rewrite_measures(snapshot)
    area = plan.get_bundle_children()[0]
    goal = area.goals[0]
    kept = str(goal.value["measures"].bound_blocks[0].id)
    row = Measure.objects.get(block_id=kept)
    area.goals = [a_goal("1", "Péče", [a_measure("1.1", "Jiný název", id=kept)])]
    area.save()
    area.save_revision()

    rewrite_measures(frozen(PlanPage.objects.get(pk=plan.pk)))

    row.refresh_from_db()
    assert row.title == "Jiný název"
    assert Measure.objects.filter(plan=plan).count() == 2


def test_another_plan_is_left_alone() -> None:
    _plan, snapshot = a_frozen_plan()
    other, other_snapshot = a_frozen_plan()
    rewrite_measures(snapshot)
    rewrite_measures(other_snapshot)

    assert Measure.objects.exclude(plan=other).count() == 3


def test_number_of_queries_does_not_grow_with_the_measures() -> None:
    def queries(measures: int) -> int:
        plan = a_plan(a_portal())
        an_area(plan, [a_goal(measures=[a_measure(str(number)) for number in range(measures)])])
        snapshot = frozen(PlanPage.objects.get(pk=plan.pk))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            rewrite_measures(snapshot)
        return len([query for query in captured if "kpss_pages_measure" in query["sql"]])

    assert queries(2) == queries(30)
