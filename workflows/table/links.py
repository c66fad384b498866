"""Where the files of public tables are read, with their formats and sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..models.consultations import Consultation
from ..models.table_files import TableFile, TableMaking
from .kinds import offered
from .volumes import volume_name


@dataclass(frozen=True)
class FileLink:
    """One file of a table. ``size`` is in bytes, ``None`` where nobody knows it yet."""

    kind: str
    url: str
    size: int | None = None
    volume: str = ""

    @property
    def format(self) -> str:
        """The format as people know it."""
        return self.kind.upper()


def public_links(
    consultations: Iterable[Consultation], address: Callable[..., str]
) -> dict[int, list[FileLink]]:
    """Return the files of every consultation whose settlements are public, by its number; two queries for all.

    ``address`` takes a consultation and the rest of the address.
    """
    settled = [one for one in consultations if one.settlements_are_public]
    if not settled:
        return {}
    makings = TableMaking.objects.filter(
        consultation__in=settled, is_working=False, made_at__isnull=False
    ).prefetch_related("files")
    made = {(one.consultation_id, one.kind): list(one.files.all()) for one in makings}
    return {
        one.pk: [
            link
            for kind in offered()
            for link in _links(kind, made.get((one.pk, kind), []), lambda *rest, one=one: address(one, *rest))
        ]
        for one in settled
    }


def _links(kind: str, files: list[TableFile], address: Callable[..., str]) -> list[FileLink]:
    if not files:
        return [FileLink(kind, address(kind))]
    return [
        FileLink(
            kind,
            address(kind, *([str(file.number)] if file.number > 1 else [])),
            file.size,
            volume_name(file.number, file.first, file.last),
        )
        for file in files
    ]
