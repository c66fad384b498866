"""Loading a changed definition: it says what changes, keeps who is on the way, and a dry run touches nothing."""

from __future__ import annotations

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    PageLogEntry,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from tests.testapp.models import GazettePage, NoticePage
from workflows.actions.base import Refused
from workflows.loading.changes import changes
from workflows.loading.errors import DefinitionError
from workflows.loading.load import LoadDefinitions, Source, load_text
from workflows.loading.toml import parse
from workflows.models import RoleAssignment, StateTask, WorkflowDefinition

from .story import decide, end_consultation, home, load_notice, make, person, state_of
from .toml_editing import NOTICE, call, changed, drop, item, leave_out, put, written


def difference(*edits) -> list[str]:
    """The sentences about the notice's definition and a changed one."""
    return changes(parse(NOTICE), parse(changed(*edits)))


def without_ready(data) -> None:
    """Drop the state between the mayor and the public."""
    leave_out("states", "ready")(data)
    item(data, "transitions", "open")["from"] = ["mayor"]
    item(data, "transitions", "send_back")["from"] = ["mayor"]
    leave_out("transitions", "approve")(data)


# What changes


def test_same_definition_changes_nothing(db):
    assert difference() == []


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            put("states", "mayor", title="U starostky"),
            'states.mayor.title: "U starosty" becomes "U starostky".',
        ),
        (put("states", "mayor", deadline=5), "states.mayor.deadline: 0 becomes 5."),
        (put("states", "draft", edit=["writer", "mayor"]), "states.draft.edit: added mayor."),
        (put("states", "draft", edit=["writer"]), "states.draft.edit: dropped secretary."),
        (put("states", "draft", edit=["secretary", "writer"]), "states.draft.edit: the order changes."),
        (put("roles", "mayor", permission="publish"), 'roles.mayor.permission: "" becomes "publish".'),
        (put("roles", "secretary", moderates=False), "roles.secretary.moderates: true becomes false."),
        (put("transitions", "submit", guards=[]), "transitions.submit.guards: dropped bundle_is_complete."),
        (put("transitions", "approve", to="draft"), 'transitions.approve.to: "ready" becomes "draft".'),
        (put("transitions", "open", **{"from": ["ready", "mayor"]}), "transitions.open.from: added mayor."),
        (drop("transitions", "send_back", "comment_required"), "comment_required: true becomes false."),
        (
            lambda data: item(data, "transitions", "record")["outcomes"].pop("postponed"),
            'transitions.record.outcomes.postponed: "assembly" becomes "".',
        ),
        (lambda data: data.update(title="Vyhláška"), 'title: "Oznámení" becomes "Vyhláška".'),
        (leave_out("transitions", "record_later"), "record_later is dropped: “Zaznamenat další usnesení”."),
        (lambda data: data["transitions"].reverse(), "transitions: the order changes."),
    ],
)
def test_each_change_is_told_by_its_key(db, edit, sentence):
    mended = put("states", "mayor", view=["writer", "mayor", "secretary"])
    text = (
        changed(edit) if "to" not in sentence.split(":")[0].split(".") else changed(edit, mended, reachable)
    )
    assert any(one.endswith(sentence) for one in changes(parse(NOTICE), parse(text)))


def reachable(data) -> None:
    """Lead to the state that the changed transition no longer leads to."""
    item(data, "transitions", "submit")["to"] = "mayor"
    data["transitions"].append(
        {"key": "skip", "title": "Přeskočit", "from": ["mayor"], "to": "ready", "roles": ["mayor"]}
    )


def test_new_states_roles_and_beginnings_are_told(db):
    def grown(data):
        data["roles"].append({"key": "clerk", "title": "podatelna"})
        data["states"].insert(0, {"key": "idea", "kind": "review", "title": "Námět", "edit": ["clerk"]})
        data["transitions"].append(
            {"key": "take_up", "title": "Ujmout se", "from": ["idea"], "to": "draft", "roles": ["writer"]}
        )

    assert difference(grown) == [
        "roles.clerk is new: “podatelna”.",
        "states.idea is new: “Námět”.",
        "transitions.take_up is new: “Ujmout se”.",
        "A new page begins in the state “Námět”.",
    ]


def test_dropped_role_names_the_groups_that_hold_it(hall):
    def without_mayor(data):
        leave_out("roles", "mayor")(data)
        item(data, "transitions", "approve")["roles"] = ["secretary"]
        item(data, "transitions", "send_back")["roles"] = ["secretary"]

    assert "roles.mayor is dropped, but groups hold it: group mayor. Give them another role." in difference(
        without_mayor
    )
    assert RoleAssignment.objects.filter(role="mayor").exists()


