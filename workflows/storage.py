"""Where uploaded files lie, for ``STORAGES`` of a host."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage

PICTURES = ("original_images", "images")
"""Wagtail's folders of pictures, which the web server gives to anybody who knows the name."""


class UnguessableNames:
    """Give pictures names nobody guesses, so that a picture of a draft is not read before its text.

    Stand it before a storage of your own. Documents keep their names: they are served by a view that knows who may
    read them.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Add a secret to the name of a picture."""
        path = PurePosixPath(name)
        if path.parts and path.parts[0] in PICTURES:
            name = str(path.with_name(f"{path.stem}-{secrets.token_hex(8)}{path.suffix}"))
        return super().get_available_name(name, max_length)


class UnguessableStorage(UnguessableNames, FileSystemStorage):
    """Files in a folder of this machine, pictures under names nobody guesses."""
