"""Pictures and files that a frozen document names: shown only while they are what was frozen."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..file_hashes import sha256_of

register = template.Library()


@register.simple_tag
def frozen_image(image: dict[str, Any]) -> Any:
    """Return a rendition of the picture, or ``None`` if it is gone or another file stands there now."""
    found = get_image_model().objects.filter(pk=image["id"]).first()
    if found is None or sha256_of(found) != image["sha256"]:
        return None
    return found.get_rendition("max-1200x1200")


@register.simple_tag
def frozen_file(file: dict[str, Any]) -> Any:
    """Return the document, or ``None`` if it is gone or another file stands there now."""
    found = get_document_model().objects.filter(pk=file["id"]).first()
    return found if found is not None and sha256_of(found) == file["sha256"] else None
