"""The columns of a table of letters, by the names that town halls give them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .folding import folded


class Column(NamedTuple):
    """A column: what it is for us, what it is called on the screen and in the template, and what else it may be."""

    name: str
    label: Any
    help: Any
    aliases: tuple[str, ...]
    longest: int
    is_required: bool = False


COLUMNS = [
    Column(
        "mark",
        _("Number of the letter"),
        _("Rows with the same number are one letter. A row without one is a letter by itself."),
        ("letter", "letter number", "číslo dopisu", "dopis", "číslo podání", "podání"),
        100,
    ),
    Column(
        "channel",
        _("How it came"),
        _("By e-mail, on paper, by a data box, by telephone, in person or at a meeting."),
        ("channel", "way", "jak přišel", "jak přišlo", "způsob", "způsob podání", "cesta", "kanál"),
        50,
    ),
    Column(
        "received",
        _("Received"),
        _(
            "The day on which it reached the town hall, such as 2. 10. 2017 or 2017-10-02; the time may follow. A "
            "day without a time counts as a whole."
        ),
        ("date received", "received on", "přijato", "datum přijetí", "doručeno", "datum doručení", "došlo"),
        50,
    ),
    Column(
        "sent",
        _("Sent"),
        _("The day of sending; of a letter the postmark."),
        ("date sent", "sent on", "postmark", "odesláno", "datum odeslání", "razítko", "datum razítka"),
        50,
    ),
    Column(
        "reference_number",
        _("Reference number"),
        _("As the town's file register has it."),
        ("reference", "číslo jednací", "č. j.", "čj.", "spisová značka", "sp. zn."),
        100,
    ),
    Column(
        "role",
        _("Who writes"),
        _("One of the kinds of authors that the form for letters offers."),
        ("who", "kind of author", "kdo píše", "kdo", "druh autora"),
        100,
    ),
    Column(
        "name",
        pgettext_lazy("of a person", "Name"),
        _("Of the person. It is never published."),
        ("name of the person", "author", "jméno", "jméno a příjmení", "autor"),
        200,
    ),
    Column(
        "organisation",
        _("Organisation"),
        _("For which the person writes."),
        ("organization", "organizace", "subjekt"),
        200,
    ),
    Column("email", _("E-mail"), _("Of the person."), ("e-mail", "email", "e-mailová adresa"), 254),
    Column(
        "part",
        _("Part of the plan"),
        _(
            "Its number, its title or both, as the draft has them, or its address. Where two pages have the same, "
            "write the title of the page before it. Empty means the whole plan."
        ),
        ("part", "část plánu", "část", "část dokumentu", "k čemu", "opatření"),
        600,
    ),
    Column(
        "quote",
        _("Sentence of the draft"),
        _("The sentence that is meant."),
        ("quote", "quoted sentence", "věta z návrhu", "věta návrhu", "citace", "citovaná věta"),
        2_000,
    ),
    Column(
        "text",
        _("Comment"),
        _("What the letter says on this part."),
        ("text", "text of the comment", "připomínka", "text připomínky", "znění připomínky"),
        20_000,
        is_required=True,
    ),
    Column(
        "proposed",
        _("Proposed wording"),
        _("How it should read."),
        ("proposal", "navrhované znění", "návrh znění", "návrh změny"),
        20_000,
    ),
]

BY_NAME = {column.name: column for column in COLUMNS}


def known_headings() -> dict[str, str]:
    """The name of each column by everything its heading may say, in the language of the screen as well."""
    return {
        folded(str(heading)): column.name
        for column in COLUMNS
        for heading in (*column.aliases, column.label, column.name)
    }


def label_of(name: str) -> str:
    """Call a column as the screen does."""
    return str(BY_NAME[name].label) if name in BY_NAME else ""


def labels() -> dict[str, str]:
    """What every column is called on the screen."""
    return {column.name: str(column.label) for column in COLUMNS}


def too_long(name: str, text: str) -> str:
    """Say that a text does not fit into its column; empty if it does."""
    longest = BY_NAME[name].longest
    if len(text) <= longest:
        return ""
    sentence = gettext("It has %(length)s characters; at most %(longest)s fit. Shorten it.")
    return sentence % {"length": len(text), "longest": longest}
