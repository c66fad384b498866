"""Remembers what was loaded, so that everything is loaded once and what people changed since is left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from ..models import SourceKey
from .kinds import Facts
from .problems import at
from .report import Report


class Ledger:
    """The keys of one town, and what happens to things whose key is or is not among them."""

    def __init__(self, town: str, file: str, report: Report) -> None:
        self.town, self.file, self.report = town, file, report
        rows = SourceKey.objects.filter(Q(key=town) | Q(key__startswith=f"{town}/")).prefetch_related(
            "target"
        )
        # SQLite's comparison takes "Liberec" and "liberec" for one.
        self.rows = {row.key: row for row in rows if row.key.split("/")[0] == town}
        if town in self.rows and self.rows[town].target is None:
            self._forget()

    def once(
        self,
        model: type[Model],
        facts: Facts,
        make: Callable[[], Any],
        *,
        list_name: str = "",
        skip: Iterable[str] = (),
    ) -> Any:
        """Make something that was never loaded and return it; return what was loaded before as it is now.

        Returns ``None`` for what was deleted since, and for everything new in a dry run. The keys in ``skip`` are
        not facts of the thing itself.
        """
        key = self._key(list_name, facts["id"])
        digests = _digests({name: value for name, value in facts.raw.items() if name not in skip})
        if key in self.rows:
            return self._known(self.rows[key], facts.place, digests)
        self.report.added[model] += 1
        if self.report.dry_run:
            return None
        with at(facts.place):
            made = make()
        SourceKey.objects.create(
            key=key,
            file=self.file,
            content_type=ContentType.objects.get_for_model(made),
            object_id=str(made.pk),
            digests=digests,
        )
        return made

    def knows_town(self) -> bool:
        """The town was loaded before and its portal is still there."""
        return self.town in self.rows

    def knows(self, list_name: str, identifier: str) -> bool:
        """It was loaded before, whatever became of it."""
        return self._key(list_name, identifier) in self.rows

    def is_gone(self, list_name: str, identifier: str) -> bool:
        """It was loaded before and deleted since."""
        row = self.rows.get(self._key(list_name, identifier))
        return row is not None and row.target is None

    def _key(self, list_name: str, identifier: str) -> str:
        """Return the key; that of a person says nothing of the name once the person is deleted."""
        if list_name == "persons":
            identifier = hashlib.sha256(identifier.encode()).hexdigest()[:16]
        return f"{self.town}/{list_name}/{identifier}" if list_name else self.town

    def _known(self, row: SourceKey, place: str, digests: dict[str, str]) -> Any:
        self.report.unchanged += 1
        names = sorted(digests.keys() | row.digests.keys())
        if changed := [name for name in names if digests.get(name) != row.digests.get(name)]:
            self.report.differing.append((place, changed))
        if row.target is None:
            self.report.deleted.append(place)
        return row.target

    def _forget(self) -> None:
        """Whoever deleted the whole portal and loads the file again wants the town anew."""
        if not self.report.dry_run:
            SourceKey.objects.filter(key__in=self.rows).delete()
        self.rows = {}


def _digests(facts: dict[str, Any]) -> dict[str, str]:
    """Digest each fact that is there: enough to notice a change, too short to find out a telephone number."""
    return {
        name: hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:6]
        for name, value in facts.items()
        if value not in (None, "", [], {})
    }
