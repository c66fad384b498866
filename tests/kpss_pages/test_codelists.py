"""Service types and target groups are data; loading them twice changes nothing."""

import pytest
from django.core.management import call_command
from django.utils import translation

from kpss_pages.codelists import load_codelists
from kpss_pages.models.codelists import ServiceType, TargetGroup

pytestmark = pytest.mark.django_db


def everything():
    return list(ServiceType.objects.values()), list(TargetGroup.objects.values())


def test_the_command_loads_both_lists(capsys):
    call_command("kpss_load_codelists")

    assert ServiceType.objects.get(key="p40").name_cs == "pečovatelská služba"
    assert TargetGroup.objects.filter(key="seniors").exists()
    assert str(ServiceType.objects.count()) in capsys.readouterr().out


def test_loading_twice_changes_nothing():
    load_codelists()
    before = everything()

    counts = load_codelists()

    assert everything() == before
    assert counts == {"service_types": len(before[0]), "target_groups": len(before[1])}


def test_loading_refreshes_a_name_and_keeps_what_the_file_does_not_know():
    load_codelists()
    ServiceType.objects.filter(key="p40").update(name_cs="přepsáno")
    TargetGroup.objects.create(key="our-own", name_cs="naše vlastní")

    load_codelists()

    assert ServiceType.objects.get(key="p40").name_cs == "pečovatelská služba"
    assert TargetGroup.objects.filter(key="our-own").exists()


def test_a_type_abolished_by_law_stays_and_says_so():
    load_codelists()

    assert not ServiceType.objects.get(key="p52").is_current
    assert ServiceType.objects.get(key="p40").is_current


def test_the_name_follows_the_language():
    item = ServiceType(name_cs="raná péče", name_en="early intervention")

    with translation.override("cs"):
        assert item.name == "raná péče"
    with translation.override("en"):
        assert item.name == "early intervention"


def test_czech_stands_in_for_a_missing_english_name():
    with translation.override("en"):
        assert TargetGroup(name_cs="senioři").name == "senioři"
