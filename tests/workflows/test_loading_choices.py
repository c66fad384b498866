"""A place in the tree chooses another definition for a type of pages, and takes the choice back."""

from __future__ import annotations

import pytest
from django.core.management import CommandError
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from tests.testapp.models import GazettePage, NoticePage, OrdinaryPage
from workflows.loading.choose import ChooseDefinition
from workflows.loading.load import load_text
from workflows.models import DefinitionChoice, StateTask, WorkflowDefinition

from .story import decide, end_consultation, home, make, save, state_of
from .toml_editing import call, changed, item, leave_out, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

NOTICE_PAGE = "testapp.NoticePage"


def short(data) -> None:
    """A way without the mayor: the secretary opens what the writer submits."""
    data.update(name="short", title="Krátká cesta")
    data.pop("page_types")
    leave_out("states", "mayor")(data)
    leave_out("roles", "mayor")(data)
    leave_out("transitions", "approve")(data)
    item(data, "transitions", "submit")["to"] = "ready"
    item(data, "transitions", "send_back").update({"from": ["ready"], "roles": ["secretary"]})


@pytest.fixture
def village(hall):
    """A place below the front page; the short way is loaded and governs nothing yet."""
    load_text(changed(short))
    place = home().add_child(instance=OrdinaryPage(title="Lhota", slug="lhota"))
    return OrdinaryPage.objects.get(pk=place.pk)


def a_notice_in(place, by, title: str = "Hody") -> NoticePage:
    """A notice of the village."""
    place.refresh_from_db()
    page = place.add_child(
        instance=NoticePage(title=title, slug=title.lower(), body="<p>V sobotu.</p>", live=False)
    )
    page.save_revision(user=by)
    return NoticePage.objects.get(pk=page.pk)


def governing(page) -> str:
    return WorkflowDefinition.objects.governing(NoticePage.objects.get(pk=page.pk)).name


def choose(place, name: str = "short", **kwargs) -> ChooseDefinition:
    action = ChooseDefinition(place, NOTICE_PAGE, name, **kwargs)
    action.execute()
    return action


def test_choice_holds_at_the_place_and_below_and_nowhere_else(hall, village):
    choose(village)
    inside = a_notice_in(village, hall.writer)
    assert governing(inside) == "short"
    assert governing(hall.page) == "notice"
    make(inside, "submit", hall.writer)
    make(hall.page, "submit", hall.writer)
    assert (state_of(inside), state_of(hall.page)) == ("ready", "mayor")


def test_nearest_choice_is_the_stronger(hall, village):
    hamlet = village.add_child(instance=OrdinaryPage(title="Samota", slug="samota"))
    choose(home())
    choose(hamlet, "notice")
    inside, outside = a_notice_in(hamlet, hall.writer), a_notice_in(village, hall.writer)
    assert (governing(inside), governing(outside)) == ("notice", "short")
    choose(hamlet, "")
    assert governing(inside) == "short"


def test_runs_go_on_in_the_state_of_the_same_key(hall, village):
    page = a_notice_in(village, hall.writer)
    choose(village)
    assert state_of(page) == "draft"
    run = page.current_workflow_state
    assert run.workflow.kpss_definition.name == "short"
    assert TaskState.objects.filter(workflow_state=run, status="in_progress").count() == 1
    save(page, by=hall.writer, title="Hody a pouť")
    make(page, "submit", hall.writer)
    assert state_of(page) == "ready"
    assert "The workflow changed: from “Rozepsáno” to “Rozepsáno”" in [
        entry.message for entry in PageLogEntry.objects.filter(page=page.pk)
    ]


def test_what_is_published_stays_so_and_may_begin_again(hall, village):
    decide(hall.until_assembly().page, hall.secretary)
    choose(home())
    assert state_of(hall.page) == "published"
    assert hall.fresh().live
    make(hall.page, "start_again", hall.secretary)
    assert governing(hall.page) == "short"
    make(hall.page, "submit", hall.writer)
    assert state_of(hall.page) == "ready"


