"""Cells that hold more than words: days, ways, kinds of authors, addresses."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from .. import registry
from ..models.submissions import Channel
from ..table.harmless import UNSEEN
from ..town_time import in_town
from .folding import folded

CZECH = re.compile(
    r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})"
    r"(?:,?\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?"
)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}\S{0,20})?")
YEARS = range(1990, 2200)

WAYS = {
    Channel.EMAIL: ("e-mail", "email", "e-mailem", "mail", "elektronicky"),
    Channel.PAPER: ("paper", "on paper", "listinně", "papír", "písemně", "poštou", "pošta", "dopis"),
    Channel.DATA_BOX: ("data box", "datová schránka", "datovou schránkou", "do datové schránky", "ds"),
    Channel.TELEPHONE: ("telephone", "phone", "by telephone", "telefon", "telefonicky"),
    Channel.IN_PERSON: ("in person", "osobně", "ústně"),
    Channel.MEETING: ("at a meeting", "meeting", "na jednání", "jednání", "na setkání", "setkání"),
}
"""What a table may call the ways by which letters come."""


class Wrong(ValueError):
    """A cell that does not hold what its column is for; the message says what to write."""


def words(value: Any) -> str:
    """Return a cell as text, each line ended in one way."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.day}. {value.month}. {value.year}" + (f" {value:%H:%M}" if value.time() else "")
    if isinstance(value, date):
        return f"{value.day}. {value.month}. {value.year}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A formula over several cells is an object that holds its text.
    text = str(getattr(value, "text", value))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").strip()


def without_unseen(text: str) -> str:
    """Leave out what nobody sees and a database may refuse."""
    return UNSEEN.sub("", text).strip()


def moment(value: Any) -> date | datetime:
    """Return the day of a cell, or the time on the town hall's clock if the cell says one."""
    if isinstance(value, (date, datetime)):
        return _known(
            value if not isinstance(value, datetime) or _says_a_time(value) else value.date(), value
        )
    text = words(value)
    try:
        found = _from_words(text)
    except ValueError as error:
        raise Wrong(_no_day(text)) from error
    return _known(found, text)


def day(value: Any) -> date:
    """Return the day of a cell."""
    found = moment(value)
    return found.date() if isinstance(found, datetime) else found


def channel(value: Any) -> str:
    """Return the way by which a letter came."""
    try:
        return _ways(translation.get_language())[folded(words(value))]
    except KeyError as error:
        offered = ", ".join(str(way.label) for way in WAYS)
        raise Wrong(
            _("“%(value)s” is no way by which a letter comes. Write one of: %(offered)s.")
            % {"value": _short(words(value)), "offered": offered}
        ) from error


def role(value: Any) -> str:
    """Return the kind of an author."""
    kinds = registry.commenter_roles()
    known = {folded(str(one)): key for key, label in kinds for one in (key, label)}
    with translation.override("cs"):
        known |= {folded(str(label)): key for key, label in kinds}
    try:
        return known[folded(words(value))]
    except KeyError as error:
        offered = ", ".join(str(label) for _key, label in kinds)
        raise Wrong(
            _("“%(value)s” is no kind of author. Leave it empty, or write one of: %(offered)s.")
            % {"value": _short(words(value)), "offered": offered}
        ) from error


def email(value: Any) -> str:
    """Return an address."""
    text = words(value)
    try:
        validate_email(text)
    except ValidationError as error:
        raise Wrong(
            _("“%(value)s” is no e-mail address. Mend it, or leave it empty.") % {"value": _short(text)}
        ) from error
    return text


@lru_cache
def _ways(language: str | None) -> dict[str, str]:
    """Return the ways by all they may be called, in the language of the screen as well."""
    return {folded(str(one)): str(way) for way, called in WAYS.items() for one in (*called, way, way.label)}


def _says_a_time(value: datetime) -> bool:
    return value.replace(hour=0, minute=0, second=0, microsecond=0) != value


def _from_words(text: str) -> date | datetime:
    if found := CZECH.fullmatch(text):
        numbers = {name: int(number) for name, number in found.groupdict().items() if number}
        return datetime(**numbers) if "hour" in numbers else date(**numbers)
    if found := ISO.fullmatch(text):
        return datetime.fromisoformat(text) if found[1] else date.fromisoformat(text)
    raise ValueError(text)


def _known(found: date | datetime, value: Any) -> date | datetime:
    if found.year not in YEARS:
        raise Wrong(_no_day(words(value)))
    if isinstance(found, datetime) and found.tzinfo:
        found = in_town(found).replace(tzinfo=None)
    return found


def _no_day(text: str) -> str:
    return _("“%(value)s” is no date. Write it as 2. 10. 2017 or 2017-10-02.") % {"value": _short(text)}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
