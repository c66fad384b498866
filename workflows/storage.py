"""Where uploaded files lie, for ``STORAGES`` of a host."""

from __future__ import annotations

import secrets
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

PICTURES = ("original_images", "images")
"""Wagtail's folders of pictures, which the web server gives to anybody who knows the name."""

PRIVATE = "kpss_private"
"""The storage, among the host's ``STORAGES``, of files that nobody reads but the desk."""


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


def private_storage() -> Storage:
    """Return where files of the public lie: ``STORAGES["kpss_private"]``, else a folder beside ``MEDIA_ROOT``.

    A folder inside ``MEDIA_ROOT`` would be read by everybody; a check warns of it.
    """
    if PRIVATE in settings.STORAGES:
        return storages[PRIVATE]
    return FolderBesideMedia()


class FolderBesideMedia(FileSystemStorage):
    """A folder of this machine that has no address on the web."""

    def url(self, name: str | None) -> str:
        """There is none."""
        raise ValueError("This file is not accessible via a URL.")

    @property
    def base_location(self) -> str:
        """Beside the folder that the web server gives away."""
        media = Path(settings.MEDIA_ROOT).resolve()
        return str(media.with_name(f"{media.name or 'media'}-private"))

    location = base_location
