"""What a page type gains when a workflow of ours governs it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..document import Field, Part
from .governed_saving import GovernedSaving


def governed_models() -> list[type]:
    """Return every page type of the project that a definition may govern."""
    return [model for model in apps.get_models() if issubclass(model, GovernedMixin)]


def page_shares_run(page: Any) -> bool:
    """Tell whether a page is part of the bundle of the page above it."""
    return isinstance(page, GovernedMixin) and page.is_bundle_root is False


def takes_parts(page: Any) -> bool:
    """Tell whether pages that are made below a page may belong to its bundle."""
    return holds_parts(page.specific_class)


def holds_parts(kind: type) -> bool:
    """Tell the same of every page of a type."""
    return any(getattr(model, "is_bundle_root", True) is False for model in kind.allowed_subpage_models())


class GovernedMixin(GovernedSaving):
    """A page whose states, locks and publication follow a loaded definition.

    Stand it before the base page: ``class News(GovernedMixin, BasePage)``. The page keeps its own template and address.
    A page type may say what its document holds, which pages belong to its bundle and what is missing before it can be
    published. Until a definition governs it, the page is an ordinary page of the host.
    """

    suitable_definition: str = ""
    """The shipped definition to load for the type; "" for the one that names it, or else the simple one."""

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

    def get_consultation_obstacles(self) -> list[tuple[str, bool]]:
        """Return what this type of page needs before the public is asked, each with whether it is there."""
        return []

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


def _is_schedule(panel: Any) -> bool:
    """Tell Wagtail's panel of dates from others, also where it is still only named."""
    return getattr(panel, "path", type(panel).__name__).rpartition(".")[2] == "PublishingPanel"
