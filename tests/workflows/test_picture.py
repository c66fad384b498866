"""The definition as a picture and as a table: complete, without overlaps, with the present state marked in both."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

import kpss_pages
import workflows
from tests.workflows.story import NOTICE_TOML
from workflows.definition import Definition
from workflows.loading.toml import read
from workflows.picture import in_words, picture_of
from workflows.picture.drawing import LETTERS

from .gazette import Gazette
from .story import make

SHIPPED = sorted(
    path
    for package in (workflows, kpss_pages)
    for path in (Path(package.__file__).parent / "definitions").glob("*.toml")
)


def shipped() -> list[Definition]:
    """Every definition that comes with the project, and that of the notices."""
    return [read(path.read_text("utf-8"), path.name) for path in (*SHIPPED, NOTICE_TOML)]


@pytest.mark.parametrize("definition", shipped(), ids=lambda one: one.name_key)
def test_every_state_and_transition_is_drawn(definition):
    picture = picture_of(definition)
    assert [box.state for box in picture.boxes] == list(definition.states)
    drawn = {int(number) for arrow in picture.arrows for number in re.findall(r"\d+", arrow.way.numbers)}
    drawn |= {int(number) for box in picture.boxes for number in re.findall(r"\d+", box.stays)}
    assert drawn == set(range(1, len(definition.transitions) + 1))


@pytest.mark.parametrize("definition", shipped(), ids=lambda one: one.name_key)
def test_nothing_overlaps_or_leaves_the_sheet(definition):
    picture = picture_of(definition)
    for one, other in combinations(picture.boxes, 2):
        apart = one.right < other.x or other.right < one.x
        assert apart or one.y + one.height < other.y or other.y + other.height < one.y
    assert all(box.x > 0 and box.right < picture.width for box in picture.boxes)
    assert all(box.y > 20 and box.y + box.height < picture.height for box in picture.boxes)
    for arrow in picture.arrows:
        across = [int(x) for x in re.findall(r"H(-?\d+)", arrow.line)]
        upright = [int(y) for y in re.findall(r"V(-?\d+)", arrow.line)]
        assert all(0 <= x <= picture.width for x in across)
        assert all(0 <= y <= picture.height for y in upright)


@pytest.mark.parametrize("definition", shipped(), ids=lambda one: one.name_key)
def test_lines_run_around_the_boxes(definition):
    picture = picture_of(definition)
    for arrow in picture.arrows:
        for x, top, bottom in upright_runs(arrow.line):
            crossed = [
                box.state.key
                for box in picture.boxes
                if box.x < x < box.right and top < box.y + box.height and box.y < bottom
            ]
            assert not crossed, (arrow.way, crossed)


def upright_runs(line: str) -> list[tuple[int, int, int]]:
    """The upright pieces of a line: where, from and to."""
    x, y = map(int, re.match(r"M(-?\d+) (-?\d+)", line).groups())
    runs = []
    for letter, value in re.findall(r"([HV])(-?\d+)", line):
        if letter == "H":
            x = int(value)
        else:
            runs.append((x, min(y, int(value)), max(y, int(value))))
            y = int(value)
    return runs


def test_words_fit_into_their_box():
    for one in shipped():
        assert all(len(text) <= LETTERS for box in picture_of(one).boxes for text, _y in box.lines)


def test_way_back_is_drawn_below_and_the_way_on_is_straight():
    plan = next(one for one in shipped() if one.name_key == "notice")
    arrows = {(arrow.way.source, arrow.way.target): arrow for arrow in picture_of(plan).arrows}
    assert arrows["mayor", "draft"].is_back
    assert not arrows["draft", "mayor"].is_back
    assert re.fullmatch(r"M\d+ \d+ H\d+", arrows["draft", "mayor"].line)


def test_table_names_roles_conditions_and_where_each_outcome_leads():
    notice = next(one for one in shipped() if one.name_key == "notice")
    states = {one.state.key: one for one in in_words(notice)}
    approve = next(way for way in states["mayor"].leaving if way.transition.key == "approve")
    assert [role.key for role in approve.people] == ["mayor"]
    assert "somebody else" in approve.conditions[0]
    record = next(way for way in states["assembly"].leaving if way.transition.key == "record")
    assert ("returned", notice.state("settlement")) in record.targets
    assert [role.key for role in states["draft"].writers] == ["writer", "secretary"]


def test_definition_is_told_in_the_language_of_the_screen():
    simple = next(one for one in shipped() if one.name_key == "simple_publication")
    with translation.override("cs"):
        assert "Rozepsáno" in [text for box in picture_of(simple).boxes for text, _y in box.lines]
    assert "Private" in [text for box in picture_of(simple).boxes for text, _y in box.lines]


@pytest.mark.django_db
def test_present_state_is_marked_in_words_in_both(client, hall):
    make(hall.page, "submit", hall.writer)
    client.force_login(hall.writer)
    html = client.get(reverse("kpss_workflows_admin:picture", args=[hall.page.pk])).content
    page = BeautifulSoup(html, "html.parser")
    (marked,) = page.select(".kpss-picture__state--now")
    assert marked.title.string == "U starosty"
    assert "now" in marked.get_text()
    (row,) = page.select(".kpss-table__now th")
    assert "the page is here" in row.get_text()
    assert "U starosty" in row.get_text()
    drawing = page.select_one(".kpss-picture svg")
    assert drawing.title.string == "Oznámení"
    assert drawing.desc.string


@pytest.mark.django_db
def test_page_inside_a_bundle_leads_to_the_picture_of_its_root(client):
    gazette = Gazette()
    client.force_login(gazette.author)
    html = client.get(reverse("kpss_workflows_admin:picture", args=[gazette.articles[0].pk])).content.decode()
    assert "Zpravodaj" in html


@pytest.mark.django_db
def test_administrators_see_every_loaded_definition(client, hall, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss"))
    html = client.get(reverse("kpss_workflows_admin:definitions")).content.decode()
    assert "Oznámení" in html
    assert "Rozepsáno: 1" in html
    assert reverse("kpss_workflows_admin:definition", args=["notice"]) in html
    assert client.get(reverse("kpss_workflows_admin:definition", args=["notice"])).status_code == 200
    assert client.get(reverse("kpss_workflows_admin:definition", args=["nothing"])).status_code == 404
    assert (
        reverse("kpss_workflows_admin:definitions")
        in client.get(reverse("wagtailadmin_home")).content.decode()
    )


@pytest.mark.django_db
def test_others_see_no_list_of_definitions(client, hall):
    client.force_login(hall.writer)
    for url in (
        reverse("kpss_workflows_admin:definitions"),
        reverse("kpss_workflows_admin:definition", args=["notice"]),
    ):
        assert client.get(url).status_code in (302, 403)
    assert (
        reverse("kpss_workflows_admin:definitions")
        not in client.get(reverse("wagtailadmin_home")).content.decode()
    )
