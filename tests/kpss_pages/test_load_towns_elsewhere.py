"""Towns loaded for a try, into other places, and from files that say more or less than the example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from kpss_pages.imports.resolutions import valid_until
from kpss_pages.models import GroupPage, MeetingPage, RecordedPlanPage
from workflows.models import Resolution

from .making import a_page, a_portal
from .towns_file import (
    LIBEREC,
    STERNBERK,
    TOWNS,
    a_file,
    everything,
    html,
    load,
    of_town,
    one_town,
    portal_of,
    refusal,
)

pytestmark = pytest.mark.django_db


def test_dry_run_tells_and_writes_nothing() -> None:
    before = everything()

    said = load(dry_run=True)

    assert everything() == before
    assert ": 18" in said


def test_dry_run_tells_what_the_load_then_adds(tmp_path: Path) -> None:
    file = one_town(tmp_path, LIBEREC)
    planned = load(file, dry_run=True).splitlines()
    done = load(file).splitlines()

    assert planned[1:] == done[1:]


class TestPlace:
    """Portals go under one page, whichever is asked for."""

    def test_parent_may_be_named(self, tmp_path: Path) -> None:
        home = Site.objects.get().root_page
        section = a_page(home, type(home.specific), title="Kraj")

        load(one_town(tmp_path, STERNBERK), parent=section.pk)

        assert portal_of("Šternberk").get_parent().pk == section.pk

    def test_unknown_parent_is_refused(self) -> None:
        assert "999999" in refusal(TOWNS, parent=999999)

    def test_portal_cannot_hold_portals(self) -> None:
        assert "Portál" in refusal(TOWNS, parent=a_portal(title="Portál").pk)

    def test_taken_address_is_no_obstacle(self, tmp_path: Path) -> None:
        a_portal(title="Jiný", slug="liberec")

        load(one_town(tmp_path, LIBEREC))

        assert portal_of("Liberec").slug == "liberec-2"


class TestOtherFiles:
    """Files of the shape that say more, or less, than the example."""

    def test_unknown_keys_are_told(self, tmp_path: Path) -> None:
        said = load(a_file(tmp_path, of_town(0, "plans", 0, "colour", value="green"), only=0))

        assert "towns[0].plans[0].colour" in said

    def test_town_of_which_next_to_nothing_is_known(self, tmp_path: Path) -> None:
        load(a_file(tmp_path, lambda data: data.update(towns=[{"id": "nikde", "name": "Nikde"}])))

        assert portal_of("Nikde").get_children().count() == 5

    def test_markup_in_a_source_is_only_text(self, client: Any, tmp_path: Path) -> None:
        evil = "<script>alert(1)</script>"

        load(a_file(tmp_path, of_town(0, "meetings", 0, "items", 0, "facts", value=[evil]), only=0))

        page = html(client, MeetingPage.objects.get(slug="rps-2017-10-17"))
        assert evil not in page
        assert "&lt;script&gt;" in page

    def test_resolutions_that_established_groups(self, tmp_path: Path) -> None:
        approval = {
            "group": "rps",
            "body": "council",
            "action": "establish",
            "date": "2010-03-02",
            "resolution_number": "171/2010",
        }

        load(a_file(tmp_path, of_town(0, "group_approvals", value=[approval]), only=0))

        group = GroupPage.objects.get(slug="rps")
        assert group.kpss_resolutions.get().number == "171/2010"
        assert "171/2010" in group.founded_by
        assert GroupPage.objects.get(title__startswith="šest").founded_by == ""

    def test_resolution_that_names_no_group_speaks_of_all(self, tmp_path: Path) -> None:
        approval = {
            "body": "council",
            "action": "establish",
            "date_text": "jaro 2010",
            "note": "zřízeny skupiny",
        }
        file = a_file(tmp_path, of_town(0, "group_approvals", value=[approval]), only=0)

        load(file)
        load(file)

        assert Resolution.objects.get(outcome="established").page.slug == "skupiny"
        assert all("jaro 2010, zřízeny skupiny" in group.founded_by for group in GroupPage.objects.all())

    def test_annual_reports_are_told_with_their_plan(self, client: Any, tmp_path: Path) -> None:
        reports = [
            {"plan": "cb-2017-2019", "year": 2018, "title": "Monitorovací zpráva", "date": "2019-02-20"},
            "Zpráva se předkládá každý rok radě.",
        ]

        load(a_file(tmp_path, of_town(3, "monitoring", value=reports), only=3))

        assert "Monitorovací zpráva 2018" in html(client, RecordedPlanPage.objects.get(slug="cb-2017-2019"))
        assert "každý rok radě" in html(client, portal_of("Český Brod"))

    @pytest.mark.parametrize(
        ("note", "year"),
        [
            ("platnost prodloužena do roku 2017", 2017),
            ("platnost prodloužena do konce roku 2018", 2018),
            ("prodlouženo do 31. 12. 2018", 2018),
            ("usnesením z roku 2016 prodlouženo", None),
            ("do roku 2017, nejdéle do roku 2018", None),
            ("", None),
        ],
    )
    def test_year_of_an_extension_is_read_only_if_it_is_certain(self, note: str, year: int | None) -> None:
        assert valid_until({"action": "extend", "note": note, "valid_until_year": None}) == year
        assert valid_until({"action": "extend", "note": note, "valid_until_year": 2020}) == 2020
        assert valid_until({"action": "approve", "note": note, "valid_until_year": None}) is None
