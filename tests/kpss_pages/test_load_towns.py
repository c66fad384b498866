"""Loading towns from a file: with the facts and words of the source, once, and wholly or not at all."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import TestCase
from wagtail.models import PageLogEntry, Revision, Site

import kpss_pages
from kpss_pages.beside import beside_plan
from kpss_pages.imports.resolutions import valid_until
from kpss_pages.models import (
    Attendance,
    Contact,
    GroupPage,
    KpssIndexPage,
    MeetingPage,
    NewsPage,
    Organisation,
    Person,
    ProjectPage,
    RecordedConsultation,
    RecordedPlanPage,
    SourceKey,
)
from kpss_pages.validity import ValidityState
from workflows.models import Resolution

from .making import a_page, a_portal

pytestmark = pytest.mark.django_db

TOWNS = Path(kpss_pages.__file__).parent / "data" / "towns.json"
LIBEREC, FRYDLANT, STERNBERK, CESKY_BROD = range(4)


def load(file: Path = TOWNS, **options: Any) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("kpss_load_towns", str(file), stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, int]:
    """Count the rows of every table."""
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)
    }


def a_file(folder: Path, change: Callable[[dict[str, Any]], Any], only: int | None = None) -> Path:
    """Write the real file with one change; ``only`` leaves one town of it."""
    data = json.loads(TOWNS.read_text("utf-8"))
    change(data)
    if only is not None:
        data["towns"] = [data["towns"][only]]
    file = folder / "mesta.json"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return file


def one_town(folder: Path, number: int) -> Path:
    """Write one town of the real file."""
    return a_file(folder, lambda data: None, only=number)


def refusal(file: Path, **options: Any) -> str:
    """Return the sentence of a file that cannot be loaded; it must have left no trace."""
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(file, **options)
    assert refused.value.returncode == 1
    assert everything() == before
    return str(refused.value)


def portal_of(title: str) -> KpssIndexPage:
    return KpssIndexPage.objects.get(title=title)


def plan_called(part: str) -> RecordedPlanPage:
    return RecordedPlanPage.objects.get(title__contains=part)


def html(client: Any, page: Any) -> str:
    """What a reader gets."""
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def towns() -> str:
    """The real file, loaded."""
    return load()


class TestFacts(TestCase):
    """Every fact of the four towns arrives, in the words of its source."""

    @classmethod
    def setUpTestData(cls) -> None:
        load()

    def test_every_town_has_a_portal_in_public(self) -> None:
        portals = KpssIndexPage.objects.live()

        assert {portal.title for portal in portals} == {"Liberec", "Frýdlant", "Šternberk", "Český Brod"}
        assert all(portal.get_parent() == Site.objects.get().root_page for portal in portals)

    def test_portal_tells_its_territory(self) -> None:
        portal = portal_of("Liberec")
        page = html(self.client, portal)

        assert portal.municipality_codes == ["563889", "530468", "530484", "544477", "564460"]
        assert portal.city_districts == ["Liberec - Vratislavice nad Nisou"]
        assert portal_of("Šternberk").population == 13603
        assert "a obcí Dlouhý Most, Jeřmanice, Stráž nad Nisou a Šimonovice" in page
        assert "seed 003 (minutes of the steering group, 17 Oct 2017)" in page

    def test_portal_tells_how_the_town_plans(self) -> None:
        assert "cykličnost-opakovatelnost" in html(self.client, portal_of("Šternberk"))
        assert "odborní lékaři" in html(self.client, portal_of("Šternberk"))
        assert "od roku 2008" in html(self.client, portal_of("Český Brod"))

    def test_minutes_keep_who_was_there(self) -> None:
        meeting = MeetingPage.objects.get(slug="rps-2017-10-17")
        counts = {status: meeting.attendances.filter(status=status).count() for status in Attendance.Status}

        assert counts == {"present": 10, "excused": 2, "absent": 1, "guest": 1}
        assert meeting.attendances.get(status="guest").public_name == "Michal Polesný"
        assert meeting.attendances.get(status="absent").public_name == "Petr Hampacher"
        assert meeting.group.title == "Řídicí pracovní skupina (ŘPS)"
        assert meeting.joint_with == "Komise zdravotní a sociální"

    def test_minutes_keep_tasks_and_the_next_meeting(self) -> None:
        meeting = MeetingPage.objects.get(slug="rps-2017-10-17")
        task = meeting.tasks.get()

        assert (task.text, task.due_date) == ("předložení do ZM", dt.date(2017, 11, 30))
        assert task.responsible_names == ["Kateřina Marcinková", "Michal Polesný"]
        assert (meeting.next_date, meeting.next_time) == (dt.date(2017, 11, 22), dt.time(14))
        assert meeting.recorded_by.name == "Kateřina Marcinková"
        assert meeting.recorded_on == dt.date(2017, 10, 23)

    def test_minutes_are_read_in_full(self) -> None:
        page = html(self.client, MeetingPage.objects.get(slug="rps-2017-10-17"))

        for words in (
            "historická radnice, 1. patro, kancelář č. 202",
            "zpracovatel obdržel přibližně 26 připomínek",
            "přibližně 100 zástupců",
            "zkrácené verzi pro veřejnost",
            "22. 11. 2017",
            "středa",
            "14:00",
        ):
            assert words in page
        assert plan_called("2018 – 2022").url in page

    def test_meeting_without_a_date_or_group_keeps_the_words(self) -> None:
        meeting = MeetingPage.objects.get(slug="frydlant-ps-2018-02")

        assert meeting.date is None
        assert meeting.date_text == "polovina února (rok zdroj neuvádí; podle souvislosti 2018)"
        assert meeting.status == "reported_in_news"
        assert meeting.get_parent().slug == "jednani"

    def test_extension_without_a_number_or_a_day(self) -> None:
        resolution = Resolution.objects.get(outcome="extended")

        assert resolution.page_id == plan_called("2014 – 2017").pk
        assert (resolution.date, resolution.date_text, resolution.number) == (None, "prosinec 2016", "")
        assert resolution.note == "platnost prodloužena do roku 2017"
        assert resolution.valid_until_year == 2017

    def test_approval_and_date_of_submission(self) -> None:
        first, second = plan_called("2014 – 2017"), plan_called("2018 – 2022")

        assert first.kpss_resolutions.get(outcome="approved").date == dt.date(2013, 12, 12)
        assert second.kpss_resolutions.get().outcome == "submitted"
        assert second.predecessor_id == first.pk
        assert [area.value["number"] for area in second.areas] == list("1234567")
        assert second.areas[6].value["name"] == "společné a přesahující cíle"
        assert second.author == "Centrum komunitní práce Ústí nad Labem"
        assert "termín předložení do ZM podle zápisu ŘPS" in html(self.client, second)

    def test_consultation_is_told_as_approximately_as_it_is_known(self) -> None:
        consultation = RecordedConsultation.objects.get()
        page = html(self.client, plan_called("2018 – 2022"))

        assert (consultation.comment_count, consultation.comment_count_approximate) == (26, True)
        assert consultation.settlement_published is None
        for words in ("2. 10. 2017 – 10. 10. 2017", "městské informační centrum", "převážně účastníci KPSS"):
            assert words in page

    def test_four_plans_of_cesky_brod_with_their_numbers(self) -> None:
        plans = RecordedPlanPage.objects.child_of(portal_of("Český Brod")).order_by("sequence")

        assert [plan.kpss_resolutions.get().number for plan in plans] == [
            "50/2009",
            "250/2012",
            "8/2014",
            "4/2017",
        ]
        assert [(plan.period_from, plan.period_to) for plan in plans] == [
            (2009, 2011),
            (2012, 2014),
            (None, 2016),
            (2017, 2019),
        ]
        assert [plan.predecessor_id for plan in plans[1:]] == [plan.pk for plan in plans[:3]]

    def test_plan_in_force_by_its_source_and_expired_by_its_dates_shows_both(self) -> None:
        plan = plan_called("Šternbersku")

        standing = beside_plan(plan)["standing"]

        assert plan.source_status == "in_force"
        assert standing.validity.state is ValidityState.EXPIRED
        assert standing.validity.until == dt.date(2019, 12, 31)
        assert standing.claim.disagrees
        assert "31. 12. 2019" in html(self.client, plan)

    @time_machine.travel("2018-06-01")
    def test_source_and_dates_agree_within_the_period(self) -> None:
        standing = beside_plan(plan_called("Šternbersku"))["standing"]

        assert standing.validity.is_in_force
        assert not standing.claim.disagrees

    def test_one_list_of_organisations_sits_in_every_working_group(self) -> None:
        groups = GroupPage.objects.descendant_of(portal_of("Český Brod"))

        assert [group.members.count() for group in groups] == [11, 11, 11]
        assert groups[0].members.first().organisation.name == "zástupci veřejnosti"
        assert groups[0].members.get(organisation__name="Život 90").side == "provider"

    def test_people_are_public_with_their_titles(self) -> None:
        assert Person.objects.count() == 18
        assert not Person.objects.filter(name_is_public=False).exists()
        assert Person.objects.get(name="Jana Kodymová").full_name == "Jana Kodymová, DiS."
        assert Person.objects.get(name="Michal Polesný").organisation.short_name == "CKP"
        assert Person.objects.get(name="Jitka Zajacová").organisation_text == "MěÚ Šternberk"

    def test_contacts_stand_on_the_portal(self) -> None:
        office, head = Contact.objects.filter(page_id=portal_of("Šternberk").pk)
        coordinator = Contact.objects.get(page_id=portal_of("Český Brod").pk)

        assert (office.phone, office.phone2) == ("585 086 111", "585 086 511")
        assert office.address.splitlines()[:2] == ["Horní náměstí 16", "785 01 Šternberk"]
        assert head.name == "Ing. Jitka Zajacová"
        assert coordinator.is_coordinator
        assert "tumova@cesbrod.cz" in html(self.client, portal_of("Český Brod"))

    def test_news_link_the_plans_they_speak_of(self) -> None:
        untitled = NewsPage.objects.get(slug="frydlant-news")
        news = NewsPage.objects.get(date=dt.date(2017, 3, 30))

        assert untitled.title == "Zpráva o plánování (bez názvu)"
        assert untitled.author == "Město Frýdlant"
        assert news.author == "Jana Kodymová, DiS."
        assert plan_called("2014 – 2017").url in html(self.client, news)

    def test_project_keeps_its_number_and_its_vague_start(self) -> None:
        project = ProjectPage.objects.get()

        assert project.number == "03.2.63/0.0/0.0/16_063/0006489"
        assert project.duration == "2 roky"
        assert project.start_text == "září minulého roku (podle souvislosti září 2017)"

    def test_everything_can_be_read_by_everybody(self) -> None:
        for portal in KpssIndexPage.objects.all():
            for page in portal.get_descendants(inclusive=True).specific():
                assert page.live
                html(self.client, page)


@pytest.mark.both_databases
class TestOnce:
    """What was loaded is loaded; what people did with it since is theirs."""

    def test_twice_changes_nothing(self, towns: str) -> None:
        before = everything()
        entries = PageLogEntry.objects.count()

        load()

        assert everything() == before
        assert PageLogEntry.objects.count() == entries

    def test_changes_of_editors_stay(self, towns: str) -> None:
        plan = plan_called("2018 – 2022")
        plan.title, plan.slug = "Přejmenovaný plán", "prejmenovany"
        plan.save_revision().publish()
        Contact.objects.all().delete()
        MeetingPage.objects.get(slug="frydlant-ps-2018-02").delete()
        portal_of("Český Brod").get_children().get(slug="projekty").delete()
        before, revisions = everything(), Revision.objects.count()

        said = load()

        assert everything() == before
        assert Revision.objects.count() == revisions
        assert RecordedPlanPage.objects.get(pk=plan.pk).title == "Přejmenovaný plán"
        assert "towns[1].meetings[0]" in said

    def test_changed_fact_is_told_and_left_alone(self, towns: str, tmp_path: Path) -> None:
        file = a_file(tmp_path, lambda data: data["towns"][LIBEREC]["plans"][1].update(title="Jiný název"))

        said = load(file)

        assert "towns[0].plans[1]" in said
        assert "title" in said
        assert plan_called("2018 – 2022")

    def test_new_things_join_what_is_there(self, towns: str, tmp_path: Path) -> None:
        def grow(data: dict[str, Any]) -> None:
            town = data["towns"][CESKY_BROD]
            fifth = copy.deepcopy(town["plans"][3])
            town["plans"].append(
                fifth | {"id": "cb-2020", "title": "Pátý plán", "supersedes": "cb-2017-2019"}
            )
            town["news"].append({"id": "zprava", "title": "Nová zpráva", "plans": ["cb-2020"]})

        load(a_file(tmp_path, grow))

        assert (
            plan_called("Pátý").predecessor_id
            == RecordedPlanPage.objects.get(sequence=4, slug="cb-2017-2019").pk
        )
        assert NewsPage.objects.get(title="Nová zpráva").get_parent().slug == "aktuality"

    def test_deleted_person_does_not_come_back(self, towns: str, tmp_path: Path) -> None:
        Person.objects.get(name="Olga Merglová").delete()

        def add_meeting(data: dict[str, Any]) -> None:
            meeting = copy.deepcopy(data["towns"][LIBEREC]["meetings"][0])
            data["towns"][LIBEREC]["meetings"].append(meeting | {"id": "rps-2017-11-22"})

        load(a_file(tmp_path, add_meeting))

        meeting = MeetingPage.objects.get(slug="rps-2017-11-22")
        assert meeting.attendances.count() == 14
        assert not Person.objects.filter(name="Olga Merglová").exists()
        assert "Olga Merglová" not in [row.public_name for row in meeting.attendances.all()]

    def test_nothing_that_is_remembered_tells_the_name_of_a_person(self, towns: str) -> None:
        remembered = json.dumps([[row.key, row.digests] for row in SourceKey.objects.all()])

        assert "merglova" not in remembered

    def test_town_whose_portal_was_deleted_is_loaded_anew(self, towns: str) -> None:
        Resolution.objects.all().delete()
        portal_of("Liberec").delete()

        load()

        assert plan_called("2014 – 2017").kpss_resolutions.count() == 2
        assert KpssIndexPage.objects.count() == 4

    def test_dry_run_tells_and_writes_nothing(self) -> None:
        before = everything()

        said = load(dry_run=True)

        assert everything() == before
        assert ": 18" in said

    def test_dry_run_tells_what_the_load_then_adds(self, tmp_path: Path) -> None:
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


def of_town(number: int, *path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one value deep in a town."""

    def change(data: dict[str, Any]) -> None:
        target = data["towns"][number]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return change


def twice(number: int, list_name: str) -> Callable[[dict[str, Any]], None]:
    """The first thing of a list stands in it again."""
    return lambda data: data["towns"][number][list_name].append(data["towns"][number][list_name][0])


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
