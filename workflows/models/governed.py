"""What a page type gains when a workflow of ours governs it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..document import Field, Part


def governed_models() -> list[type]:
    """Return every page type of the project that a definition may govern."""
    return [model for model in apps.get_models() if issubclass(model, GovernedMixin)]


def page_shares_run(page: Any) -> bool:
    """Tell whether a page is part of the bundle of the page above it."""
    return isinstance(page, GovernedMixin) and page.is_bundle_root is False


def takes_parts(page: Any) -> bool:
    """Tell whether pages that are made below a page may belong to its bundle."""
    return any(
        getattr(model, "is_bundle_root", True) is False
        for model in page.specific_class.allowed_subpage_models()
    )


class GovernedMixin(models.Model):
    """A page whose states, locks and publication follow a loaded definition.

    Stand it before the base page: ``class News(GovernedMixin, BasePage)``. The page keeps its own template and address.
    A page type may say what its document holds, which pages belong to its bundle and what is missing before it can be
    published. Until a definition governs it, the page is an ordinary page of the host.
    """

    drafted_root: Any = None
    """The draft of the root, for a page that was read together with its bundle."""

    class Meta:
        # An abstract model, because a host's migrations name every other base, and would need us for ever.
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Take dates of publication out of the editor: a decision publishes, not a day."""
        super().__init_subclass__(**kwargs)
        if panels := getattr(cls, "settings_panels", None):
            cls.settings_panels = [panel for panel in panels if not _is_schedule(panel)]

    # What a page type says of itself

    @property
    def bundle_root(self) -> Any:
        """The page that holds the run; a page inside a bundle returns another one."""
        return self

    def get_bundle_children(self) -> list[Any]:
        """Return the other pages of the bundle in the order of reading: the parts below, as the tree has them."""
        kinds = [model for model in governed_models() if model.is_bundle_root is False]
        parts = list(self.get_children().type(*kinds).specific()) if self.pk and kinds else []
        prefetch_related_objects(parts, "latest_revision", "locale")
        return parts

    def get_document_fields(self) -> list[Field]:
        """Return the labelled values of the page itself; unless a page type says otherwise, all it stores."""
        from ..generic.document import fields_of

        return fields_of(self)

    def get_document_parts(self) -> list[Part]:
        """Return the parts people may comment on."""
        return []

    def get_incomplete_reasons(self) -> list[str]:
        """Return sentences that say what is missing before the page can be frozen or published."""
        from ..generic.completeness import invalid_fields

        return invalid_fields(self)

    def get_process_links(self, user: Any) -> list[tuple[str, str]]:
        """Return titles and addresses of what else this person may do with the page, for the overview."""
        return []

    # Wagtail's questions

    @property
    def is_governed(self) -> bool:
        """Tell whether a loaded definition governs the page."""
        from .definitions import WorkflowDefinition

        return WorkflowDefinition.objects.governing(self.bundle_root) is not None

    @classmethod
    def is_governed_below(cls, parent: Any) -> bool:
        """Tell the same of a page of this type that would be made below another."""
        from .definitions import WorkflowDefinition

        return WorkflowDefinition.objects.for_type(cls._meta.label, parent.path) is not None

    @cached_property
    def is_bundle_root(self) -> bool:
        """Tell whether this page holds the run."""
        return self.bundle_root.pk == self.pk

    def get_workflow(self) -> Any:
        """The loaded workflow governs, whatever the host gave to this place of the tree."""
        from .definitions import WorkflowDefinition

        if not self.is_governed:
            return super().get_workflow()
        row = WorkflowDefinition.objects.governing(self) if self.is_bundle_root else None
        return row and row.workflow

    @property
    def has_workflow(self) -> bool:
        """A page inside a bundle has no workflow of its own."""
        return self.get_workflow() is not None if self.is_governed else super().has_workflow

    @property
    def current_workflow_task_state(self) -> Any:
        """A page inside a bundle has no run of its own."""
        is_inside = not self.is_bundle_root and self.is_governed
        return None if is_inside else super().current_workflow_task_state

    @property
    def status_string(self) -> str:
        """Name the state wherever Wagtail's admin says "live" or "draft"."""
        from ..standing import standing_of

        standing = standing_of(self)
        if standing is None:
            return super().status_string
        if self.live and standing.run:
            return _("published + %(state)s") % {"state": standing.state}
        return str(standing.state)

    def permissions_for_user(self, user: Any) -> Any:
        """Wagtail's doors to a governed page are shut here."""
        from ..permissions import GovernedPermissionTester

        return (
            GovernedPermissionTester(user, self) if self.is_governed else super().permissions_for_user(user)
        )

    def get_lock(self) -> Any:
        """The lock of the bundle's state; where people write, a person's own lock stands before it."""
        from ..locks import PersonalLock, StateLock
        from ..standing import standing_of

        standing = standing_of(self)
        if standing is None:
            return super().get_lock()
        return (PersonalLock if self.locked and standing.state.edit else StateLock)(self, standing)

    # Saving

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
        from ..saving import hold_row, keep_public_title

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
            return super().save(*args, **kwargs)

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


def _is_schedule(panel: Any) -> bool:
    """Tell Wagtail's panel of dates from others, also where it is still only named."""
    return getattr(panel, "path", type(panel).__name__).rpartition(".")[2] == "PublishingPanel"
