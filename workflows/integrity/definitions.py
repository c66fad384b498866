"""A loaded definition still names only what the site has."""

from __future__ import annotations

from collections.abc import Iterator

from ..loading.errors import DefinitionError
from ..loading.toml import parse
from ..loading.types import check_types
from ..models.definitions import WorkflowDefinition
from .findings import Finding


def definitions_are_sound() -> Iterator[Finding]:
    """Guards, bodies and page types may have left the site since the definition was loaded."""
    for row in WorkflowDefinition.objects.all():
        try:
            check_types(parse(row.source), "")
        except DefinitionError as error:
            yield Finding(row.name, str(error))
