"""What was loaded is loaded; what people did with it since is theirs."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import PageLogEntry, Revision

from kpss_pages.models import (
    Contact,
    KpssIndexPage,
    MeetingPage,
    NewsPage,
    Person,
    RecordedPlanPage,
    SourceKey,
)
from tests.made_once import made_once
from workflows.models import Resolution

from .towns_file import CESKY_BROD, LIBEREC, a_file, everything, load, plan_called, portal_of

first_towns = made_once(load)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("first_towns")]


def test_twice_changes_nothing() -> None:
    before = everything()
    entries = PageLogEntry.objects.count()

    load()

    assert everything() == before
    assert PageLogEntry.objects.count() == entries


def test_changes_of_editors_stay() -> None:
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


def test_changed_fact_is_told_and_left_alone(tmp_path: Path) -> None:
    file = a_file(tmp_path, lambda data: data["towns"][LIBEREC]["plans"][1].update(title="Jiný název"))

    said = load(file)

    assert "towns[0].plans[1]" in said
    assert "title" in said
    assert plan_called("2018 – 2022")


def test_new_things_join_what_is_there(tmp_path: Path) -> None:
    def grow(data: dict[str, Any]) -> None:
        town = data["towns"][CESKY_BROD]
        fifth = copy.deepcopy(town["plans"][3])
        town["plans"].append(fifth | {"id": "cb-2020", "title": "Pátý plán", "supersedes": "cb-2017-2019"})
        town["news"].append({"id": "zprava", "title": "Nová zpráva", "plans": ["cb-2020"]})

    load(a_file(tmp_path, grow))

    assert (
        plan_called("Pátý").predecessor_id == RecordedPlanPage.objects.get(sequence=4, slug="cb-2017-2019").pk
    )
    assert NewsPage.objects.get(title="Nová zpráva").get_parent().slug == "aktuality"


def test_deleted_person_does_not_come_back(tmp_path: Path) -> None:
    Person.objects.get(name="Olga Merglová").delete()

    def add_meeting(data: dict[str, Any]) -> None:
        meeting = copy.deepcopy(data["towns"][LIBEREC]["meetings"][0])
        data["towns"][LIBEREC]["meetings"].append(meeting | {"id": "rps-2017-11-22"})

    load(a_file(tmp_path, add_meeting))

    meeting = MeetingPage.objects.get(slug="rps-2017-11-22")
    assert meeting.attendances.count() == 14
    assert not Person.objects.filter(name="Olga Merglová").exists()
    assert "Olga Merglová" not in [row.public_name for row in meeting.attendances.all()]


def test_nothing_that_is_remembered_tells_the_name_of_a_person() -> None:
    remembered = json.dumps([[row.key, row.digests] for row in SourceKey.objects.all()])

    assert "merglova" not in remembered


def test_town_whose_portal_was_deleted_is_loaded_anew() -> None:
    Resolution.objects.all().delete()
    portal_of("Liberec").delete()

    load()

    assert plan_called("2014 – 2017").kpss_resolutions.count() == 2
    assert KpssIndexPage.objects.count() == 4