def test_first_loading_says_how_large_it_is_and_what_it_governs(db, tmp_path):
    said = call("kpss_load_workflow", written(tmp_path, NOTICE))
    assert said.splitlines() == [
        "Loaded: notice",
        "  The definition is new; roles: 3, states: 8, transitions: 12.",
        "  page_types: added testapp.NoticePage.",
    ]


def test_command_tells_changes_and_the_log_keeps_them(hall, tmp_path):
    said = call("kpss_load_workflow", written(tmp_path, changed(put("states", "mayor", title="U starostky"))))
    assert 'states.mayor.title: "U starosty" becomes "U starostky".' in said
    entry = ModelLogEntry.objects.filter(action="kpss_workflows.load").latest("pk")
    assert 'states.mayor.title: "U starosty" becomes "U starostky".' in entry.message
    assert "Nothing changes." in call("kpss_load_workflow", tmp_path / "changed.toml")
    assert ModelLogEntry.objects.filter(action="kpss_workflows.load").latest("pk") == entry


# Running work and history


def test_page_on_its_way_goes_on_by_the_new_definition(hall):
    make(hall.page, "submit", hall.writer)
    before = TaskState.objects.get(status="in_progress")

    def grown(data):
        item(data, "states", "mayor")["title"] = "U paní starostky"
        item(data, "transitions", "approve")["guards"] = ["four_eyes", "testapp_is_tuesday"]
        data["transitions"].append(
            {"key": "take_back", "title": "Vzít zpět", "from": ["mayor"], "to": "draft", "roles": ["writer"]}
        )

    load_text(changed(grown))
    assert TaskState.objects.get(status="in_progress") == before
    make(hall.page, "take_back", hall.writer)
    assert state_of(hall.page) == "draft"
    assert hall.fresh().current_workflow_state.workflow.kpss_definition.name == "notice"


def test_history_of_a_dropped_state_stays_readable(hall, client):
    hall.until_ready()
    make(hall.page, "send_back", hall.secretary, comment="Přepracovat.")
    load_text(changed(without_ready))
    entries = PageLogEntry.objects.filter(page=hall.page.pk, action="kpss_workflows.transition")
    told = [entry.message for entry in entries]
    assert any("Připraveno" in sentence for sentence in told)
    assert TaskState.objects.filter(task__name="Připraveno", status="rejected").count() == 1
    client.force_login(hall.secretary)
    assert client.get(f"/admin/pages/{hall.page.pk}/history/").status_code == 200


def test_pages_of_a_dropped_state_move_where_it_was_said(hall):
    hall.until_ready()
    load_text(changed(without_ready), moves={"ready": "mayor"})
    assert state_of(hall.page) == "mayor"
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert WorkflowState.objects.get().status == "in_progress"
    moved = PageLogEntry.objects.get(page=hall.page.pk, action="kpss_workflows.redefinition")
    assert moved.message == "The workflow changed: from “Připraveno” to “U starosty”"
    make(hall.page, "open", hall.secretary, **opening())
    assert state_of(hall.page) == "consultation"


def opening() -> dict:
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()
    return {"opens_at": now, "closes_at": now + timedelta(days=1), "contact": "Podatelna"}


def test_refusal_names_the_pages_and_counts_the_rest(hall):
    hall.until_ready()
    for number in range(21):
        page = NoticePage(title=f"Oznámení {number}", slug=f"o-{number}", body="<p>Text.</p>", live=False)
        home().add_child(instance=page)
        page.save_revision(user=hall.writer)
        make(page, "submit", hall.writer)
        make(page, "approve", hall.mayor)
    with pytest.raises(DefinitionError) as error:
        load_text(changed(without_ready), "nova.toml")
    assert (error.value.file, error.value.key) == ("nova.toml", "states.ready")
    assert f"Ořez stromů ({hall.page.pk}), Oznámení 0 (" in error.value.reason
    assert "Oznámení 18 (" in error.value.reason
    assert "Oznámení 19 (" not in error.value.reason
    assert "and 2 more" in error.value.reason


def dropping_comments(data) -> None:
    """Drop the public consultation altogether."""
    leave_out("states", "consultation")(data)
    leave_out("transitions", "open", "withdraw", "close")(data)
    data["transitions"].append(
        {
            "key": "skip",
            "title": "Bez připomínek",
            "from": ["ready"],
            "to": "settlement",
            "roles": ["secretary"],
        }
    )


