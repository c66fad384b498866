"""Loading towns from a file: every fact of the four towns arrives, in the words of its source."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import TestCase
from wagtail.models import Site

from kpss_pages.beside import beside_plan
from kpss_pages.models import (
    Attendance,
    Contact,
    GroupPage,
    KpssIndexPage,
    MeetingPage,
    NewsPage,
    Person,
    ProjectPage,
    RecordedConsultation,
    RecordedPlanPage,
)
from kpss_pages.validity import ValidityState
from workflows.models import Resolution

from .towns_file import html, load, plan_called, portal_of

pytestmark = pytest.mark.django_db


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
