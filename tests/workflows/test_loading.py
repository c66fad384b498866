"""Loading definitions: one form of bytes, errors that name file, key and reason, and nothing half done."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Task, Workflow, WorkflowTask

from workflows.loading.errors import DefinitionError
from workflows.loading.load import load_text
from workflows.loading.shape import MOST_ITEMS
from workflows.loading.toml import dump, parse
from workflows.models import StateTask, WorkflowDefinition

from .story import a_notice, load_notice, make, person, state_of
from .toml_editing import NOTICE, call, changed, drop, item, leave_out, put


def tasks() -> dict[str, int]:
    return dict(StateTask.objects.values_list("key", "pk"))


def test_dump_of_what_was_loaded_has_the_same_bytes(db):
    assert load_notice().source == NOTICE
    assert dump(parse(dump(parse(NOTICE)))) == NOTICE


def test_notes_and_english_titles_survive(db):
    def noted(data):
        data |= {"note": "Podle jednacího řádu.\nČl. 5.", "title_en": "Notice"}
        item(data, "states", "draft")["note"] = "Poznámka „v uvozovkách“ \\ a 'dále'."

    text = dump(parse(changed(noted)))
    assert dump(parse(text)) == text
    assert parse(text).state("draft").note.startswith("Poznámka „v")


def test_loading_twice_changes_nothing(db):
    first, before = load_notice(), tasks()
    second = load_notice()
    assert (first.pk, first.workflow_id, before) == (second.pk, second.workflow_id, tasks())
    assert WorkflowTask.objects.filter(workflow=second.workflow).count() == len(before) == 7


def test_new_titles_and_states_come_while_runs_go_on(hall):
    make(hall.page, "submit", hall.writer)
    before = tasks()

    def renamed(data):
        item(data, "states", "mayor")["title"] = "U paní starostky"
        data["states"].insert(2, {"key": "council", "kind": "review", "title": "V radě"})
        item(data, "transitions", "approve")["to"] = "council"
        data["transitions"].append(
            {
                "key": "council_agrees",
                "title": "Rada souhlasí",
                "from": ["council"],
                "roles": ["mayor"],
                "to": "ready",
            }
        )

    load_text(changed(renamed))
    assert {key: pk for key, pk in tasks().items() if key != "council"} == before
    assert Task.objects.get(pk=before["mayor"]).name == "U paní starostky"
    make(hall.page, "approve", hall.mayor)
    assert state_of(hall.page) == "council"


def without_ready(data) -> None:
    data["states"] = [state for state in data["states"] if state["key"] != "ready"]
    item(data, "transitions", "approve")["to"] = "consultation"
    item(data, "transitions", "send_back")["from"] = ["mayor"]
    data["transitions"] = [one for one in data["transitions"] if one["key"] != "open"]


def test_state_with_pages_in_it_is_not_dropped(hall):
    hall.until_ready()
    with pytest.raises(DefinitionError, match="Ořez stromů") as error:
        load_text(changed(without_ready), "nova.toml")
    assert (error.value.file, error.value.key) == ("nova.toml", "states.ready")
    assert WorkflowDefinition.objects.get().source == NOTICE
    assert state_of(hall.page) == "ready"


def test_empty_state_is_dropped_and_may_come_back(hall):
    before = tasks()
    load_text(changed(without_ready))
    assert not StateTask.objects.get(key="ready").active
    load_notice()
    assert StateTask.objects.get(key="ready").active
    assert tasks() == before


def test_kind_of_a_loaded_state_stays(hall):
    with pytest.raises(DefinitionError, match=r"states\.ready\.kind"):
        load_text(changed(lambda data: item(data, "states", "ready").update(kind="settlement")))


def test_page_type_is_governed_by_one_definition(db):
    load_notice()
    with pytest.raises(DefinitionError, match="page_types"):
        load_text(changed(lambda data: data.update(name="other")))
    assert Workflow.objects.filter(kpss_definition__isnull=False).count() == 1


@pytest.mark.parametrize("page_type", ["testapp.OrdinaryPage", "testapp.Nothing", "nothing", "a.b.c", ""])
def test_page_type_must_be_one_that_can_be_governed(db, page_type):
    with pytest.raises(DefinitionError, match="page_types"):
        load_text(changed(lambda data: data.update(page_types=[page_type])))


def twice(kind):
    return lambda data: data[kind].append(dict(data[kind][0]))


def both(first, second):
    return lambda data: (first(data), second(data))


def clockwork(key, effect="", sources=()):
    """Let the clock make a transition."""
    values = {"automatic": True, "guards": ["bundle_is_complete"], "comment_required": False}
    values |= {"effect": effect} if effect else {}
    return put("transitions", key, **values | ({"from": list(sources)} if sources else {}))


CIRCLE = {
    "key": "circle",
    "title": "Dokola",
    "from": ["adopted"],
    "to": "attic",
    "roles": ["secretary"],
}


def end_of_adopted(data):
    """Lead from the adopted wording only to a room that leads only back."""
    data["transitions"] = [one for one in data["transitions"] if one["key"] != "publish_adopted"]
    data["states"].insert(-1, {"key": "attic", "kind": "review", "title": "Půda"})
    data["transitions"].append(CIRCLE | {"key": "back", "from": ["attic"], "to": "adopted"})


UNSOUND = {
    "name": lambda data: data.pop("name"),
    "title": lambda data: data.update(title=""),
    "page_types": lambda data: data.update(page_types="testapp.NoticePage"),
    "roles": lambda data: data.update(roles=[]),
    "name ": lambda data: data.update(name="jednací řád"),
    "colour": lambda data: data.update(colour="red"),
    "states[1]": lambda data: data["states"].__setitem__(0, "draft"),
    "states.draft.colour": put("states", "draft", colour="red"),
    "states.draft.title   ": drop("states", "draft", "title"),
    "states.draft.edit   ": put("states", "draft", edit="writer"),
    "roles.writer.moderates": put("roles", "writer", moderates="yes"),
    "transitions.submit.from   ": drop("transitions", "submit", "from"),
    "transitions.record.outcomes   ": put("transitions", "record", outcomes={"approved": 1}),
    "roles.writer": twice("roles"),
    "states.draft": twice("states"),
    "transitions.submit": twice("transitions"),
    "states.ready.kind": put("states", "ready", kind="party"),
    "states.draft.edit": put("states", "draft", edit=["ghost"]),
    "states.assembly.body": drop("states", "assembly", "body"),
    "states": put("states", "published", kind="review"),
    "transitions.submit.effect": put("transitions", "submit", effect="magic"),
    "transitions.approve.from": put("transitions", "approve", **{"from": []}),
    "transitions.approve": put("transitions", "approve", to="nowhere"),
    "transitions.send_back": put("transitions", "send_back", **{"from": ["mayor", "nowhere"]}),
    "transitions.approve.roles": put("transitions", "approve", roles=["ghost"]),
    "transitions.approve.guards": put("transitions", "approve", guards=["ghost"]),
    "states.published.body": drop("states", "published", "body"),
    "transitions.record.outcomes": put("transitions", "record", outcomes={"applauded": "published"}),
    "transitions.approve.outcomes": put("transitions", "approve", outcomes={"approved": "ready"}),
    "transitions.approve.to": drop("transitions", "approve", "to"),
    "transitions.withdraw.to": put("transitions", "withdraw", to="published"),
    "transitions.publish_adopted.to": put("transitions", "publish_adopted", to="draft"),
    "transitions.start_again.from": put("transitions", "start_again", **{"from": ["published", "draft"]}),
    "states.ready": put("transitions", "approve", to="consultation"),
    "states.mayor": lambda data: data["transitions"].__delitem__(slice(1, 3)),
    "states.mayor ": lambda data: [
        one.update(automatic=True, guards=["bundle_is_complete"], comment_required=False)
        for one in data["transitions"][1:3]
    ],
    "transitions.withdraw.automatic": put("transitions", "withdraw", automatic=True),
    "transitions.close.comment_required": put("transitions", "close", comment_required=True),
    "transitions.close.guards": put("transitions", "close", guards=[]),
    "transitions.close.guards ": put("transitions", "close", guards=["four_eyes"]),
    "transitions.submit.automatic": both(
        put("transitions", "submit", effect="publish_settlements"), clockwork("submit")
    ),
    "transitions.submit ": both(clockwork("submit"), clockwork("send_back", "return", sources=["mayor"])),
    "transitions.submit.guards": put("transitions", "submit", guards=["deadline_has_passed"]),
    "transitions.approve.permission": put("transitions", "approve", permission="bless"),
    "transitions.approve.roles ": put("transitions", "approve", roles=[]),
    "transitions.approve.roles  ": put("transitions", "approve", roles=["mayor", "mayor"]),
    "transitions.submit.to": put("transitions", "submit", to="published"),
    "transitions.record.outcomes ": put("transitions", "record", outcomes={}),
    "transitions.submit.from": put("transitions", "submit", **{"from": ["draft", "published"]}),
    "roles.writer.permission": put("roles", "writer", permission="change_page"),
    "states.mayor.view": put("states", "mayor", view=["writer"]),
    "states.draft.view": put("states", "draft", view=["mayor"]),
    "states.mayor.view ": put("states", "mayor", view=["mayor", "secretary"], comment=["writer"]),
    "states.mayor.comment": put("states", "mayor", comment=["ghost"]),
    "states.draft.deadline": put("states", "draft", deadline=-1),
    "states.draft.deadline ": put("states", "draft", deadline=10**9),
    "states.draft.deadline  ": put("states", "draft", deadline=True),
    "states.assembly.body ": put("states", "assembly", body="assmebly"),
    "states.assembly.body  ": put("states", "assembly", body="rada města"),
    "states.published": put("states", "published", deadline=3),
    "states.published.edit": both(
        put("states", "published", edit=["writer"]), leave_out("transitions", "start_again")
    ),
    "states.published.edit ": put("states", "published", edit=["writer"]),
    "transitions.start_again": both(
        put("states", "published", edit=["secretary"]),
        put("transitions", "start_again", comment_required=True),
    ),
    "states.draft.title": put("states", "draft", title=" "),
    "states.draft.title ": put("states", "draft", title="x" * 256),
    "states.draft.title_en": put("states", "draft", title_en="two\nlines"),
    "states.draft.title    ": put("states", "draft", title="Návrh\u202e"),
    "states.draft.sentence": put("states", "draft", sentence="nul \0"),
    "note": lambda data: data.update(note="\x1b[31m"),
    "title ": lambda data: data.update(title="Ozná\x85mení"),
    "states.adopted": lambda data: data["transitions"].append(CIRCLE) or end_of_adopted(data),
    "states.rada města.key": put("states", "draft", key="rada města"),
    "transitions.x/y.key": put("transitions", "submit", key="x/y"),
    "roles." + "x" * 51 + ".key": put("roles", "writer", key="x" * 51),
}


@pytest.mark.parametrize("key", UNSOUND)
def test_unsound_definition_is_refused_by_file_key_and_reason(db, key):
    with pytest.raises(DefinitionError) as error:
        load_text(changed(UNSOUND[key]), "oznameni.toml")
    assert error.value.file == "oznameni.toml"
    assert error.value.key == key.strip()
    assert error.value.reason.endswith(".")
    assert str(error.value).startswith(f"oznameni.toml: {key.strip()}: ")
    assert not WorkflowDefinition.objects.exists()
    assert not StateTask.objects.exists()


def test_definition_nobody_can_read_on_a_screen_is_refused(db):
    def crowded(data):
        data["states"] += [{"key": f"s{n}", "kind": "review", "title": "Další"} for n in range(MOST_ITEMS)]

    with pytest.raises(DefinitionError, match=f"states: There are more than {MOST_ITEMS} of them"):
        load_text(changed(crowded))


def test_first_state_must_be_a_review(db):
    def reordered(data):
        data["states"].insert(0, data["states"].pop(3))

    with pytest.raises(DefinitionError, match=r"states\.consultation"):
        load_text(changed(reordered))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name = ", 1),
        ('name = "a"\n\ntitle = "nedopsaný\n', 3),
        ('name = "a"\n[[roles]\n', 2),
        ('name = "a"\nname = "b"\n', 2),
        ("", 1),
    ],
)
def test_broken_text_names_its_file_and_line(db, text, line):
    with pytest.raises(DefinitionError, match=r"^x\.toml: ") as error:
        load_text(text, "x.toml")
    assert error.value.key == (f"line {line}" if text else "name")
    assert error.value.reason.endswith(".")


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "1e9999999999999999999", "2020-99-99"])
def test_monstrous_value_is_refused_like_any_other(db, value):
    with pytest.raises(DefinitionError, match=r"^x\.toml: "):
        load_text(f"name = {value}\n", "x.toml")


# Commands


def test_command_loads_all_files_or_none(db, tmp_path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(NOTICE, "utf-8")
    bad.write_text(changed(UNSOUND["states.ready.kind"]), "utf-8")
    with pytest.raises(CommandError, match=r"bad\.toml: states\.ready\.kind"):
        call_command("kpss_load_workflow", good, bad)
    assert not WorkflowDefinition.objects.exists()
    output = StringIO()
    call_command("kpss_load_workflow", good, stdout=output)
    assert "notice" in output.getvalue()


def test_command_forgives_no_missing_or_strange_file(db, tmp_path):
    strange = tmp_path / "strange.toml"
    strange.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing.toml", tmp_path, strange):
        with pytest.raises(CommandError):
            call_command("kpss_load_workflow", path)


def test_command_dumps_the_very_bytes(db):
    load_notice()
    output = StringIO()
    call_command("kpss_dump_workflow", "notice", stdout=output)
    assert output.getvalue() == NOTICE
    for options in ([], ["--shipped"]):
        with pytest.raises(CommandError, match="nic"):
            call_command("kpss_dump_workflow", "nic", *options)


def test_command_dumps_what_ships_beside_what_the_town_changed(db):
    shipped = call("kpss_dump_workflow", "simple_publication", "--shipped")
    load_text(shipped.replace("Jednoduché", "Naše"))
    assert call("kpss_dump_workflow", "simple_publication", "--shipped") == shipped
    assert "Naše" in call("kpss_dump_workflow", "simple_publication")


def test_drafts_older_than_the_definition_are_in_the_first_state(db):
    writer = person("writer")
    page = a_notice(by=writer)
    load_notice()
    assert state_of(page) == "draft"


def test_type_whose_pages_exist_stays_governed(hall):
    with pytest.raises(DefinitionError, match="must go on governing"):
        load_text(changed(lambda data: data.update(page_types=["kpss_pages.PlanPage"])))
