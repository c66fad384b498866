"""Goals, measures and activities keep their identity, and say what is wrong in words."""

import json
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.blocks import StructBlockValidationError

from kpss_pages.blocks import GoalBlock, MeasureBlock
from kpss_pages.blocks.money import CostBlock
from kpss_pages.blocks.timeframes import TimeframeBlock
from kpss_pages.documents.identity import give_own_ids
from kpss_pages.models import PlanAreaPage

from .making import a_portal
from .plan_making import a_goal, a_measure, a_plan, an_area

pytestmark = pytest.mark.django_db


def identities(area: PlanAreaPage) -> list[str]:
    return [part.id for part in walk(area.get_document_parts())]


def walk(parts: list[Any]) -> list[Any]:
    return [found for part in parts for found in (part, *walk(part.parts))]


def full_area() -> PlanAreaPage:
    activity = {"type": "item", "value": {"title": "Nábor"}, "id": ""}
    measures = [a_measure("1.1", activities=[activity]), a_measure("1.2", "Denní stacionář")]
    return an_area(a_plan(a_portal()), [a_goal(measures=measures), a_measure("2")])


def test_every_goal_measure_and_activity_gets_an_identity_when_saved() -> None:
    area = PlanAreaPage.objects.get(pk=full_area().pk)

    found = identities(area)

    assert len(found) == len(set(found)) == 5
    assert all(uuid.UUID(one) for one in found)
    assert identities(PlanAreaPage.objects.get(pk=area.pk)) == found


def test_identities_survive_a_revision() -> None:
    area = PlanAreaPage.objects.get(pk=full_area().pk)

    again = PlanAreaPage.objects.get(pk=area.pk).with_content_json(area.serializable_data())

    assert identities(again) == identities(area)


def test_copy_of_a_page_keeps_the_identities_of_its_parts() -> None:
    area = PlanAreaPage.objects.get(pk=full_area().pk)

    copy = area.copy(update_attrs={"slug": "jinam"})

    assert identities(PlanAreaPage.objects.get(pk=copy.pk)) == identities(area)


def test_measure_moved_to_another_goal_keeps_its_identity() -> None:
    measure = a_measure(id=str(uuid.uuid4()))
    area = an_area(a_plan(a_portal()), [a_goal("1", measures=[measure]), a_goal("2", "Péče jinde")])

    area.goals = [a_goal("1"), a_goal("2", "Péče jinde", measures=[measure])]
    area.save()

    moved = PlanAreaPage.objects.get(pk=area.pk).get_document_parts()[1].parts
    assert [part.id for part in moved] == [measure["id"]]


def test_two_parts_never_share_an_identity() -> None:
    same = str(uuid.uuid4())
    area = an_area(a_plan(a_portal()), [a_goal(measures=[a_measure("1", id=same), a_measure("2", id=same)])])

    first, second = area.get_document_parts()[0].parts

    assert first.id == same
    assert second.id != same


def test_identity_given_once_stays() -> None:
    stream = PlanAreaPage(goals=[a_measure()]).goals

    give_own_ids(stream)
    given = stream[0].id
    give_own_ids(stream)

    assert stream[0].id == given


def test_new_goal_in_the_editor_brings_no_ready_made_measure() -> None:
    """A ready-made one would have the same identity in every goal added on one visit."""
    assert list(GoalBlock().get_default()["measures"]) == []
    assert list(MeasureBlock().get_default()["activities"]) == []


def test_posted_measure_without_an_identity_gets_one() -> None:
    posted = QueryDict(mutable=True)
    posted.update(
        {"goals-count": "1", "goals-0-deleted": "", "goals-0-order": "0", "goals-0-type": "measure"}
    )
    posted.update({"goals-0-id": "", "goals-0-value-number": "1.1", "goals-0-value-title": "Péče"})
    posted.update({f"goals-0-value-{name}-count": "0" for name in MEASURE_LISTS})
    posted["goals-0-value-description"] = json.dumps({"blocks": [], "entityMap": {}})

    value = PlanAreaPage.goals.field.stream_block.value_from_datadict(posted, {}, "goals")
    area = an_area(a_plan(a_portal()), value)

    assert uuid.UUID(PlanAreaPage.objects.get(pk=area.pk).goals[0].id)


MEASURE_LISTS = ["funding", "indicators", "development_intentions", "activities"]


def test_measure_needs_a_number_and_a_title_but_a_draft_may_lack_them() -> None:
    block = MeasureBlock()
    empty = block.get_default()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(empty)
    assert set(refusal.value.block_errors) == {"number", "title"}

    block.defer_required_validation()
    assert block.clean(empty)["title"] == ""


def test_years_and_amounts_upside_down_are_refused_at_their_field() -> None:
    with pytest.raises(StructBlockValidationError) as years:
        TimeframeBlock().clean({"text": "", "from_year": 2020, "to_year": 2019})
    with pytest.raises(StructBlockValidationError) as money:
        CostBlock().clean({"text": "", "amount": 10, "up_to": 5})

    assert list(years.value.block_errors) == ["to_year"]
    assert list(money.value.block_errors) == ["up_to"]


@pytest.mark.parametrize("slug", ["navrh", "pripominky", "pripominka", "zmeny", "usneseni", "12"])
def test_area_is_not_called_like_an_address_of_the_plan(slug: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        an_area(a_plan(a_portal()), slug=slug)

    assert "taken by the plan" in refusal.value.message_dict["slug"][0]


def test_new_field_of_a_block_makes_no_migration() -> None:
    _name, _path, args, kwargs = PlanAreaPage._meta.get_field("goals").deconstruct()

    assert args == [[("goal", 0), ("measure", 1)]]
    assert kwargs["block_lookup"] == {
        0: ("kpss_pages.blocks.goals.GoalBlock", [], {}),
        1: ("kpss_pages.blocks.measures.MeasureBlock", [], {}),
    }