def test_pages_in_a_state_the_definition_lacks_are_named(hall, village):
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)
    with pytest.raises(CommandError) as error:
        call("kpss_choose_workflow", "short", NOTICE_PAGE, "--root", village.pk)
    assert str(error.value).startswith("short: states.mayor: ")
    assert f"Hody ({page.pk})" in str(error.value)
    assert not DefinitionChoice.objects.exists()
    assert (governing(page), state_of(page)) == ("notice", "mayor")


def test_they_move_where_it_was_said(hall, village):
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)
    make(hall.page, "submit", hall.writer)
    said = call("kpss_choose_workflow", "short", NOTICE_PAGE, "--root", village.pk, "--move", "mayor=ready")
    assert f"{NOTICE_PAGE} at “Lhota” ({village.pk}) and below: “notice” becomes “short”." in said
    assert f"Pages move from “U starosty” to “Připraveno”: Hody ({page.pk})." in said
    assert (state_of(page), state_of(hall.page)) == ("ready", "mayor")


def test_page_under_a_nearer_choice_does_not_move(hall, village):
    choose(village, "notice")
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)
    choose(home())
    assert (governing(page), state_of(page)) == ("notice", "mayor")


def test_state_of_another_kind_is_another_state(hall, village):
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)

    def odd(data):
        short(data)
        data["name"] = "odd"
        data["states"].insert(1, {"key": "mayor", "kind": "decision", "title": "Porada", "body": "council"})
        item(data, "transitions", "submit")["to"] = "mayor"
        data["transitions"].append(
            {"key": "pass", "title": "Propustit", "from": ["mayor"], "to": "ready", "roles": ["secretary"]}
        )

    load_text(changed(odd))
    with pytest.raises(ValueError, match=r"states\.mayor.*Hody"):
        choose(village, "odd")
    choose(village, "odd", moves={"mayor": "mayor"})
    assert state_of(page) == "mayor"
    assert StateTask.objects.get(definition_row__name="odd", key="mayor").task_states.count() == 1


def test_open_consultation_stays_open_for_the_public(hall, village):
    def silent(data):
        short(data)
        data["name"] = "silent"
        leave_out("states", "consultation")(data)
        leave_out("transitions", "open", "withdraw", "close")(data)
        data["transitions"].append(
            {"key": "skip", "title": "Dál", "from": ["ready"], "to": "settlement", "roles": ["secretary"]}
        )

    load_text(changed(silent))
    hall.until_open()
    with pytest.raises(ValueError, match="is not over on: Ořez stromů"):
        choose(home(), "silent", moves={"consultation": "settlement"})
    choose(home())
    assert state_of(hall.page) == "consultation"
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    assert state_of(hall.page) == "settlement"


def test_choice_is_taken_back(hall, village):
    choose(village)
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)
    said = call("kpss_choose_workflow", NOTICE_PAGE, "--root", village.pk, "--clear")
    assert "“short” becomes “notice”." in said
    assert (governing(page), state_of(page)) == ("notice", "ready")
    make(page, "send_back", hall.mayor, comment="Ještě ne.")
    with pytest.raises(CommandError, match="Nothing was chosen"):
        call("kpss_choose_workflow", NOTICE_PAGE, "--root", village.pk, "--clear")


def test_choice_is_kept_while_pages_would_lose_their_workflow(hall, village):
    gazettes = "testapp.GazettePage"
    call("kpss_load_workflow", "simple_publication")
    call("kpss_choose_workflow", "simple_publication", gazettes, "--root", village.pk)
    page = village.add_child(instance=GazettePage(title="Občasník", slug="obcasnik", live=False))
    page.save_revision(user=hall.writer)
    with pytest.raises(CommandError, match=r"no workflow governs these pages.*Občasník"):
        call("kpss_choose_workflow", gazettes, "--root", village.pk, "--clear")
    assert DefinitionChoice.objects.count() == 1
    page.delete()
    assert "becomes no workflow" in call("kpss_choose_workflow", gazettes, "--root", village.pk, "--clear")
    assert not DefinitionChoice.objects.exists()


def test_choosing_twice_changes_nothing(hall, village):
    choose(village)
    entries = PageLogEntry.objects.filter(action="kpss_workflows.choice")
    assert entries.count() == 1
    assert entries.get().message == "Pages of the type “notice page” follow the workflow “Krátká cesta”"
    assert choose(village).sentences == []
    assert entries.count() == 1
    assert DefinitionChoice.objects.count() == 1


