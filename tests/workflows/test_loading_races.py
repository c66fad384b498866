"""Definitions change while people work: nobody is left in a state that is no more, or in somebody else's run."""

from __future__ import annotations

from functools import partial

import pytest
from wagtail.models import TaskState

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.actions.base import Refused
from workflows.loading.choose import ChooseDefinition
from workflows.loading.errors import DefinitionError
from workflows.loading.load import load_text
from workflows.models import StateTask, WorkflowDefinition

from .story import TownHall, home, load_notice, make, state_of
from .test_loading_changes import without_ready
from .test_loading_choices import NOTICE_PAGE, short
from .test_races import ROUNDS, at_once
from .toml_editing import NOTICE, changed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both_databases]

KNOWN = (Refused, DefinitionError)


@pytest.fixture
def hall() -> TownHall:
    """A town hall that commits."""
    return TownHall()


def fell_over(results: list) -> list:
    """What came of it that is neither done nor refused."""
    return [one for one in results if isinstance(one, Exception) and not isinstance(one, KNOWN)]


def test_approval_into_a_state_that_is_dropped_meanwhile_strands_nobody(hall):
    make(hall.page, "submit", hall.writer)
    for _round in range(ROUNDS):
        results = at_once(
            partial(make, hall.page, "approve", hall.mayor),
            partial(load_text, changed(without_ready), moves={"ready": "mayor"}),
        )
        assert fell_over(results) == []
        assert state_of(hall.page) == "mayor"
        waiting = TaskState.objects.get(status="in_progress")
        assert StateTask.objects.get(pk=waiting.task_id).active
        assert hall.fresh().current_workflow_state.current_task_state.pk == waiting.pk
        load_notice()


def test_first_save_while_the_place_chooses_begins_a_run_of_what_governs(hall):
    load_text(changed(short))
    for number in range(ROUNDS):
        place = home().add_child(instance=OrdinaryPage(title=f"Obec {number}", slug=f"obec-{number}"))
        page = place.add_child(
            instance=NoticePage(title="Hody", slug="hody", body="<p>Text.</p>", live=False)
        )
        results = at_once(
            partial(NoticePage.objects.get(pk=page.pk).save_revision, user=hall.writer),
            ChooseDefinition(OrdinaryPage.objects.get(pk=place.pk), NOTICE_PAGE, "short").execute,
        )
        assert fell_over(results) == []
        run = NoticePage.objects.get(pk=page.pk).current_workflow_state
        assert run.workflow.kpss_definition.name == "short"
        assert TaskState.objects.filter(workflow_state=run, status="in_progress").count() == 1


def test_two_first_loadings_make_one_definition():
    for number in range(ROUNDS):
        text = changed(lambda data, name=f"way-{number}": data.update(name=name, page_types=[]))
        results = at_once(partial(load_text, text), partial(load_text, text))
        assert fell_over(results) == []
        assert WorkflowDefinition.objects.filter(name=f"way-{number}").count() == 1


def test_two_changes_of_one_definition_come_one_after_the_other(hall):
    other = changed(lambda data: data.update(title="Vyhláška"))
    for _round in range(ROUNDS):
        assert fell_over(at_once(partial(load_text, NOTICE), partial(load_text, other))) == []
        row = WorkflowDefinition.objects.get()
        assert row.workflow.name == row.definition.title
