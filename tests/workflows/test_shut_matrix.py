"""Doors of Wagtail that stay shut to a governed page: for its writer, for who approves it, for administrators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Locale, Page

from tests.testapp.models import OrdinaryPage

from .browser import editor_data
from .door_tables import FOUND, TEXT, TITLE, Journey
from .doors import knock, places
from .story import home, load_notice

pytestmark = pytest.mark.django_db

PEOPLE = ["writer", "mayor", "editor", "superuser"]

ALWAYS, KNOWN = ["draft", "consultation", "published"], ["consultation", "published"]
"""Shut in every state, and shut once the public or a body knows the page."""

EDITOR = "/admin/pages/{pk}/edit/"
BULK = "/admin/bulk/wagtailcore/page"
API = "/admin/api/main/pages/{pk}/action"
TICKED = {"include_descendants": "on"}
COPY = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{parent}"}

FORMS = {
    "publish in the editor": (ALWAYS, EDITOR, {"action-publish": "1"}),
    "submit in the editor": (ALWAYS, EDITOR, {"action-submit": "1"}),
    "cancel in the editor": (ALWAYS, EDITOR, {"action-cancel-workflow": "1"}),
    "restart in the editor": (ALWAYS, EDITOR, {"action-restart-workflow": "1"}),
    "approve in the editor": (
        ALWAYS,
        EDITOR,
        {"action-workflow-action": "1", "workflow-action-name": "approve"},
    ),
    "bring back and publish": (
        ALWAYS,
        "/admin/pages/{pk}/revisions/{revision}/revert/",
        {"action-publish": "1"},
    ),
    "approve in the dialog": (
        ALWAYS,
        "/admin/pages/workflow/action/{pk}/approve/{step}/",
        {"comment": "Ano."},
    ),
    "reject in the dialog": (ALWAYS, "/admin/pages/workflow/action/{pk}/reject/{step}/", {"comment": "Ne."}),
    "collect a comment": (ALWAYS, "/admin/pages/workflow/collect_action_data/{pk}/approve/{step}/", {}),
    "unpublish": (ALWAYS, "/admin/pages/{pk}/unpublish/", {}),
    "unschedule": (ALWAYS, "/admin/pages/{pk}/revisions/{revision}/unschedule/", {}),
    "hide behind a password": (
        ALWAYS,
        "/admin/pages/{pk}/privacy/",
        {"restriction_type": "password", "password": "tajne", "groups": []},
    ),
    "copy as an alias": (ALWAYS, "/admin/pages/{pk}/copy/", COPY | {"alias": "on"}),
    "copy and publish": (ALWAYS, "/admin/pages/{pk}/copy/", COPY | {"publish_copies": "on"}),
    "publish in bulk": (ALWAYS, f"{BULK}/publish/?id={{pk}}", TICKED),
    "unpublish in bulk": (ALWAYS, f"{BULK}/unpublish/?id={{pk}}", TICKED),
    "unpublish in bulk from above": (["published"], f"{BULK}/unpublish/?id={{parent}}", TICKED),
    "unpublish from above": (["published"], "/admin/pages/{parent}/unpublish/", TICKED),
    "delete": (KNOWN, "/admin/pages/{pk}/delete/", {}),
    "delete in bulk": (KNOWN, f"{BULK}/delete/?id={{pk}}", {}),
    "delete from above": (KNOWN, "/admin/pages/{parent}/delete/", {}),
    "delete in bulk from above": (KNOWN, f"{BULK}/delete/?id={{parent}}", {}),
    "move": (KNOWN, "/admin/pages/{pk}/move/{root}/confirm/", {}),
    "move in bulk": (KNOWN, f"{BULK}/move/?id={{pk}}", {"chooser": "{root}"}),
    "disable the workflow": (ALWAYS, "/admin/workflows/disable/{workflow}/", {}),
    "change the workflow": (ALWAYS, "/admin/workflows/edit/{workflow}/", {"name": "Jinak"}),
    "disable the state": (ALWAYS, "/admin/workflows/tasks/disable/{task}/", {}),
    "change the state": (ALWAYS, "/admin/workflows/tasks/edit/{task}/", {"name": "Jinak"}),
}
"""What a form sends: the states in which the door is shut, its address, and what makes it open elsewhere."""

CALLS = {
    "publish": (ALWAYS, {}),
    "unpublish": (ALWAYS, {"recursive": True}),
    "create_alias": (ALWAYS, {"destination_page_id": "{parent}", "update_slug": "alias"}),
    "convert_alias": (ALWAYS, {}),
    "copy_for_translation": (ALWAYS, {"locale": "cs", "copy_parents": True}),
    "revert_to_page_revision": (KNOWN, {"revision_id": "{revision}"}),
    "delete": (KNOWN, {}),
    "move": (KNOWN, {"destination_page_id": "{root}", "position": "last-child"}),
}
"""What the admin's own API is asked to do."""

