"""Texts of definitions: the shipped ones have one form, and no text does worse than be refused."""

from __future__ import annotations

import random
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from workflows.definition import EFFECTS, STATE_KINDS, Definition, Role, State, Transition
from workflows.guards import known_guards
from workflows.loading.changes import changes
from workflows.loading.checks import PERMISSIONS
from workflows.loading.errors import DefinitionError
from workflows.loading.shipped import shipped
from workflows.loading.toml import RENAMED, dump, parse

from .toml_editing import NOTICE

TEXTS = {name: path.read_text("utf-8") for name, path in shipped().items()} | {"notice": NOTICE}

SHIPPED = ["action_plan", "minutes", "plan", "plan_small_town", "simple_consultation", "simple_publication"]


def test_all_of_them_are_shipped():
    assert sorted(shipped()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_file_has_the_one_form_and_its_own_name(name):
    definition = parse(TEXTS[name], name)
    assert dump(definition) == TEXTS[name]
    assert definition.name_key == name


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_definition_speaks_both_languages_and_explains_its_states(name):
    definition = parse(TEXTS[name], name)
    parts = [definition, *definition.roles, *definition.states, *definition.transitions]
    assert [part for part in parts if not part.title_en] == []
    assert [state.key for state in definition.states if not state.sentence.endswith(".")] == []
    assert [state.key for state in definition.states if not state.view] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_return_asks_for_words(name):
    """One may take one's own work back without them."""
    definition = parse(TEXTS[name], name)
    returns = [one for one in definition.transitions if one.effect in ("return", "retract")]
    assert {one.key for one in returns if not one.comment_required} <= {"take_back", "recall"}


PAGE = (Path(__file__).parents[2] / "docs" / "definitions.md").read_text("utf-8")


def named(word: str) -> bool:
    """The page on definitions names it as code."""
    return f"`{word}`" in PAGE or f"`{word} " in PAGE


@pytest.mark.parametrize("part", [Role, State, Transition])
def test_page_on_definitions_explains_every_key(part):
    written = {name: key for key, name in RENAMED.items()}
    assert [name for name in part.__dataclass_fields__ if not named(written.get(name, name))] == []


def test_page_on_definitions_explains_kinds_effects_guards_permissions_and_what_ships():
    words = {*STATE_KINDS, *EFFECTS, *PERMISSIONS, *shipped()}
    words |= {name for name in known_guards() if not name.startswith("testapp_")}
    assert sorted(word for word in words if not named(word)) == []


VALUES: list[Any] = [
    "",
    "draft",
    "nowhere",
    "kpss_pages.PlanPage",
    "four_eyes",
    "Žluťoučký kůň 🐎",
    "x" * 300,
    "two\nlines",
    "nul\0",
    "\u202e",
    0,
    -1,
    7,
    10**30,
    1.5,
    True,
    [],
    ["draft", "draft"],
    [1],
    [[]],
    {},
    {"approved": "published"},
    {"a": {"b": 1}},
    *STATE_KINDS,
    *EFFECTS,
]


def loaded_dice(name: str) -> random.Random:
    """Throw the same each time."""
    return random.Random(name)  # noqa: S311 (no secret)


def somewhere(data: Any, dice: random.Random) -> tuple[Any, Any]:
    """A container in the data and one of its keys."""
    places = [
        (box, key) for box in boxes(data) for key in (box if isinstance(box, dict) else range(len(box)))
    ]
    return dice.choice(places)


def boxes(data: Any):
    if isinstance(data, dict | list):
        yield data
        for one in data.values() if isinstance(data, dict) else data:
            yield from boxes(one)


def mutated(data: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """Spoil one to three places of a definition."""
    data = deepcopy(data)
    for _time in range(dice.randint(1, 3)):
        box, key = somewhere(data, dice)
        deed = dice.randint(0, 4)
        if deed == 0:
            box.pop(key)
        elif deed == 1 and isinstance(box, list):
            box.append(deepcopy(box[key]))
        elif deed == 2 and isinstance(box, list):
            dice.shuffle(box)
        elif deed == 3 and isinstance(box, dict):
            box[dice.choice(["kind", "key", "from", "to", "roles", "automatic", "ghost", "ž"])] = dice.choice(
                VALUES
            )
        else:
            box[key] = dice.choice(VALUES)
        if not data:
            break
    return data


def answer(text: str) -> Definition | DefinitionError:
    """Parse; whatever else than an answer or a refusal comes, comes out."""
    try:
        return parse(text, "mutant.toml")
    except DefinitionError as error:
        return error


def is_sound(found: Definition | DefinitionError) -> bool:
    """Tell whether a text was taken; a refusal names the file and a reason, and what was taken has its one form."""
    if isinstance(found, DefinitionError):
        assert str(found).startswith("mutant.toml: ")
        assert found.reason
        return False
    assert parse(dump(found)) == found
    return True


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_spoiled_values_are_read_or_refused(name):
    dice, whole, sound = loaded_dice(name), parse(TEXTS[name]), 0
    data = tomllib.loads(TEXTS[name])
    for _time in range(400):
        found = answer(tomli_w.dumps(mutated(data, dice)))
        if is_sound(found):
            sound += 1
            changes(whole, found)
    assert 0 < sound < 400


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_spoiled_letters_are_read_or_refused(name):
    dice, text = loaded_dice(name), TEXTS[name]
    for _time in range(400):
        at = dice.randrange(len(text))
        junk = dice.choice(["", '"', "[", "]", "=", "\n", "'", "#", "\\", "{", "0", "\x07", "\ufeff", "é"])
        is_sound(answer(text[:at] + junk + text[at + dice.choice([0, 1, 1, 50]) :]))
