"""Wagtail's API v2 for a site whose drafts are nobody's business: files appear once something public shows them.

Wagtail's own endpoints list every picture and document of the library, those of drafts too. Mount these instead::

    api_router.register_endpoint("images", PublicImagesAPIViewSet)
    api_router.register_endpoint("documents", PublicDocumentsAPIViewSet)

Its endpoint of pages lists what is published only, and may be mounted as it is.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField
from django.db.models.functions import Cast
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import ReferenceIndex

from .base_page import BasePage


class ShownInPublic:
    """Lists the files that a published page refers to, or something else than a page does."""

    def get_queryset(self) -> Any:
        """Leave out what only drafts refer to, and what nothing refers to yet: it may be of a draft being written."""
        shown = references_in_public(self.model).annotate(file=Cast("to_object_id", IntegerField()))
        return super().get_queryset().filter(pk__in=shown.values("file"))


class PublicImagesAPIViewSet(ShownInPublic, ImagesAPIViewSet):
    """Pictures the public sees."""


class PublicDocumentsAPIViewSet(ShownInPublic, DocumentsAPIViewSet):
    """Documents the public reads."""


def references_in_public(model: type) -> Any:
    """The entries of Wagtail's index that lead to a model from what everybody may see."""
    pages = ContentType.objects.get_for_model(BasePage)
    public = BasePage._default_manager.live().public().annotate(key=Cast("pk", CharField()))
    to_files = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))
    elsewhere = to_files.exclude(base_content_type=pages)
    return elsewhere | to_files.filter(base_content_type=pages, object_id__in=public.values("key"))
