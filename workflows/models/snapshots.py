"""Frozen versions of a bundle."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..base_page import BASE_PAGE_MODEL
from ..document import canonical_bytes, find_part, fingerprint


class SnapshotPurpose(models.TextChoices):
    """What the version was frozen for."""

    CONSULTATION = "consultation", _("for public comment")
    DECISION = "decision", _("put before a body")
    ADOPTED = "adopted", _("adopted wording")


class SnapshotQuerySet(models.QuerySet):
    """Versions by page and by who may see them."""

    def of_page(self, page: Any) -> SnapshotQuerySet:
        """Versions of the bundle whose root this page is."""
        return self.filter(page_id=page.pk)

    def public(self, now: datetime | None = None) -> SnapshotQuerySet:
        """Versions anybody may read at this moment.

        A withdrawn consultation takes its version back, and so does the retraction of a published page.
        """
        moment = now or timezone.now()
        known = self.filter(public_from__lte=moment, retracted_at__isnull=True)
        return known.exclude(consultation__withdrawn_at__isnull=False)

    def in_force(self) -> SnapshotQuerySet:
        """Versions that were published and not retracted, the newest publication first."""
        return self.filter(published_at__isnull=False, retracted_at__isnull=True).order_by("-published_at")


class Snapshot(models.Model):
    """What exactly was shown, decided or published: the documents of a bundle and one pinned revision a page.

    Never changes, save that it may be published and retracted. ``sha256`` is over the bytes of
    :meth:`document_bytes`, which anybody may download.
    """

    page = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.PROTECT, related_name="kpss_snapshots", verbose_name=_("page")
    )
    number = models.PositiveIntegerField(_("number"))
    purpose = models.CharField(_("purpose"), max_length=20, choices=SnapshotPurpose)
    state = models.SlugField(_("state it was frozen for"))
    title = models.CharField(_("title"), max_length=255)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    public_from = models.DateTimeField(_("public from"))
    created_at = models.DateTimeField(_("frozen at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("frozen by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    retracted_at = models.DateTimeField(_("retracted at"), null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen version")
        verbose_name_plural = _("frozen versions")
        ordering = ["page", "number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="kpss_version_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @cached_property
    def ordered_items(self) -> list[SnapshotItem]:
        """The pages of the bundle, the root first."""
        return list(self.items.order_by("position"))

    @property
    def pins(self) -> list[SnapshotItem]:
        """The pages of the bundle with their pinned revisions, the root first."""
        return list(self.items.select_related("revision").order_by("position"))

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The document of every page, the root's first."""
        return [item.document for item in self.ordered_items]

    def document_bytes(self) -> bytes:
        """The bytes the fingerprint is over: the canonical documents as one JSON array."""
        return bundle_bytes([item.text for item in self.ordered_items])

    def item_of(self, slug: str) -> SnapshotItem | None:
        """Return the page of the bundle with this slug; the root is not searched."""
        return next((item for item in self.ordered_items[1:] if item.document["slug"] == slug), None)

    def find(self, part_id: str) -> tuple[SnapshotItem, dict[str, Any]] | None:
        """Find a part by its UUID in any page of the bundle."""
        for item in self.ordered_items:
            if part := find_part(item.document, part_id):
                return item, part
        return None

    def is_public(self, now: datetime | None = None) -> bool:
        """Tell whether anybody may read this version at this moment."""
        return type(self).objects.public(now).filter(pk=self.pk).exists()


class SnapshotItemQuerySet(models.QuerySet):
    """Frozen pages by what they hold."""

    def naming(self, digest: str) -> SnapshotItemQuerySet:
        """Those whose document names a file with this SHA-256, in the canonical form of documents."""
        return self.filter(text__contains=f'"sha256":"{digest}"')


class SnapshotItem(models.Model):
    """One page of a frozen bundle."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="items", verbose_name=_("frozen version")
    )
    position = models.PositiveIntegerField(_("position"))
    page_id = models.BigIntegerField(_("page"), db_index=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.PROTECT,
        related_name="kpss_pins",
        verbose_name=_("pinned revision"),
    )
    text = models.TextField(
        _("document"), help_text=_("Canonical JSON, exactly the bytes of the fingerprint.")
    )
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    revision_sha256 = models.CharField(
        _("fingerprint of the pinned revision"),
        max_length=64,
        blank=True,
        help_text=_("Empty where the version was frozen before this was kept; nothing is known then."),
    )

    objects = SnapshotItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of a frozen version")
        verbose_name_plural = _("pages of frozen versions")
        ordering = ["snapshot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "page_id"], name="kpss_page_frozen_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} / {self.document['title']}"

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document as data."""
        return json.loads(self.text)

    @property
    def keeps_its_revision(self) -> bool:
        """Tell whether the pinned revision is still what was frozen, as far as is known."""
        return self.revision_sha256 in ("", fingerprint_of(self.revision))


def fingerprint_of(revision: Any) -> str:
    """Name the content of a revision as the database gives it back; the database may write numbers its own way."""
    return fingerprint(canonical_bytes(revision.content))


def bundle_bytes(texts: list[str]) -> bytes:
    """Join canonical documents into the one array whose fingerprint names the bundle."""
    return ("[" + ",".join(texts) + "]").encode()
