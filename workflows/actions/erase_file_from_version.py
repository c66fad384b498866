"""Erase a file that a frozen version names, because of personal data in it."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from ..erasure.library import Swap, files_in, note_of_erasure
from ..models.snapshots import Snapshot
from ..models.version_erasures import VersionErasure
from .base import Invalid
from .erase_from_version import ErasingAction


class EraseFileFromVersion(ErasingAction):
    """Put another file, or a sentence that says why there is none, in the place of one of the library."""

    def __init__(
        self, version: Snapshot, *, file: int, replacement: Any = None, reason: str, user: Any
    ) -> None:
        super().__init__(version, reason=reason, user=user)
        self.number = file
        self.replacement = replacement

    def check(self) -> None:
        """The version names the file, and it is there."""
        super().check()
        self.file = get_document_model()._default_manager.filter(pk=self.number).first()
        if self.file is None or self.number not in files_in(self.version.documents):
            raise Invalid(_("The version names no such file."))

    def change(self) -> list[VersionErasure]:
        """Swap the file, then tell every version."""
        with translation.override(self.page.locale.language_code):
            content = self.replacement or note_of_erasure()
        self.swap = Swap(self.file)
        self.swap.put(content)
        return super().change()

    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with the new file."""
        return self.swap.in_document(document)