def test_open_consultation_is_not_taken_from_the_public_by_a_file(hall):
    hall.until_open()
    with pytest.raises(DefinitionError, match=r"not over on: Ořez stromů \(\d+\)"):
        load_text(changed(dropping_comments), moves={"consultation": "settlement"})
    end_consultation(hall.consultation)
    load_text(changed(dropping_comments), moves={"consultation": "settlement"})
    assert state_of(hall.page) == "settlement"


def test_no_page_moves_into_a_consultation_nobody_opened(hall):
    hall.until_ready()
    with pytest.raises(DefinitionError, match="Nobody opened a consultation"):
        load_text(changed(without_ready), moves={"ready": "consultation"})
    assert state_of(hall.page) == "ready"


@pytest.mark.parametrize(
    ("moves", "key"),
    [({"mayor": "draft"}, "states.mayor"), ({"ready": "nowhere"}, "states.nowhere")]
    + [({"ready": "published"}, "states.published"), ({"nowhere": "draft"}, "states.nowhere")],
)
def test_move_must_lead_from_a_dropped_state_to_one_that_is(hall, moves, key):
    with pytest.raises(DefinitionError) as error:
        load_text(changed(without_ready), "nova.toml", moves=moves)
    assert error.value.key == key


def test_published_pages_stay_published_when_states_go(hall):
    decide(hall.until_assembly().page, hall.secretary)
    load_text(changed(without_ready))
    assert state_of(hall.page) == "published"
    make(hall.page, "start_again", hall.secretary)
    assert state_of(hall.page) == "draft"


# Page types


def test_file_without_types_keeps_those_given_before(db, tmp_path):
    text = changed(lambda data: data.pop("page_types"))
    path = written(tmp_path, text)
    call("kpss_load_workflow", path, "--for", "testapp.NoticePage")
    assert WorkflowDefinition.objects.get().definition.page_types == ("testapp.NoticePage",)
    assert "Nothing changes." in call("kpss_load_workflow", path)


def test_label_is_written_as_the_model_is(db):
    with pytest.raises(DefinitionError, match=r"testapp\.noticepage"):
        load_text(changed(lambda data: data.update(page_types=["testapp.noticepage"])))


def test_definition_that_freezes_needs_public_versions(db):
    with pytest.raises(DefinitionError, match="no public versions"):
        load_text(NOTICE, page_types=["testapp.GazettePage"])


def test_types_may_pass_from_one_file_to_another_at_once(db):
    load_notice()
    freed = changed(lambda data: data.update(page_types=["kpss_pages.PlanPage"]))
    taking = changed(lambda data: data.update(name="other"))
    with pytest.raises(DefinitionError, match="governed by “notice” already"):
        load_text(taking)
    LoadDefinitions([Source(taking), Source(freed)]).execute()
    assert WorkflowDefinition.objects.for_type("testapp.NoticePage").name == "other"


def test_two_files_may_not_take_the_same_type_or_name(db):
    other = changed(lambda data: data.update(name="other"))
    for second, reason in ((other, "governed by"), (NOTICE, "same name")):
        with pytest.raises(DefinitionError, match=reason):
            LoadDefinitions([Source(NOTICE, "a.toml"), Source(second, "b.toml")]).execute()
        assert not WorkflowDefinition.objects.exists()


def test_page_in_the_hosts_moderation_is_named_and_taken_over(db):
    page = GazettePage(title="Zpravodaj", slug="zpravodaj", editorial="<p>Úvodník.</p>", live=False)
    home().add_child(instance=page)
    author = person("author")
    page.save_revision(user=author)
    host = Workflow.objects.create(name="Moderace")
    WorkflowTask.objects.create(workflow=host, task=GroupApprovalTask.objects.create(name="Schválení"))
    host.start(page, author)
    action = LoadDefinitions([Source(shipped_text("simple_publication"))], page_types=["testapp.GazettePage"])
    action.execute()
    assert f"ends with their next step: Zpravodaj ({page.pk})." in action.told[0][1][-1]
    assert state_of(page) == "private"
    make(page, "submit", author)
    assert state_of(page) == "pending"
    assert page.workflow_states.active().get().workflow.kpss_definition.name == "simple_publication"


def shipped_text(name: str) -> str:
    from workflows.loading.shipped import shipped

    return shipped()[name].read_text("utf-8")


# The dry run


COUNTED = (
    WorkflowDefinition,
    StateTask,
    Workflow,
    WorkflowTask,
    TaskState,
    WorkflowState,
    ModelLogEntry,
    PageLogEntry,
)


