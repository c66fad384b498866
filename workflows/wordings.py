"""The wordings of a bundle that can be laid side by side: its draft, what is published, every frozen version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .bundles import bundle_of, draft_bundle, with_one_locale
from .document import document_of
from .models.snapshots import Snapshot

DRAFT, PUBLISHED, VERSION = "draft", "published", "v"

Documents = list[dict[str, Any]]


@dataclass(frozen=True)
class Wording:
    """One wording before it is read: its key in an address and how people call it."""

    key: str
    label: str


def wordings_of(root: Any) -> list[Wording]:
    """Return what can be compared, the newest first."""
    found = [Wording(DRAFT, _("the draft as last saved"))] if root.latest_revision_id else []
    if root.live:
        found.append(Wording(PUBLISHED, _("what is published")))
    for version in Snapshot.objects.of_page(root).order_by("-number"):
        label = _("version %(number)s, %(purpose)s")
        purpose = version.get_purpose_display()
        found.append(
            Wording(f"{VERSION}{version.number}", label % {"number": version.number, "purpose": purpose})
        )
    return found


def documents_of(root: Any, key: str) -> Documents:
    """Return the documents of a wording, the root's first; none if there is no such wording."""
    if key == DRAFT:
        return [document_of(page) for page in draft_bundle(root)]
    if key == PUBLISHED:
        return published_documents(root)
    number = key.removeprefix(VERSION)
    if not number.isdecimal():
        return []
    version = Snapshot.objects.of_page(root).filter(number=number[:9]).first()
    return version.documents if version else []


def published_documents(root: Any) -> Documents:
    """Return what the public reads now: the version in force, or the live pages where none was frozen."""
    version = Snapshot.objects.of_page(root).in_force().first()
    if version:
        return version.documents
    return [document_of(page) for page in with_one_locale(bundle_of(root)) if page.live]
