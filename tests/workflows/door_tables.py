"""Who reads and who writes the draft of a page in each state, as tables; and a page that goes through all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tomli_w
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.testapp.models import NoticePage
from workflows.loading.load import load_text
from workflows.models import RoleAssignment

from .browser import administrator, editor_data, signed_in
from .gazette import host_person
from .story import (
    NOTICE_TOML,
    decide,
    end_consultation,
    home,
    make,
    open_for_comment,
    person,
    save,
)

WIDE = """
state         reads                   writes            public
draft         writer,mayor,secretary  writer,secretary  -
mayor         writer,mayor,secretary  -                 -
ready         writer,mayor,secretary  -                 -
consultation  writer,mayor,secretary  -                 version
settlement    writer,mayor,secretary  writer,secretary  version
assembly      writer,mayor,secretary  -                 version
adopted       writer,mayor,secretary  writer,secretary  version
published     writer,mayor,secretary  -                 page
renewed       writer,mayor,secretary  writer,secretary  page
"""
"""The notice as its file has it: without a word about reading, everybody with a role reads."""

NARROW = """
state         reads             writes     public
draft         writer            writer     -
mayor         mayor,secretary   -          -
ready         mayor,secretary   -          -
consultation  secretary         -          version
settlement    writer,secretary  writer     version
assembly      secretary         -          version
adopted       secretary         secretary  version
published     secretary         -          page
renewed       writer            writer     page
"""
"""The notice of a town that shows a draft to nobody but those whose turn it is."""

FOUND, TITLE, TEXT = "Kanarek", "Pelikan", "Slavik"
"""Words of the draft: one to search for, one of the title, one of the text."""

NEXT = {"FOUND": "Rehek", "TITLE": "Volavka", "TEXT": "Krahujec"}
"""The same of the next version of what is published."""


@dataclass(frozen=True)
class Row:
    """One state: who reads the draft, who writes it, and what the public has."""

    state: str
    reads: frozenset[str]
    writes: frozenset[str]
    public: str


def rows_of(table: str) -> dict[str, Row]:
    """Read a table."""
    cells = [line.split() for line in table.strip().splitlines()[1:]]
    return {
        state: Row(state, _names(reads), _names(writes), public) for state, reads, writes, public in cells
    }


def _names(cell: str) -> frozenset[str]:
    return frozenset(cell.split(",")) - {"-"}


def load_as(table: str) -> None:
    """Load the workflow of the notices with readers and writers as a table has them."""
    definition = tomllib.loads(NOTICE_TOML.read_text("utf-8"))
    rows = rows_of(table)
    for state in definition["states"]:
        row = rows[state["key"]]
        state["view"], state["edit"] = sorted(row.reads), sorted(row.writes)
    load_text(tomli_w.dumps(definition), "notice.toml")


class Journey:
    """A notice that its writer makes in the editor, and everybody who might knock at its doors."""

    def __init__(self) -> None:
        roles = {role: person(role) for role in ("writer", "mayor", "secretary")}
        host = host_person("editor", "add", "change", "publish", "lock", "unlock", "bulk_delete")
        member = get_user_model().objects.create_user("member", password="password")
        self.people = roles | {"editor": host, "member": member, "superuser": administrator()}
        self.browsers = {name: signed_in(user) for name, user in self.people.items()} | {
            "anonymous": Client()
        }
        self.words = {"FOUND": FOUND, "TITLE": TITLE, "TEXT": TEXT}
        self.write()

    def write(self) -> None:
        """The writer writes a notice."""
        url = reverse("wagtailadmin_pages:add", args=["testapp", "noticepage", home().pk])
        data = editor_data(title=f"{FOUND} {TITLE}", slug="oznameni", body=f"<p>{TEXT}</p>")
        assert self.browsers["writer"].post(url, data, follow=True).status_code == 200
        self.page = NoticePage.objects.get(slug="oznameni")

    @property
    def fresh(self) -> NoticePage:
        """The page as it is stored now."""
        return NoticePage.objects.get(pk=self.page.pk)

    def stages(self) -> Iterator[str]:
        """Go from state to state, and stop in each."""
        for state, step in STEPS.items():
            step(self)
            yield state

    def renew(self) -> None:
        """A new version of what is published, under a new title."""
        make(self.page, "start_again", self.people["secretary"])
        self.words = NEXT
        title, body = f"{NEXT['FOUND']} {NEXT['TITLE']}", f"<p>{NEXT['TEXT']}</p>"
        save(self.page, by=self.people["writer"], title=title, body=body)

    def someone(self, name: str) -> Any:
        """Somebody by the role they play."""
        return self.people[name]

    def consult(self) -> None:
        """Open for comment."""
        self.consultation = open_for_comment(self.page, self.people["secretary"])

    def settle(self) -> None:
        """Nobody wrote, and the time is over."""
        end_consultation(self.consultation)
        make(self.page, "close", self.people["secretary"])

    def adopt(self) -> None:
        """The assembly changes a word, and the secretary writes it in."""
        decide(self.page, self.people["secretary"], "approved_with_changes")
        save(self.page, by=self.people["secretary"], body=f"<p>{TEXT} a {FOUND}</p>")


STEPS = {
    "draft": lambda on: None,
    "mayor": lambda on: make(on.page, "submit", on.someone("writer")),
    "ready": lambda on: make(on.page, "approve", on.someone("mayor")),
    "consultation": lambda on: on.consult(),
    "settlement": lambda on: on.settle(),
    "assembly": lambda on: make(on.page, "submit_to_assembly", on.someone("secretary")),
    "adopted": lambda on: on.adopt(),
    "published": lambda on: make(on.page, "publish_adopted", on.someone("secretary")),
    "renewed": lambda on: on.renew(),
}
"""How the notice comes into each state from the one before."""


def play_inside(user: Any, role: str, page: Any) -> None:
    """Give a person a role on one page only."""
    RoleAssignment.objects.create(group=user.groups.get(), role=role, page=page)
