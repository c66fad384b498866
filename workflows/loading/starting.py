"""What follows when people may write in the final state: saving a published page begins a new version."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..definition import Definition
from .ways import Problem


def bad_start(definition: Definition) -> Iterator[Problem]:
    """Yield why somebody who may write there could not save."""
    final, start = definition.final, definition.starting()
    if not final.edit:
        return
    where = f"states.{final.key}.edit"
    if start is None:
        yield where, _("Writing here begins a new version, so a transition must start one.")
        return
    for name in sorted(set(final.edit) - set(start.roles)):
        yield (
            where,
            _("The role “%(name)s” writes here, so it must be let to start a new version.") % {"name": name},
        )
    if start.guards or start.comment_required or start.permission:
        reason = _("It is made by saving a published page, which asks for no words and no conditions.")
        yield f"transitions.{start.key}", reason