def test_dry_run_of_a_choice_writes_nothing(hall, village):
    page = a_notice_in(village, hall.writer)
    make(page, "submit", hall.writer)
    options = ("--root", village.pk, "--move", "mayor=ready")
    dry = call("kpss_choose_workflow", "short", NOTICE_PAGE, *options, "--dry-run")
    assert not DefinitionChoice.objects.exists()
    assert state_of(page) == "mayor"
    assert dry == call("kpss_choose_workflow", "short", NOTICE_PAGE, *options) + "Nothing was written.\n"


def test_roles_that_nobody_plays_there_are_named(hall, village):
    def with_clerk(data):
        short(data)
        data["roles"].append({"key": "clerk", "title": "podatelna"})
        data["roles"].append({"key": "boss", "title": "vedoucí", "permission": "publish"})

    load_text(changed(with_clerk))
    assert choose(village).sentences[1:] == ["Nobody plays the role “podatelna” (clerk) here yet."]


def test_loaded_change_of_a_chosen_definition_must_still_fit_its_types(hall, village):
    call("kpss_load_workflow", "simple_publication")
    call("kpss_choose_workflow", "simple_publication", "testapp.GazettePage", "--root", village.pk)
    text = WorkflowDefinition.objects.get(name="simple_publication").source
    freezing = changed(put("transitions", "submit", freeze=True), text=text)
    with pytest.raises(ValueError, match=r"testapp\.GazettePage.*no public versions"):
        load_text(freezing)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["nothing", NOTICE_PAGE], "Load it first"),
        (["short", "testapp.OrdinaryPage"], "no page type called"),
        (["short", "testapp.noticepage"], "no page type called"),
        (["short", "testapp.GazettePage"], "no public versions"),
        (["short", "nonsense"], "no page type called"),
        (["short", NOTICE_PAGE, "--clear"], "Name a workflow"),
        ([NOTICE_PAGE], "Name a workflow"),
        (["short", NOTICE_PAGE, "--move", "nowhere=draft"], r"states\.nowhere"),
        (["short", NOTICE_PAGE, "--move", "mayor=nowhere"], r"states\.nowhere"),
        (["short", NOTICE_PAGE, "--move", "mayor=published"], r"states\.published"),
    ],
)
def test_choice_that_cannot_be_is_refused_with_a_sentence(hall, village, given, reason):
    with pytest.raises(CommandError, match=reason):
        call("kpss_choose_workflow", *given, "--root", village.pk)
    assert not DefinitionChoice.objects.exists()


def test_place_must_be_a_page(hall, village):
    with pytest.raises(CommandError, match="no page with the number 999999"):
        call("kpss_choose_workflow", "short", NOTICE_PAGE, "--root", 999999)


def test_page_moved_to_another_workflow_takes_its_run_along(hall, village):
    choose(village)
    hall.fresh().move(village, pos="last-child")
    assert (governing(hall.page), state_of(hall.page)) == ("short", "draft")
    run = WorkflowState.objects.for_instance(hall.fresh()).active().get()
    assert run.workflow.kpss_definition.name == "short"
    make(hall.page, "submit", hall.writer)
    assert state_of(hall.page) == "ready"


def test_page_moved_out_of_a_state_the_other_workflow_lacks_begins_anew(hall, village):
    choose(village)
    make(hall.page, "submit", hall.writer)
    parent = home()
    parent.add_child(instance=OrdinaryPage(title="Spis", slug="spis"))
    hall.fresh().move(OrdinaryPage.objects.get(slug="spis"), pos="last-child")
    assert state_of(hall.page) == "mayor"
    OrdinaryPage.objects.get(slug="spis").move(OrdinaryPage.objects.get(pk=village.pk), pos="last-child")
    assert (governing(hall.page), state_of(hall.page)) == ("short", "draft")
    assert WorkflowState.objects.for_instance(hall.fresh()).active().count() == 1
    moved = PageLogEntry.objects.get(page=hall.page.pk, action="kpss_workflows.redefinition")
    assert moved.message == "The workflow changed: from “U starosty” to “Rozepsáno”"
