"""A plan and its areas as documents: everything that was written, worded as the plan words it."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from kpss_pages.choices import Levels, MeasureField
from kpss_pages.documents.money import cost_text, crowns
from kpss_pages.models import PlanCard
from workflows.document import canonical_bytes, document_of
from workflows.document_html import html_of, nest_headings
from workflows.freezing import freeze

from .making import a_group, a_portal
from .plan_making import a_chapter, a_goal, a_measure, a_plan, an_area

pytestmark = pytest.mark.django_db


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    return {field["name"]: field["value"] for field in item["fields"]}


def a_pdf() -> Document:
    return Document.objects.create(title="Analýza", file=ContentFile(b"%PDF-1.4", name="analyza.pdf"))


def test_plan_tells_its_period_territory_and_kind() -> None:
    older = a_plan(portal := a_portal(), title="Plán 2014")
    plan = a_plan(
        portal,
        territory="region Liberec",
        municipality_codes=["563889", "530468"],
        commissioner="město Liberec",
        author="CKP",
        predecessor_id=older.pk,
        goal_types=[{"type": "goal_type", "value": {"name": "udržení sítě", "description": ""}}],
    )

    found = fields_of(document_of(plan))

    assert found.pop("kind")
    assert found == {
        "period": "2018–2022",
        "territory": "region Liberec",
        "municipality_codes": ["563889", "530468"],
        "commissioner": "město Liberec",
        "author": "CKP",
        "goal_types": ["udržení sítě"],
        "predecessor": "Plán 2014",
    }


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ({"period_from": 2017, "period_to": 2019}, "2017–2019"),
        ({"period_from": 2020, "period_to": 2020}, "2020"),
        ({"period_from": None, "period_to": None}, None),
        ({"period_from": None, "period_to": None, "period_text": "podzim"}, "podzim"),
        ({"period_from": 2017, "period_to": 2019, "period_text": "prodloužen"}, "2017–2019, prodloužen"),
    ],
)
def test_period_is_told_as_far_as_it_is_known(years: dict[str, Any], words: str | None) -> None:
    assert fields_of(document_of(a_plan(a_portal(), **years))).get("period") == words


def test_chapter_holds_text_tables_and_pictures_in_their_order() -> None:
    image = Image.objects.create(title="Graf", file=get_test_image_file())
    table = {
        "data": [["Rok", "Počet"], ["2017", "12"], [None, None]],
        "table_header_choice": "both",
        "table_caption": "Lidé",
    }
    picture = {"image": image.pk, "alt": "Přibývá seniorů.", "caption": ""}
    chapter = a_chapter(
        "Analýza",
        "2",
        [
            {"type": "paragraph", "value": '<h1 data-block-key="a">Lidé</h1><p data-block-key="b">Text</p>'},
            {"type": "table", "value": table},
            {"type": "image", "value": picture},
        ],
    )
    plan = a_plan(a_portal(), chapters_before=[chapter])

    part = document_of(plan)["parts"][0]

    assert (part["kind"], part["number"], part["title"]) == ("chapter", "2", "Analýza")
    html, grid, image_value = (field["value"] for field in part["fields"])
    assert html == "<h3>Lidé</h3><p>Text</p>"
    assert grid == {
        "caption": "Lidé",
        "header": ["Rok", "Počet"],
        "header_column": True,
        "rows": [["2017", "12"]],
    }
    assert (image_value["alt"], len(image_value["sha256"])) == ("Přibývá seniorů.", 64)


def test_annex_is_known_by_the_fingerprint_of_its_file() -> None:
    annex = {"type": "annex", "value": {"number": "A", "title": "", "document": a_pdf().pk}}

    part = document_of(a_plan(a_portal(), annexes=[annex]))["parts"][0]

    assert (part["kind"], part["title"]) == ("annex", "Analýza")
    file = part["fields"][0]["value"]
    assert (file["filename"], file["size"]) == ("analyza.pdf", 8)
    assert file["sha256"] == hashlib.sha256(b"%PDF-1.4").hexdigest()


def test_missing_file_leaves_a_document_without_a_fingerprint() -> None:
    document = a_pdf()
    document.file.storage.delete(document.file.name)
    annex = {"type": "annex", "value": {"number": "", "title": "", "document": document.pk}}

    part = document_of(a_plan(a_portal(), annexes=[annex]))["parts"][0]

    assert part["fields"][0]["value"]["sha256"] == ""


def test_document_is_the_same_each_time_it_is_made() -> None:
    plan = a_plan(a_portal(), chapters_before=[a_chapter()])

    made_again = canonical_bytes(document_of(type(plan).objects.get(pk=plan.pk)))

    assert made_again == canonical_bytes(document_of(type(plan).objects.get(pk=plan.pk)))
    assert made_again == canonical_bytes(document_of(plan))


def test_area_is_worded_as_its_plan_words_it() -> None:
    plan = a_plan(a_portal(), area_label="Priorita", measure_label="Záměr", levels=Levels.AREA_MEASURE)
    area = an_area(plan, [a_measure()], number="3")

    document = document_of(area)

    assert document["fields"][0] == {"name": "number", "label": "Priorita", "kind": "text", "value": "3"}
    assert document["parts"][0]["label"] == "Záměr"


def test_area_tells_its_group_reach_and_swot() -> None:
    group = a_group(portal := a_portal(), title="Skupina Senioři")
    area = an_area(
        a_plan(portal), group=group, cross_cutting=True, introduction="<h4>Kdo</h4>", threats=["peníze"]
    )

    found = fields_of(document_of(area))

    assert found["group"] == "Skupina Senioři"
    assert found["introduction"] == "<h2>Kdo</h2>"
    assert found["threats"] == ["peníze"]
    assert "cross_cutting" in found


def test_measure_tells_all_that_the_plan_has_chosen() -> None:
    plan = a_plan(a_portal(), measure_fields=list(MeasureField.values))
    measure = a_measure(
        description="<p>Popis</p>",
        justification="Chybí.",
        goal_type="udržení sítě",
        target_groups="senioři\n\npečující",
        implementers="Charita",
        timeframe={"text": "průběžně", "from_year": 2018, "to_year": None},
        estimated_cost={"amount": 1000000, "up_to": 1250000, "text": ""},
        funding=[{"type": "item", "id": "", "value": {"year": 2018, "source": "other", "amount": 1250000}}],
        indicators=[{"type": "item", "id": "", "value": {"name": "klienti", "target": "aspoň 12"}}],
    )
    area = an_area(plan, [a_goal(measures=[measure])])

    found = fields_of(document_of(area)["parts"][0]["parts"][0])

    assert found["description"] == "<p>Popis</p>"
    assert found["target_groups"] == ["senioři", "pečující"]
    assert "průběžně" in found["timeframe"]
    assert crowns(1250000) in found["estimated_cost"]
    assert found["funding"]["rows"][0][0] == "2018"
    assert found["funding"]["rows"][0][-1] == "1\u00a0250\u00a0000\u00a0Kč"
    assert found["indicators"]["rows"] == [["klienti", "aspoň 12"]]
    assert "risks" not in found


def test_field_that_the_plan_has_not_chosen_is_not_told() -> None:
    plan = a_plan(a_portal(), measure_fields=["risks"])
    area = an_area(plan, [a_measure(justification="Chybí.", risks="odchod lidí")])

    assert fields_of(document_of(area)["parts"][0]) == {"risks": ["odchod lidí"]}


def test_bundle_is_the_plan_and_its_areas_in_the_order_of_the_tree() -> None:
    plan = a_plan(a_portal())
    second, first = an_area(plan, title="Rodiny"), an_area(plan, title="Senioři")
    first.move(second, "left")

    assert [area.title for area in plan.get_bundle_children()] == ["Senioři", "Rodiny"]
    assert first.bundle_root == plan


def test_pasted_headings_stand_below_the_heading_they_belong_to() -> None:
    pasted = "<h1>A</h1><h4>B</h4><h1>C</h1>"

    assert nest_headings(pasted, below=3) == "<h4>A</h4><h5>B</h5><h4>C</h4>"
    assert html_of("<h2>A</h2>", below=6) == "<h6>A</h6>"


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ({}, ""),
        ({"amount": 0}, "0\u00a0Kč"),
        ({"amount": 1500, "up_to": 1500}, "1\u00a0500\u00a0Kč"),
        ({"text": "v rámci rozpočtu"}, "v rámci rozpočtu"),
        ({"amount": 100, "text": "odhad"}, "100\u00a0Kč, odhad"),
    ],
)
def test_cost_is_an_amount_or_words(cost: dict[str, Any], words: str) -> None:
    assert cost_text(cost) == words


def test_complete_plan_lacks_nothing() -> None:
    plan = a_plan(a_portal(), chapters_before=[a_chapter()])
    area = an_area(plan, [a_goal(measures=[a_measure()])])

    assert plan.get_incomplete_reasons() == []
    assert area.get_incomplete_reasons() == []


def test_plan_says_what_it_lacks() -> None:
    plan = a_plan(a_portal(), period_from=None, period_to=None, chapters_after=[a_chapter("", "9")])

    assert plan.get_incomplete_reasons() == [
        "The plan has no period.",
        "The plan has no area.",
        "“Chapter 9” has no title.",
    ]


def test_two_areas_of_one_number_are_named() -> None:
    plan = a_plan(a_portal())
    an_area(plan, title="Senioři", number="1")
    an_area(plan, title="Rodiny", number="1")

    assert plan.get_incomplete_reasons() == ["The number 1 belongs to more than one area: Senioři, Rodiny."]


def test_area_says_what_it_lacks() -> None:
    goals = [a_goal("1", "", [a_measure("", "Péče"), a_measure("1.2", ""), a_measure("1.2", "Jídlo")])]
    area = an_area(a_plan(a_portal()), goals)

    assert area.get_incomplete_reasons() == [
        "“Cíl 1” has no title.",
        "“Opatření Péče” has no number.",
        "“Opatření 1.2” has no title.",
        "The number 1.2 is used more than once: Jídlo.",
    ]


def test_area_keeps_to_the_levels_of_its_plan() -> None:
    portal = a_portal()
    without_goals = a_plan(portal, levels=Levels.AREA_MEASURE)

    assert an_area(a_plan(portal)).get_incomplete_reasons() == ["The area has no goal."]
    assert an_area(without_goals).get_incomplete_reasons() == ["The area has no measure."]
    assert "move its measures" in an_area(without_goals, [a_goal()]).get_incomplete_reasons()[0]
    assert an_area(a_plan(portal), [a_goal(), a_measure()]).get_incomplete_reasons() == [
        "A measure stands outside all goals."
    ]


def test_type_of_goal_must_be_one_the_plan_names() -> None:
    plan = a_plan(
        a_portal(), goal_types=[{"type": "goal_type", "value": {"name": "udržení", "description": ""}}]
    )
    area = an_area(plan, [a_goal(goal_type="rozvoj"), a_goal("2", "Jiný", goal_type="udržení")])

    assert area.get_incomplete_reasons() == ["The plan does not name the type of goal “rozvoj”."]


def test_picture_without_a_description_is_named() -> None:
    image = Image.objects.create(title="Graf", file=get_test_image_file())
    body = [{"type": "image", "value": {"image": image.pk, "alt": "", "caption": ""}}]
    plan = a_plan(a_portal(), chapters_before=[a_chapter("Analýza", body=body)])

    assert "A picture in “Analýza” has no description." in plan.get_incomplete_reasons()


def test_upside_down_period_is_refused_at_its_field() -> None:
    plan = a_plan(a_portal())
    plan.period_from, plan.period_to = 2022, 2018

    with pytest.raises(ValidationError) as refusal:
        plan.full_clean()

    assert list(refusal.value.message_dict) == ["period_to"]


def test_every_wrong_code_of_a_municipality_is_named() -> None:
    plan = a_plan(a_portal())
    plan.municipality_codes = ["563889", "56388", "abc"]

    with pytest.raises(ValidationError) as refusal:
        plan.full_clean()

    assert len(refusal.value.message_dict["municipality_codes"]) == 2


def test_frozen_plan_and_area_are_read_with_their_headings_in_order(client: Client) -> None:
    plan = a_plan(a_portal(invented_note="Vymyšlené město."), chapters_before=[a_chapter("Úvod", "1")])
    measure = a_measure("1.1", "Terénní péče", id=str(uuid4()), description="<h1>Proč</h1>")
    area = an_area(plan, [a_goal("1", "Péče doma", [measure])], introduction="<h3>Kdo</h3>")
    freeze(plan, purpose="consultation", state="consultation", public_from=timezone.now(), user=None)

    plan_page = client.get(plan.url).content.decode()
    area_page = client.get(f"{plan.url}navrh/1/{area.slug}/").content.decode()

    assert "Vymyšlené město." in plan_page
    assert area.slug in plan_page
    assert [area_page.count(f"<h{level}") for level in (1, 2, 3, 4)] == [1, 4, 1, 1]
    assert f'id="cast-{measure["id"]}"' in area_page


def test_later_draft_does_not_show_on_the_public_page(client: Client) -> None:
    plan = a_plan(a_portal())
    an_area(plan, [a_measure()])
    freeze(plan, purpose="consultation", state="consultation", public_from=timezone.now(), user=None)
    type(plan).objects.filter(pk=plan.pk).update(title="Tajný název", territory="tajné území")

    page = client.get(plan.url).content.decode()

    assert "Tajný název" not in page
    assert "tajné území" not in page


def test_announced_plan_shows_its_card_and_nothing_of_the_draft(client: Client) -> None:
    plan = a_plan(a_portal(), title="Tajný název")
    assert client.get(plan.url).status_code == 404
    PlanCard.objects.create(page_id=plan.pk, title="Nový plán", coordinator="Jana Tůmová")

    page = client.get(plan.url).content.decode()

    assert "Nový plán" in page
    assert "Tajný název" not in page
