"""Putting another file in the place of one that a frozen version names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ..document import all_fields
from ..document_files import file_value


def files_in(documents: list[dict[str, Any]]) -> dict[int, str]:
    """The files of the library that documents name or link to: their titles by their numbers."""
    return {value["id"]: value["title"] for document in documents for value in _values(document)}


def _values(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for field in (*all_fields(document), *document.get("linked", ())):
        if field["kind"] == "file":
            yield field["value"]


def note_of_erasure() -> ContentFile:
    """A file of one sentence, for where nothing comes in the place of what is erased."""
    return ContentFile(_("This file was erased because of personal data in it.").encode(), "erased.txt")


class Swap:
    """A file of the library before and after; ``in_document`` tells a document of it."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.former_address, self.former_name = file.url, file.file.name

    def put(self, content: Any) -> None:
        """Store another file in its place, past ``save``: the door that guards frozen files would rightly refuse.

        The former file goes once the change is certain.
        """
        storage, field = self.file.file.storage, self.file._meta.get_field("file")
        name = storage.save(field.generate_filename(self.file, content.name), content)
        self.file.file.name = name
        self.file._set_document_file_metadata()
        rows = type(self.file)._default_manager.filter(pk=self.file.pk)
        rows.update(file=name, file_size=self.file.file_size, file_hash=self.file.file_hash)
        transaction.on_commit(partial(storage.delete, self.former_name), robust=True)
        self.value = file_value(self.file)
        self.address = self.file.url

    def in_document(self, item: Any) -> Any:
        """Return a document, or a piece of one, that names and links to the new file."""
        if isinstance(item, list):
            return [self.in_document(one) for one in item]
        if isinstance(item, dict):
            return {
                key: self._in_field(item) if key == "value" else self.in_document(one)
                for key, one in item.items()
            }
        return item

    def _in_field(self, field: dict[str, Any]) -> Any:
        value = field["value"]
        if field.get("kind") == "file" and value["id"] == self.file.pk:
            return self.value
        if field.get("kind") == "html":
            return value.replace(f'"{escape(self.former_address)}"', f'"{escape(self.address)}"')
        return value
