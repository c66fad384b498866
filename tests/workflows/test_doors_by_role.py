"""Every address of ours, for every person, in every state: who may gets in, who may not is told, nothing falls over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from workflows.models import Resolution
from workflows.standing import standing_of

from .browser import administrator, signed_in, soup
from .story import decide, make, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

STAGES = {
    "draft": lambda hall: None,
    "mayor": lambda hall: make(hall.page, "submit", hall.writer),
    "ready": lambda hall: hall.until_ready(),
    "consultation": lambda hall: hall.until_open(),
    "settlement": lambda hall: hall.until_settlement("Modrá."),
    "assembly": lambda hall: hall.until_assembly("Modrá."),
    "adopted": lambda hall: decide(hall.until_assembly().page, hall.secretary, "approved_with_changes"),
    "published": lambda hall: decide(hall.until_assembly("Modrá.").page, hall.secretary),
}


@pytest.fixture(params=STAGES)
def stage(request, hall):
    """The notice has come this far."""
    STAGES[request.param](hall)
    return hall


@pytest.fixture
def people(stage):
    """A browser for everybody, by the roles they play."""
    boss = frozenset({"writer", "mayor", "secretary"})
    return {
        frozenset({"writer"}): signed_in(stage.writer),
        frozenset({"mayor"}): signed_in(stage.mayor),
        frozenset({"secretary"}): signed_in(stage.secretary),
        frozenset(): signed_in(person("stranger")),
        boss: signed_in(administrator()),
    }


def test_transitions_open_to_their_roles_in_their_states(stage, people):
    standing = standing_of(stage.fresh())
    for transition in standing.definition.transitions:
        url = reverse("kpss_workflows_admin:transition", args=[stage.page.pk, transition.key])
        assert "/login/" in Client().get(url).url
        for roles, browser in people.items():
            response = browser.get(url)
            what = f"{transition.key} {sorted(roles)}"
            if not roles and standing.state.kind != "final":
                assert response.status_code == 404, what
            elif not roles & set(transition.roles):
                assert response.url == reverse("wagtailadmin_home"), what
            elif standing.state.key not in transition.source:
                assert response.url == reverse("kpss_workflows_admin:process", args=[stage.page.pk]), what
            else:
                assert response.status_code == 200, what


def test_menu_and_process_offer_exactly_those(stage, people):
    standing = standing_of(stage.fresh())
    for roles, browser in people.items():
        mine = {
            reverse("kpss_workflows_admin:transition", args=[stage.page.pk, one.key])
            for one in standing.definition.leaving(standing.state.key)
            if roles & set(one.roles)
        }
        if not roles:
            continue
        page = soup(browser.get(reverse("wagtailadmin_pages:edit", args=[stage.page.pk])))
        offered = {link["href"] for link in page.find_all("a", href=True)}
        assert {href for href in offered if "/kpss-workflows/page/" in href and href.count("/") > 5} == mine
        assert browser.get(reverse("kpss_workflows_admin:process", args=[stage.page.pk])).status_code == 200


def test_first_entry_of_the_menu_is_never_one_that_is_refused(stage, people):
    seen = 0
    for browser in people.values():
        page = soup(browser.get(reverse("wagtailadmin_pages:edit", args=[stage.page.pk]), follow=True))
        links = page.select("footer a.button, footer button.button")
        assert all(link.get("aria-disabled") != "true" for link in links[:1])
        seen += len(links)
    assert seen


def test_desk_and_register_open_to_who_works_there(stage, people):
    doors = []
    if hasattr(stage, "consultation"):
        doors.append(reverse("kpss_workflows_admin:desk", args=[stage.consultation.pk]))
    doors += [reverse("kpss_workflows_admin:correction", args=[one.pk]) for one in Resolution.objects.all()]
    for door in doors:
        assert "/login/" in Client().get(door).url
        for roles, browser in people.items():
            refused = 302 if roles or stage.fresh().live else 404
            assert browser.get(door).status_code == (200 if "secretary" in roles else refused), (door, roles)


def test_wagtails_own_pages_about_it_still_show(stage, people):
    boss = signed_in(administrator("second"))
    pk = stage.page.pk
    doors = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[stage.page.get_parent().pk]),
        reverse("wagtailadmin_pages:history", args=[pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[pk, "earliest", "latest"]),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
    ]
    runs = stage.fresh().workflow_states
    doors += [reverse("wagtailadmin_pages:workflow_history_detail", args=[pk, run.pk]) for run in runs]
    for door in doors:
        assert boss.get(door).status_code == 200, door
