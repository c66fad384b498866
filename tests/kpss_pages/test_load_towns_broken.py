"""A file that is wrong loads nothing, and the place of the fault is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kpss_pages.models import Organisation

from .towns_file import STERNBERK, TOWNS, a_file, load, of_town, one_town, portal_of, refusal, twice

pytestmark = pytest.mark.django_db


BROKEN = [
    (of_town(2, "plans", 0, "period", "to_year", value="2019"), "towns[2].plans[0].period.to_year"),
    (of_town(2, "plans", 0, "period", "to_year", value=2016), "towns[2].plans[0].period.to_year"),
    (of_town(2, "plans", 0, "period", "from_year", value=True), "towns[2].plans[0].period.from_year"),
    (of_town(0, "plans", 0, "approvals", 1, "date", value="2016-12"), "towns[0].plans[0].approvals[1].date"),
    (
        of_town(0, "plans", 0, "approvals", 1, "date", value="2016-02-30"),
        "towns[0].plans[0].approvals[1].date",
    ),
    (
        of_town(0, "plans", 0, "approvals", 0, "body", value="parliament"),
        "towns[0].plans[0].approvals[0].body",
    ),
    (of_town(0, "plans", 0, "approvals", 0, "action", value=None), "towns[0].plans[0].approvals[0].action"),
    (of_town(0, "plans", 0, "approvals", value="none"), "towns[0].plans[0].approvals"),
    (
        of_town(3, "plans", 0, "approvals", 0, "resolution_number", value="5" * 61),
        "approvals[0].resolution_number",
    ),
    (of_town(0, "plans", 1, "status", value="finished"), "towns[0].plans[1].status"),
    (of_town(0, "plans", 1, "title", value=""), "towns[0].plans[1].title"),
    (of_town(0, "plans", 1, "title", value="x" * 256), "towns[0].plans[1].title"),
    (of_town(0, "plans", 1, "title", value="a\x00b"), "towns[0].plans[1].title"),
    (of_town(0, "plans", 1, "supersedes", value="liberec-1914"), "towns[0].plans[1].supersedes"),
    (of_town(0, "plans", 0, "supersedes", value="liberec-2018-2022"), "towns[0].plans[0].supersedes"),
    (of_town(0, "plans", 1, "prepared_by", value=["nikdo"]), "towns[0].plans[1].prepared_by[0]"),
    (of_town(0, "plans", 1, "areas", 6, "number", value=[7]), "towns[0].plans[1].areas[6].number"),
    (of_town(0, "plans", 0, "approvals", 0, value=""), "towns[0].plans[0].approvals[0]"),
    (of_town(0, "plans", 1, "goal_types", 2, value=None), "towns[0].plans[1].goal_types[2]"),
    (of_town(0, "persons", 3, "id", value="olga-merglova"), "towns[0].persons[3].id"),
    (of_town(0, "persons", 3, "email", value="not an address"), "towns[0].persons[3].email"),
    (of_town(0, "persons", 3, value="Kateřina"), "towns[0].persons[3]"),
    (of_town(0, "persons", 3, value=None), "towns[0].persons[3]"),
    (of_town(0, "groups", 0, "members", 4, value="nikdo"), "towns[0].groups[0].members[4]"),
    (of_town(0, "groups", 0, "kind", value="club"), "towns[0].groups[0].kind"),
    (of_town(0, "groups", 0, "id", value="a/b"), "towns[0].groups[0].id"),
    (of_town(0, "meetings", 0, "group", value="nic"), "towns[0].meetings[0].group"),
    (of_town(0, "meetings", 0, "attendance", "absent", 0, value="nikdo"), "attendance.absent[0]"),
    (of_town(0, "meetings", 0, "attendance", "absent", 0, value="ivan-langr"), "attendance.absent[0]"),
    (of_town(0, "meetings", 0, "items", 0, "agenda_number", value=3), "meetings[0].items[0].agenda_number"),
    (of_town(0, "meetings", 0, "tasks", 0, "due", value="30. 11. 2017"), "towns[0].meetings[0].tasks[0].due"),
    (of_town(0, "meetings", 0, "tasks", 0, "plan", value="jiny"), "towns[0].meetings[0].tasks[0].plan"),
    (of_town(0, "meetings", 0, "next_meeting", "time", value="25:00"), "meetings[0].next_meeting.time"),
    (of_town(0, "meetings", 0, "recorded_by", value="jana"), "towns[0].meetings[0].recorded_by"),
    (of_town(0, "consultations", 0, "plan", value=None), "towns[0].consultations[0].plan"),
    (of_town(0, "consultations", 0, "to", value="2017-10-01"), "towns[0].consultations[0].to"),
    (of_town(0, "consultations", 0, "comment_count", value=-1), "towns[0].consultations[0].comment_count"),
    (of_town(0, "consultations", 0, "comment_count_approximate", value="ano"), "comment_count_approximate"),
    (of_town(0, "news", 0, "author", value="jana-neznama"), "towns[0].news[0].author"),
    (of_town(1, "projects", 0, "duration_years", value="dva"), "towns[1].projects[0].duration_years"),
    (of_town(2, "ico", value="123"), "towns[2].ico"),
    (of_town(2, "contacts", 0, "name", value=None), "towns[2].contacts[0]"),
    (of_town(2, "population", "count", value=10**30), "towns[2].population.count"),
    (of_town(2, "territory", "municipalities", 0, "code", value=505188), "territory.municipalities[0].code"),
    (of_town(3, "group_member_organisations", 1, value="nic"), "towns[3].group_member_organisations[1]"),
    (of_town(3, "organisations", 1, "ico", value="\uff11" * 8), "towns[3].organisations[1].ico"),
    (twice(0, "plans"), "towns[0].plans[2].id"),
    (twice(3, "organisations"), "towns[3].organisations[11].id"),
    (lambda data: data["towns"].append(data["towns"][0]), "towns[4].id"),
    (lambda data: data.update(towns=[]), "towns"),
    (lambda data: data.pop("towns"), "towns"),
    (lambda data: data.update(towns={"liberec": {}}), "towns"),
]


class TestBrokenFiles:
    """A broken file imports nothing and names the place."""

    @pytest.mark.parametrize(("change", "place"), BROKEN, ids=[place for _change, place in BROKEN])
    def test_wrong_value_is_named_by_its_place(self, change: Any, place: str, tmp_path: Path) -> None:
        assert place in refusal(a_file(tmp_path, change))

    def test_every_wrong_value_is_named_at_once(self, tmp_path: Path) -> None:
        def break_twice(data: dict[str, Any]) -> None:
            data["towns"][0]["plans"][0]["status"] = "x"
            data["towns"][3]["plans"][0]["status"] = "y"

        said = refusal(a_file(tmp_path, break_twice))

        assert "towns[0].plans[0].status" in said
        assert "towns[3].plans[0].status" in said

    def test_organisations_with_one_number_are_refused_by_the_register(self, tmp_path: Path) -> None:
        def same_number(data: dict[str, Any]) -> None:
            for organisation in data["towns"][3]["organisations"][:2]:
                organisation["ico"] = "00299529"

        assert "towns[3].organisations[1]" in refusal(a_file(tmp_path, same_number))
        assert not Organisation.objects.exists()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b'{"towns": [\n  {"id": "a" "name": "b"}\n]}', [" 2", " 14"]),
            (TOWNS.read_bytes()[:-40], [str(TOWNS.read_bytes()[:-40].count(b"\n") + 1)]),
            (b"", [" 1"]),
            (b"\x00", [" 1"]),
            ("Český Brod".encode("cp1250"), ["UTF-8"]),
            ('{"towns": []}'.encode("utf-16"), ["UTF-8"]),
            (b'{"towns": [], "towns": []}', ['"towns"']),
            (b'{"towns": [{"id": "a", "name": "b", "population": {"count": NaN}}]}', ["NaN"]),
            (b'{"towns": ' + b"9" * 5000 + b"}", ["mesta.json"]),
            (b"[" * 100_000, ["mesta.json"]),
            (b"[]", ["[]"]),
            (b"null", ["mesta.json"]),
            (b'{"towns": [{"id": "a", "name": "\\ud800"}]}', ["towns[0].name"]),
        ],
        ids=range(13),
    )
    def test_file_that_is_no_such_file(self, content: bytes, words: list[str], tmp_path: Path) -> None:
        file = tmp_path / "mesta.json"
        file.write_bytes(content)

        said = refusal(file)

        assert all(word in said for word in words)
        said.encode()

    def test_missing_file_folder_and_enormous_file(self, tmp_path: Path) -> None:
        enormous = tmp_path / "big.json"
        with enormous.open("wb") as file:
            file.truncate(21 * 1024 * 1024)

        assert "20 MB" in refusal(enormous)
        assert "nic.json" in refusal(tmp_path / "nic.json")
        assert str(tmp_path) in refusal(tmp_path)

    def test_byte_order_mark_does_no_harm(self, tmp_path: Path) -> None:
        file = tmp_path / "bom.json"
        file.write_bytes(b"\xef\xbb\xbf" + one_town(tmp_path, STERNBERK).read_bytes())

        load(file)

        assert portal_of("Šternberk")
