"""A portal made by kpss_setup tells by mail whoever has to act next, from the form that people press."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from kpss_site.demo.accounts import ensure_accounts
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once
from workflows.models import OutgoingMail
from workflows.standing import standing_of

pytestmark = pytest.mark.django_db


def people_with_addresses() -> PlanStory:
    """A portal whose people have addresses."""
    story = PlanStory(measures=1)
    for person in story.people.values():
        person.email = f"{person.username}@example.org"
        person.save()
    return story


first_story = made_once(people_with_addresses)


@pytest.fixture
def story(first_story) -> PlanStory:
    return copy_of(first_story)


def press(client, story: PlanStory, transition: str, role: str, **words: str) -> None:
    """Open the form of a transition and send it as it came, with a few words."""
    client.force_login(story.people[role])
    address = reverse("kpss_workflows_admin:transition", args=[story.plan.pk, transition])
    form = client.get(address).context["form"]
    hidden = {field.name: field.value() for field in form if field.is_hidden}
    assert client.post(address, hidden | words).status_code == 302


def told() -> set[str]:
    """Whom mail waits to reach."""
    return set(OutgoingMail.objects.waiting().values_list("to", flat=True))


def test_submitted_plan_tells_the_approvers(client, story):
    press(client, story, "submit_to_steering_group", "editor")
    assert "approver@example.org" in told()
    assert "editor@example.org" not in told()


def test_returned_plan_tells_its_writers(client, story):
    press(client, story, "submit_to_steering_group", "editor")
    press(client, story, "return_to_working_group", "approver", comment="Doplňte rozpočet.")
    assert standing_of(story.fresh()).state.key == "working_group"
    assert "editor@example.org" in told()


def test_people_of_the_demonstration_are_told_too(client, story):
    people = ensure_accounts(story.groups)
    press(client, story, "submit_to_steering_group", "editor")
    assert people["schvalovatel"].email in told()


def test_portal_without_people_tells_nobody_and_moves_on(client, story):
    get_user_model().objects.exclude(username="editor").update(is_active=False)
    press(client, story, "submit_to_steering_group", "editor")
    assert told() == set()
    assert standing_of(story.fresh()).state.key == "steering_group"
