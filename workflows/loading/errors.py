"""Why a definition cannot be loaded."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

PLACE = re.compile(
    r"^(?P<reason>.*?)\.? \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL
)
"""How the parser of TOML says where it stopped."""


class DefinitionError(ValueError):
    """A definition that cannot be loaded: the file, the key in it and the reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(": ".join(filter(None, (file, key, str(reason)))))
        self.file, self.key, self.reason = file, key, str(reason)


def syntax_error(file: str, text: str, words: str) -> DefinitionError:
    """Say on which line the text is not TOML; there is no key to name yet."""
    found = PLACE.match(words)
    reason = found["reason"] if found else words
    line = (found and found["line"]) or (len(text.splitlines()) or 1)
    return DefinitionError(
        file,
        _("line %(number)s") % {"number": line},
        _("This is not TOML: %(reason)s.") % {"reason": reason.rstrip(".")},
    )
