"""Words, names, codes and ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ..problems import shown
from .base import Kind, Reading

IDENTIFIER = re.compile(r"\w[\w.:-]{0,79}")
LOOKS_LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Text(Kind):
    """Words of the source on one line, or several if ``lines`` says so; at most ``limit`` letters."""

    empty = ""

    def __init__(self, limit: int = 255, *, lines: bool = False, required: bool = False) -> None:
        super().__init__(required=required)
        self.limit, self.lines = limit, lines

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        if not isinstance(value, str):
            return self.refuse(value, place, reading, _("%(value)s is not a text."))
        if CONTROL_CHARACTER.search(value):
            return self.refuse(value, place, reading, _("%(value)s holds a character that is not writing."))
        text = value.strip() if self.lines else re.sub(r"\s*[\r\n]+\s*", " ", value.strip())
        if len(text) > self.limit:
            reading.refuse(
                place,
                _("%(value)s is longer than %(limit)s letters.")
                % {"value": shown(value), "limit": self.limit},
            )
        return text


class Label(Text):
    """A number or a name that is only shown: 1, "1.1", "XXVII", "4/2017"."""

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return super().parse(str(value) if is_number else value, place, reading)


class Email(Text):
    """An address of electronic mail."""

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        text = super().parse(value, place, reading)
        try:
            if text:
                validate_email(text)
        except ValidationError:
            return self.refuse(value, place, reading, _("%(value)s is not an e-mail address."))
        return text


class Matching(Text):
    """A code of a fixed form, explained by an example."""

    def __init__(self, pattern: str, example: str, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.pattern, self.example = re.compile(pattern), example

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        text = super().parse(value, place, reading)
        if text and not self.pattern.fullmatch(text):
            sentence = _("%(value)s is not of the form %(example)s.")
            reading.refuse(place, sentence % {"value": shown(value), "example": self.example})
        return text


class OneOf(Text):
    """One of a few words."""

    def __init__(self, choices: Iterable[str], *, required: bool = False) -> None:
        super().__init__(required=required)
        self.choices = list(choices)

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        text = super().parse(value, place, reading)
        if text and text not in self.choices:
            sentence = _("%(value)s is not one of: %(choices)s.")
            reading.refuse(place, sentence % {"value": shown(value), "choices": ", ".join(self.choices)})
        return text


class Identifier(Text):
    """What the file calls something, for the rest of the file and for the next time it is loaded."""

    def __init__(self) -> None:
        super().__init__(80, required=True)

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        text = super().parse(value, place, reading)
        if text and not IDENTIFIER.fullmatch(text):
            sentence = _("%(value)s is not an id: up to 80 letters, digits, dots and hyphens are.")
            return self.refuse(value, place, reading, sentence)
        return text


class Reference(Text):
    """The id of something in one of the given lists of the same town."""

    def __init__(self, *lists: str, required: bool = False) -> None:
        super().__init__(required=required)
        self.targets = lists

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        text = super().parse(value, place, reading)
        if text:
            reading.refer(place, self.targets, text)
        return text


class NameOrReference(Reference):
    """A name in words, or the id of somebody in the lists; what is written like an id must be one."""

    def parse(self, value: Any, place: str, reading: Reading) -> str:
        if isinstance(value, str) and LOOKS_LIKE_AN_ID.fullmatch(value):
            return super().parse(value, place, reading)
        return Text.parse(self, value, place, reading)
