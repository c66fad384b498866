"""Files of the demonstration. The database forgets an interrupted loading by itself; the disk is told to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .content import FILES


class Uploads:
    """Gives each file once, from the portal's folder."""

    def __init__(self, collection: Any, user: Any) -> None:
        self.collection = collection
        self.user = user
        self._stored: list[Any] = []

    def document(self, name: str, title: str) -> Any:
        """Return the document of this title, uploading it if there is none."""
        return self._upload(get_document_model(), FILES / name, title, "file")

    def image(self, name: str, title: str) -> Any:
        """Return the picture of this title, uploading it if there is none."""
        return self._upload(get_image_model(), FILES / name, title, "file")

    def forget(self) -> None:
        """Take back from the disk what was stored this time."""
        for stored in self._stored:
            stored.storage.delete(stored.name)

    def _upload(self, model: type, path: Path, title: str, field: str) -> Any:
        found = model.objects.filter(title=title, collection=self.collection).first()
        if found:
            return found
        with path.open("rb") as source:
            row = model(title=title, collection=self.collection, uploaded_by_user=self.user)
            setattr(row, field, File(source, name=path.name))
            row.save()
        self._stored.append(getattr(row, field))
        return row