NEEDS_MORE = [
    "submit in the editor",
    "cancel in the editor",
    "restart in the editor",
    "approve in the editor",
    "unschedule",
    "publish in bulk",
    "disable the workflow",
    "change the workflow",
    "disable the state",
    "change the state",
    "delete from above",
    "delete in bulk from above",
    "move",
    "move in bulk",
]
"""Doors that need a workflow of the host to open, or that stand before the same notice."""


@pytest.fixture
def journey(django_user_model) -> Journey:
    """A notice, and everybody who might knock."""
    load_notice()
    Locale.objects.create(language_code="cs")
    return Journey()


def addresses(journey: Journey) -> dict[str, Any]:
    """What the addresses of the doors are made of."""
    page = journey.fresh
    run = page.workflow_states.order_by("-pk").first()
    step = run.task_states.order_by("-pk").first()
    more = {"step": step.pk, "workflow": run.workflow_id, "root": Page.get_first_root_node().pk}
    return places(page, FOUND) | more | {"task": step.task_id}


def filled(data: dict[str, Any], at: dict[str, Any]) -> dict[str, Any]:
    """What is sent, with the numbers of this page."""
    return {name: value.format(**at) if isinstance(value, str) else value for name, value in data.items()}


def doors_shut_in(state: str, at: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The name of each door that is shut in a state, its address, and what is sent there: a form, or JSON."""
    text = editor_data(title=f"{FOUND} {TITLE}", slug="oznameni", body=f"<p>{TEXT}</p>")
    for name, (states, door, data) in FORMS.items():
        if state in states:
            sent = text | data if "/edit/" in door or "/revert/" in door else filled(data, at)
            yield name, door.format(**at), sent
    for name, (states, data) in CALLS.items():
        if state in states:
            yield f"api: {name}", f"{API}/{name}/".format(**at), json.dumps(filled(data, at))


def is_told(response: Any) -> bool:
    """Whoever is refused finds words about it: on the page, in the answer, or on the next screen."""
    return response.status_code != 302 or bool([*getattr(response.wsgi_request, "_messages", ())])


def test_shut_doors_change_nothing_and_say_so(journey):
    wrong = []
    for state in journey.stages():
        for name, address, sent in doors_shut_in(state, addresses(journey)):
            for who in PEOPLE:
                response, changed = knock(journey.browsers[who], address, sent)
                if changed or response.status_code >= 500 or not is_told(response):
                    wrong.append((state, name, who, response.status_code, changed))
    assert wrong == [], "\n".join(map(str, wrong))


def test_the_same_doors_open_elsewhere(journey):
    """A table of refusals proves nothing if its addresses are wrong."""
    page = home().add_child(instance=OrdinaryPage(title="Kontakty", slug="oznameni-2"))
    page.save_revision()
    at = addresses(journey) | places(page, FOUND)
    text = editor_data(title="Kontakty", slug="oznameni-2")
    opened = []
    for name, (_states, door, data) in FORMS.items():
        if "{step}" in door or name in NEEDS_MORE:
            continue
        sent = text | data if "/edit/" in door or "/revert/" in door else filled(data, at)
        opened.append((name, knock(journey.browsers["superuser"], door.format(**at), sent)[1]))
    assert [name for name, changed in opened if not changed] == []


def test_the_same_calls_are_answered_elsewhere(journey):
    """Nor do calls to an API that is not there."""
    Locale.objects.get_or_create(language_code="en")
    unanswered = []
    for name, (_states, data) in CALLS.items():
        page = home().add_child(instance=OrdinaryPage(title="Kontakty", slug=f"kontakty-{name}"))
        page.save_revision()
        if name == "convert_alias":
            page = page.create_alias(update_slug=f"alias-{page.pk}", parent=home())
        at = addresses(journey) | places(page, FOUND) | {"root": home().pk}
        sent = json.dumps(filled(data, at))
        response, changed = knock(journey.browsers["superuser"], f"{API}/{name}/".format(**at), sent)
        if not changed or response.status_code >= 400:
            unanswered.append((name, response.status_code, response.content[:200]))
    assert unanswered == []


def test_section_is_published_in_bulk_without_the_drafts_below_that_are_hidden(journey):
    before = journey.fresh.latest_revision_id
    url = f"{BULK}/publish/?id={home().pk}"
    assert journey.browsers["editor"].post(url, TICKED).status_code == 302
    assert (journey.fresh.live, journey.fresh.latest_revision_id) == (False, before)
    assert home().live_revision_id
