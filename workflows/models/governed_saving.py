"""How a governed page is written: as a draft, under its run's lock, published by a decision only."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _


class GovernedSaving(models.Model):
    """Stands before Wagtail's own ways to write, publish and copy a page; all of them end here."""

    copied_from: Any = None
    """The page a new page is being copied from, until it is stored."""

    class Meta:
        # An abstract model for the same reason as the mixin.
        abstract = True

    @property
    def has_lasting_address(self) -> bool:
        """Tell whether the public knows the page by an address that was promised to last."""
        return False

    def clean(self) -> None:
        """Keep the address once it is known."""
        super().clean()
        self._check_slug()

    def minimal_clean(self) -> None:
        """Drafts are checked less, but an address is for ever."""
        super().minimal_clean()
        self._check_slug()

    def _check_slug(self) -> None:
        """Refuse another slug; posters and minutes point to the one the public knows."""
        if not self.has_lasting_address:
            return
        stored = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored and self.slug != stored:
            raise ValidationError({"slug": _("The public knows the address already, so it cannot change.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:  # noqa: DJ012 (it belongs to the saving)
        """Keep a copy a draft, whichever of Wagtail's doors made it; refuse an alias.

        A decision about one page is no decision about its copy. What was read before a decision is not written
        over it.
        """
        from ..saving import hold_row, keep_public_title, note_authors

        if not self.is_governed:
            return super().save(*args, **kwargs)
        if self.alias_of_id:
            raise PermissionDenied(_("A page governed by a workflow cannot have aliases."))
        if self.pk is None and self.get_translations().exists():
            raise PermissionDenied(_("A page governed by a workflow cannot be copied for translation."))
        if self.live_revision_id and (self.pk is None or not self.live):
            self.live, self.has_unpublished_changes = False, True
            self.live_revision = self.first_published_at = self.last_published_at = None
        with transaction.atomic():
            hold_row(self, kwargs.get("update_fields"))
            keep_public_title(self, kwargs.get("update_fields"))
            result = super().save(*args, **kwargs)
            if self.copied_from:
                note_authors(self, self.copied_from)
                self.copied_from = None
        return result

    def save_revision(self, user: Any = None, **kwargs: Any) -> Any:
        """Save a draft: never over a pinned revision, never in a state that locks the page, never for later.

        Raises ``PermissionDenied`` if the state changed while the person was writing; the editor shows the
        sentence and keeps the text.
        """
        from ..freezing import is_pinned
        from ..saving import hold_run, note_edit

        if not self.is_governed:
            return super().save_revision(user=user, **kwargs)
        overwritten = kwargs.get("overwrite_revision")
        if overwritten and is_pinned(overwritten):
            kwargs["overwrite_revision"] = None
        kwargs["approved_go_live_at"] = None
        self.go_live_at = self.expire_at = None
        with transaction.atomic():
            hold_run(self, user)
            revision = super().save_revision(user=user, **kwargs)
            note_edit(self, user, revision)
        return revision

    def pin_revision(self, user: Any) -> Any:
        """Write the revision that a frozen version stands on; it is nobody's edit."""
        self.go_live_at = self.expire_at = None
        return super().save_revision(user=user, changed=False)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a decided revision. Raises ``PermissionDenied`` for any other."""
        if self.is_governed and not getattr(revision, "is_decided", False):
            raise PermissionDenied(_("This page is published by the decision of its workflow only."))
        return super().publish(revision, *args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy as a draft: a decision about one page is no decision about its copy."""
        if self.is_governed:
            kwargs |= {"keep_live": False, "copy_revisions": False}
        return super().copy(*args, **kwargs)

    def copy_all_child_relations(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell a copy what it is a copy of: whichever door copies, Wagtail calls this for each page."""
        target.copied_from = self
        return super().copy_all_child_relations(target, *args, **kwargs)

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: an alias would publish the text under another address without a decision."""
        if self.is_governed:
            raise PermissionDenied(_("A page governed by a workflow cannot have aliases."))
        return super().create_alias(*args, **kwargs)

    def has_translation(self, *args: Any, **kwargs: Any) -> bool:
        """Whoever keeps the trees of languages alike asks what to copy; of a governed page, nothing."""
        return self.is_governed or super().has_translation(*args, **kwargs)

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: a translation would be published without a decision."""
        if self.is_governed:
            raise PermissionDenied(_("A page governed by a workflow cannot be copied for translation."))
        return super().copy_for_translation(*args, **kwargs)
