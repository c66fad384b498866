"""Files of the libraries, and how an editor's text names them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def a_file(words: str = "Cena 100.", *, by: Any = None, name: str = "posudek.txt") -> Any:
    """A file somebody has put into the documents library."""
    file = ContentFile(words.encode(), name)
    return get_document_model().objects.create(title="Posudek", file=file, uploaded_by_user=by)


def a_picture(colour: str = "green") -> Any:
    """A picture of one colour in the images library."""
    return get_image_model().objects.create(title="Strom", file=picture_file(colour))


def picture_file(colour: str) -> ContentFile:
    """A small picture of one colour."""
    stream = BytesIO()
    Image.new("RGB", (16, 16), colour).save(stream, "PNG")
    return ContentFile(stream.getvalue(), "strom.png")


def linking_to(document: Any) -> str:
    """A text that links to a file, as the editor stores it."""
    return f'<p>Viz <a linktype="document" id="{document.pk}">posudek</a>.</p>'


def showing(picture: Any) -> str:
    """A text in which a picture stands, as the editor stores it."""
    return f'<p>Viz.</p><embed embedtype="image" id="{picture.pk}" format="left" alt="Strom"/>'
