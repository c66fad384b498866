"""The example of the template, which is easily left in a file that is otherwise filled in."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from .entries import Entry
from .problems import Unreadable
from .templates import example_text


def without_example(entries: list[Entry]) -> tuple[list[Entry], list[str]]:
    """Leave the example out, and say so. Raises :class:`Unreadable` where nothing else is there."""
    texts = _example_texts()
    kept = [one for one in entries if one.text.strip() not in texts]
    if not kept:
        raise Unreadable(
            _("The file holds only the example of the template. Write the letters in its place.")
        )
    notes = [
        _("%(where)s: the example of the template was left out.") % {"where": one.where}
        for one in entries
        if one.text.strip() in texts
    ]
    return kept, notes


def _example_texts() -> set[str]:
    """The example in each language of the site: who fills a template in may read another than who downloaded it."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(example_text())
    return found
