"""Load definitions, or say what loading them would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..actions.base import Action
from ..definition import Definition
from ..doors.rows import loading
from ..models.definitions import WorkflowDefinition
from .errors import DefinitionError
from .locking import hold_definitions
from .planning import loaded, plan
from .rows import write
from .toml import parse
from .types import check_types


@dataclass(frozen=True)
class Source:
    """The text of a definition, and the file it is known by."""

    text: str
    file: str = ""


class LoadDefinitions(Action):
    """Load definitions, or change loaded ones: all of them or none. Running work and its history stay.

    ``moves`` says for a state that is dropped which state its pages move to; ``page_types`` are governed besides those
    the text names. Both speak of one definition. ``check`` writes nothing and leaves in ``told`` what would change,
    by the name of each definition. Raises :class:`DefinitionError` when one is unsound, names a page type that another
    governs, or drops a state that pages are in.
    """

    log_action = "kpss_workflows.load"

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        moves: Mapping[str, str] | None = None,
        page_types: Iterable[str] = (),
        user: Any = None,
    ) -> None:
        self.sources = sources
        self.moves = dict(moves or {})
        self.page_types = tuple(page_types)
        self.user = user
        self.told: list[tuple[str, list[str]]] = []

    def hold(self) -> None:
        """Nobody starts a run, and no run moves, while its definition changes."""
        hold_definitions()

    def check(self) -> None:
        """Check each definition, then all of them together."""
        if len(self.sources) > 1 and (self.moves or self.page_types):
            reason = _("Load one definition at a time when pages move or page types are given.")
            raise DefinitionError("", "", reason)
        found = [(self._read(source), source.file) for source in self.sources]
        _check_names(found)
        for definition, file in found:
            check_types(definition, file, [one for one, _file in found])
        self.loadings = [plan(definition, file, self.moves) for definition, file in found]
        self.told = [(one.definition.name_key, one.sentences) for one in self.loadings]

    def change(self) -> list[WorkflowDefinition]:
        """Write them and move the pages."""
        try:
            with loading(), transaction.atomic():
                self.rows = [write(one.definition, one.moves) for one in self.loadings]
        except IntegrityError as error:
            reason = _("Somebody else loaded the same definition at this moment. Load it again.")
            raise DefinitionError(self.sources[0].file, "name", reason) from error
        return self.rows

    def log(self) -> None:
        """Keep what changed in the log of each definition."""
        for row, (name, sentences) in zip(self.rows, self.told, strict=True):
            if sentences:
                data = {"name": name, "changes": sentences}
                log(instance=row, action=self.log_action, user=self.log_user(), data=data)

    def _read(self, source: Source) -> Definition:
        """Read a text; one that names no page types goes on governing what it governs."""
        definition = parse(source.text, source.file)
        old = loaded(definition.name_key)
        types = definition.page_types or (old.page_types if old else ())
        added = [label for label in self.page_types if label not in types]
        return replace(definition, page_types=(*types, *added))


def load_text(
    text: str, file: str = "", *, moves: Mapping[str, str] | None = None, page_types: Iterable[str] = ()
) -> WorkflowDefinition:
    """Load one definition, as :class:`LoadDefinitions` does."""
    return LoadDefinitions([Source(text, file)], moves=moves, page_types=page_types).execute()[0]


def _check_names(found: Iterable[tuple[Definition, str]]) -> None:
    names: set[str] = set()
    for definition, file in found:
        if definition.name_key in names:
            raise DefinitionError(file, "name", _("Another of these files has the same name."))
        names.add(definition.name_key)