@pytest.fixture
def nothing_written():
    """Fail at any row that is written, whatever becomes of it."""
    heard = []

    def listener(sender, **kwargs):
        heard.append(sender)

    def refuse(execute, sql, params, many, context):
        if sql.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            raise AssertionError(sql)
        return execute(sql, params, many, context)

    signals = (pre_save, post_save, post_delete)
    for signal in signals:
        signal.connect(listener)
    with connection.execute_wrapper(refuse):
        yield
    for signal in signals:
        signal.disconnect(listener)
    assert heard == []


def test_dry_run_says_the_same_as_loading_and_writes_nothing(hall, tmp_path, request):
    hall.until_ready()
    path = written(tmp_path, changed(without_ready, put("states", "mayor", title="U starostky")))
    before = [model.objects.count() for model in COUNTED]
    request.getfixturevalue("nothing_written")
    dry = call("kpss_load_workflow", path, "--dry-run", "--move", "ready=mayor")
    assert before == [model.objects.count() for model in COUNTED]
    assert WorkflowDefinition.objects.get().source == NOTICE
    assert "Would be loaded: notice" in dry
    assert f"Pages move from “Připraveno” to “U starostky”: Ořez stromů ({hall.page.pk})." in dry
    assert "transitions.approve is dropped: “Schválit”." in dry


def test_real_run_says_what_the_dry_run_said(hall, tmp_path):
    hall.until_ready()
    path = written(tmp_path, changed(without_ready))
    dry = call("kpss_load_workflow", path, "--dry-run", "--move", "ready=mayor")
    real = call("kpss_load_workflow", path, "--move", "ready=mayor")
    assert dry.splitlines()[1:] == real.splitlines()[1:]
    assert state_of(hall.page) == "mayor"


@pytest.mark.parametrize(
    "text", [changed(put("states", "ready", kind="party")), changed(without_ready), "name = "]
)
def test_dry_run_reports_errors_alike(hall, tmp_path, text):
    hall.until_ready()
    path, said = written(tmp_path, text), []
    for options in ([], ["--dry-run"]):
        with pytest.raises(CommandError) as error:
            call("kpss_load_workflow", path, *options)
        said.append(str(error.value))
    assert said[0] == said[1]
    assert said[0].startswith("changed.toml: ")


def test_moves_are_read_or_refused(hall, tmp_path):
    path = written(tmp_path, changed(without_ready))
    for given in ("ready", "=mayor", "ready="):
        with pytest.raises(CommandError, match="OLD=NEW"):
            call("kpss_load_workflow", path, "--move", given)
    with pytest.raises(CommandError, match="Two moves"):
        call("kpss_load_workflow", path, "--move", "ready=mayor", "--move", "ready=draft")
    with pytest.raises(CommandError, match="one definition at a time"):
        call("kpss_load_workflow", path, "simple_publication", "--move", "ready=mayor")


def test_shipped_definition_is_loaded_by_its_name(db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "simple_publication").mkdir()  # a folder of that name is no file
    call("kpss_load_workflow", "simple_publication", "--for", "testapp.GazettePage")
    assert WorkflowDefinition.objects.for_type("testapp.GazettePage").name == "simple_publication"
    with pytest.raises(CommandError, match=r"there are: action_plan, minutes, plan, .*simple_publication"):
        call("kpss_load_workflow", "sandokan")


def test_mark_of_windows_editors_is_forgiven(db, tmp_path):
    path = tmp_path / "notice.toml"
    path.write_bytes(b"\xef\xbb\xbf" + NOTICE.replace("\n", "\r\n").encode())
    call("kpss_load_workflow", path)
    assert WorkflowDefinition.objects.get().source == NOTICE


def test_page_moved_to_the_adopted_ones_is_not_published_without_a_resolution(hall):
    make(hall.page, "submit", hall.writer)

    def without_mayor(data):
        leave_out("states", "mayor")(data)
        leave_out("roles", "mayor")(data)
        leave_out("transitions", "approve")(data)
        item(data, "transitions", "submit")["to"] = "ready"
        item(data, "transitions", "send_back").update({"from": ["ready"], "roles": ["secretary"]})

    load_text(changed(without_mayor), moves={"mayor": "adopted"})
    assert state_of(hall.page) == "adopted"
    with pytest.raises(Refused, match="No body has adopted this text"):
        make(hall.page, "publish_adopted", hall.secretary)
    assert not hall.fresh().live
