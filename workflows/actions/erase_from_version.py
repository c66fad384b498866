"""Erase a personal detail from a frozen version, and from everything that repeats its words."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.search.index import insert_or_update_object

from .. import signals
from ..bundles import draft_bundle
from ..document import document_of
from ..erasure.logged import clear_log
from ..erasure.phrases import SHORTEST, Phrases
from ..erasure.stored import clear_notes, clear_pages, pages_of
from ..erasure.versions import keep_pins, rewrite_internal_versions, rewrite_versions
from ..models.snapshots import Snapshot, SnapshotItem
from ..models.version_erasures import VersionErasure
from ..permissions import may_handle_personal_data
from ..standing import open_run
from .base import Action, Invalid, NotAllowed, Refused


class ErasingAction(Action):
    """Change all versions of a bundle, by law and with a reason. The former fingerprints stay listed and are logged."""

    log_action = "kpss_workflows.version_erasure"

    def __init__(self, version: Snapshot, *, reason: str, user: Any) -> None:
        self.pk = version.pk
        self.reason = reason.strip()
        self.user = user

    def hold(self) -> None:
        """Lock the run, as every transition does, and the versions."""
        self.version = Snapshot.objects.select_related("page").get(pk=self.pk)
        self.page = self.version.page.specific
        open_run(self.page, lock=True)
        list(Snapshot.objects.of_page(self.page).select_for_update().order_by("pk"))
        self.now = timezone.now()

    def check(self) -> None:
        """The person may, and says why."""
        if not may_handle_personal_data(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))
        if not self.reason:
            raise Invalid(_("Write why the personal detail is erased; the reason is logged."))

    @abstractmethod
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return a document as it reads from now on."""

    def change(self) -> list[VersionErasure]:
        """Write every version anew, and what it was called before."""
        self.renamed = rewrite_versions(self.page, self.changed)
        self.readings = rewrite_internal_versions(self.page, self.changed)
        return VersionErasure.objects.bulk_create(
            VersionErasure(
                snapshot=one.version,
                former_sha256=one.before,
                sha256=one.version.sha256,
                erased_at=self.now,
                erased_by=self.log_user(),
            )
            for one in self.renamed
        )

    def tell(self, result: list[VersionErasure]) -> None:
        """Tell those who keep words of a version elsewhere."""
        for one in self.renamed:
            signals.snapshot_erased.send(sender=Snapshot, snapshot=one.version, user=self.user)

    def log_data(self) -> dict[str, Any]:
        """Which versions, by their fingerprints before and after; nothing of what was erased."""
        return {
            "versions": [one.as_logged() for one in self.renamed],
            "readings": self.readings,
            "comment": self.reason,
        }


class EraseFromVersion(ErasingAction):
    """Put a mark in the place of exact phrases, wherever versions, drafts and the public page repeat them."""

    def __init__(self, version: Snapshot, *, phrases: list[str], reason: str, user: Any) -> None:
        super().__init__(version, reason=reason, user=user)
        self.given = phrases

    def hold(self) -> None:
        """Word the mark in the language of the page."""
        super().hold()
        with translation.override(self.page.locale.language_code):
            self.phrases = Phrases(self.given, _("[personal detail erased]"))

    def check(self) -> None:
        """The phrases are long enough, stand in the version, and are not repeated by the reason."""
        super().check()
        if not self.phrases.words:
            raise Invalid(_("Write which words are erased."))
        for word in self.phrases.words:
            if len(word) < SHORTEST:
                raise Invalid(_("Write at least %(count)s characters.") % {"count": SHORTEST})
            if not Phrases([word], "").stand_in(self.version.documents):
                raise Invalid(_("The version does not hold these words: %(words)s") % {"words": word[:200]})
        if self.phrases.stand_in(self.reason):
            raise Invalid(_("The reason must not repeat what is erased, because it is kept in the log."))

    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with marks."""
        return self.phrases.out_of(document)

    def change(self) -> list[VersionErasure]:
        """Erase from pages and versions alike, and make sure that nothing brings the words back."""
        kept = self._faithful_pins()
        pages = pages_of(self.page)
        clear_pages(pages, self.phrases)
        clear_notes(self.page, pages, self.phrases)
        self.reworded = clear_log(pages, self.phrases)
        result = super().change()
        keep_pins(self.page)
        self.page = type(self.page)._default_manager.get(pk=self.page.pk)
        self._check_nothing_returns(kept)
        for page in pages_of(self.page):
            transaction.on_commit(partial(insert_or_update_object, page), robust=True)
        return result

    def log_data(self) -> dict[str, Any]:
        """Which entries of the log read otherwise, too."""
        return super().log_data() | {"log_entries": self.reworded}

    def _faithful_pins(self) -> set[int]:
        """The frozen pages whose pinned revision reads exactly as they do; publication depends on it."""
        return {item.pk for item in self._items() if document_of(item.revision.as_object()) == item.document}

    def _check_nothing_returns(self, faithful: set[int]) -> None:
        """Raise :class:`Refused` where a page still tells the words, or would tell others than its version."""
        told = [document_of(page) for page in (*pages_of(self.page), *draft_bundle(self.page))]
        told += [item.document for item in self._items()]
        if self.phrases.are_read_in(told):
            raise Refused(
                _(
                    "Some of these words are interrupted by formatting, or come from outside the page (a list, the "
                    "title of a file). Change them there first, or write the pieces one by one. Nothing was erased."
                )
            )
        for item in self._items():
            if item.pk in faithful and document_of(item.revision.as_object()) != item.document:
                raise Refused(
                    _("The page would read otherwise than its frozen version, so nothing was erased.")
                )

    def _items(self) -> Any:
        return SnapshotItem.objects.filter(snapshot__page_id=self.page.pk).select_related("revision")
