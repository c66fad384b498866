"""The passage a settlement is about: as it read when it was commented on, and as it reads in the next version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .difference import FieldBeside, passage_beside
from .document import heading_of, walk
from .models.comments import Comment
from .models.snapshots import Snapshot
from .wordings import DRAFT, documents_of

Documents = list[dict[str, Any]]
Place = tuple[int | None, str]
"""A page of the bundle and the UUID of a part of it; without a part the page, without both the whole document."""


@dataclass(frozen=True)
class Beside:
    """A passage twice. A heading is "" where the passage was not yet, or is no more."""

    heading_before: str
    heading_after: str
    fields: list[FieldBeside]
    version: Snapshot | None
    """The later version; ``None`` while it is still a draft."""


def place_of(comment: Comment) -> Place:
    """Where the text was changed: where the settlement says, else where the comment stands."""
    answer = comment.answer
    if answer and answer.passage_page:
        return answer.passage_page, answer.passage_part
    return comment.page_id, comment.part_id


def key_of(place: Place) -> str:
    """How :mod:`.difference` calls a place; "" is the whole document."""
    page, part = place
    return part or (f"page-{page}" if page else "")


def next_public_version(root: Any, version: Snapshot) -> Snapshot | None:
    """The version that followed, once anybody may read it."""
    later = Snapshot.objects.of_page(root).public().filter(number__gt=version.number)
    return later.order_by("number").first()


def beside_in_public(comment: Comment, version: Snapshot, later: Snapshot | None) -> Beside | None:
    """Lay the passage beside itself in a later public version; ``None`` for the whole document."""
    return _beside(comment, version, later, later.documents if later else [])


def beside_at_the_desk(comment: Comment, root: Any) -> Beside | None:
    """Lay the passage beside itself in the next version, or in the draft as it was last saved."""
    version = comment.submission.consultation.snapshot
    later = Snapshot.objects.of_page(root).filter(number__gt=version.number).order_by("number").first()
    return _beside(comment, version, later, later.documents if later else documents_of(root, DRAFT))


def _beside(
    comment: Comment, version: Snapshot, later: Snapshot | None, documents: Documents
) -> Beside | None:
    key = key_of(place_of(comment))
    return Beside(*passage_beside(version.documents, documents, key), later) if key else None


def places_in(*wordings: Documents) -> dict[str, str]:
    """Name every place of some wordings by its key, the first wording first, for a person to choose from."""
    named: dict[str, str] = {}
    for documents in wordings:
        for document in documents:
            named.setdefault(f"page-{document['page']}", document["title"])
            for part in walk(document["parts"]):
                label = _("%(page)s: %(part)s") % {"page": document["title"], "part": heading_of(part)}
                named.setdefault(part["id"], label)
    return named


def place_called(key: str, *wordings: Documents) -> Place | None:
    """Find the place of a key; ``None`` if none of the wordings has it."""
    for documents in wordings:
        for document in documents:
            page = document["page"]
            if key == f"page-{page}":
                return page, ""
            if any(part["id"] == key for part in walk(document["parts"])):
                return page, key
    return None
