"""Definitions that ship with an application, by their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from ..models.definitions import WorkflowDefinition
from .errors import DefinitionError
from .load import LoadDefinitions, Source, load_text

_folders: list[Path] = [Path(__file__).parents[1] / "definitions"]


def register_definitions(folder: Path) -> None:
    """Let the definitions of a folder be loaded by their names; for :meth:`AppConfig.ready`."""
    if folder not in _folders:
        _folders.append(folder)


def shipped() -> dict[str, Path]:
    """Return the shipped definitions by name; the file is called as the definition is."""
    return {path.stem: path for folder in _folders for path in sorted(folder.glob("*.toml"))}


def ensure_loaded(name: str) -> WorkflowDefinition:
    """Return the definition of a name, loading the shipped one if there is none.

    Raises :class:`DefinitionError` when none ships under that name.
    """
    row = WorkflowDefinition.objects.filter(name=name).first()
    return row or LoadDefinitions([shipped_source(name)]).execute()[0]


def ensure_governed(name: str, page_types: Iterable[str]) -> WorkflowDefinition | None:
    """Let a shipped definition govern those of the page types that no definition governs yet.

    What a town has loaded and changed under that name stays as it is. Returns the definition, or ``None`` if nothing
    was to be done.
    """
    free = [label for label in page_types if WorkflowDefinition.objects.for_type(label) is None]
    if not free:
        return None
    row = WorkflowDefinition.objects.filter(name=name).first()
    path = shipped()[name]
    return load_text(row.source if row else path.read_text("utf-8"), path.name, page_types=free)


def shipped_source(name: str) -> Source:
    """Read the shipped definition of a name. Raises :class:`DefinitionError` when there is none."""
    if path := shipped().get(name):
        return Source(path.read_text("utf-8"), path.name)
    reason = _("There is no such file, nor a shipped definition of this name; there are: %(names)s.")
    raise DefinitionError(name, "", reason % {"names": ", ".join(sorted(shipped()))})
