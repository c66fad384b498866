"""What loading did, or would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _


@dataclass
class Report:
    """Counts of what was added, and every place where the file and the site do not say the same."""

    dry_run: bool = False
    added: Counter[type[Model]] = field(default_factory=Counter)
    unchanged: int = 0
    public_names: int = 0
    differing: list[tuple[str, list[str]]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unknown_keys: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Tell it in sentences."""
        yield from self._added()
        if self.unchanged:
            yield _("Loaded before and left alone: %(number)s.") % {"number": self.unchanged}
        for place, keys in self.differing:
            words = {"place": place, "keys": ", ".join(keys)}
            yield _("%(place)s: %(keys)s differs from what was loaded before; left alone.") % words
        for place in self.deleted:
            yield _("%(place)s: loaded before and deleted here since; left alone.") % {"place": place}
        for place in self.unknown_keys:
            yield _("%(place)s: this key is not known and was not loaded.") % {"place": place}

    def _added(self) -> Iterator[str]:
        if not self.added:
            yield _("Nothing was added.") if not self.dry_run else _("Nothing would be added.")
            return
        yield _("This would be added:") if self.dry_run else _("Added:")
        for model, number in self.added.items():
            yield f"  {model._meta.verbose_name_plural}: {number}"
        if self.public_names:
            yield _(
                "Names of people in such files were published by the authorities themselves; %(number)s are "
                "marked public."
            ) % {"number": self.public_names}
