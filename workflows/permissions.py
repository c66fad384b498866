"""Who may do what: the roles a person plays on a page, and what a state allows them."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from .definition import State, Transition
from .models.definitions import WorkflowDefinition
from .models.roles import RoleAssignment


def roles_on(user: Any, page: Any) -> frozenset[str]:
    """The keys of the roles a person plays on a page, given there or on any page above it.

    An administrator plays every role of every loaded definition, and the log says who it was.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.is_superuser:
        rows = WorkflowDefinition.objects.all()
        return frozenset(role.key for row in rows for role in row.definition.roles)
    given = RoleAssignment.objects.filter(group__user=user).values_list("role", "page__path")
    return frozenset(role for role, path in given if page.path.startswith(path))


def has_a_part(user: Any, page: Any) -> bool:
    """Tell whether this person plays any role of the definition that governs the page."""
    row = WorkflowDefinition.objects.governing(page.bundle_root._meta.label)
    return row is not None and bool(roles_on(user, page) & {role.key for role in row.definition.roles})


def may_begin(user: Any, parent: Any, page_class: type) -> bool:
    """Tell whether this person may write the first draft of such a page here.

    A page inside a bundle has no definition of its own; it may be added while its parent is open.
    """
    row = WorkflowDefinition.objects.governing(page_class._meta.label)
    if row:
        return may_edit(user, parent, row.definition.initial)
    lock = getattr(parent.specific, "get_lock", lambda: None)()
    return not (lock and lock.for_user(user))


def may_edit(user: Any, page: Any, state: State) -> bool:
    """Tell whether the state lets this person write."""
    return bool(state.edit and roles_on(user, page) & set(state.edit))


def may_make(user: Any, root: Any, transition: Transition) -> bool:
    """Tell whether this person plays a role that the transition asks for."""
    return bool(roles_on(user, root) & set(transition.roles))


def may_leave(user: Any, root: Any, task: Any) -> bool:
    """Tell whether a run in this task waits for this person."""
    leaving = task.definition_row.definition.leaving(task.key)
    mine = roles_on(user, root)
    return any(mine & set(transition.roles) for transition in leaving if not transition.automatic)


def may_moderate(user: Any, page: Any) -> bool:
    """Tell whether a person releases and settles the comments on this page."""
    return _plays(user, page, "moderates")


def may_record(user: Any, page: Any) -> bool:
    """Tell whether a person records and corrects resolutions of this page.

    A page no definition governs is its editors' own affair: whoever may publish it.
    """
    if not hasattr(page, "bundle_root"):
        return page.permissions_for_user(user).can_publish()
    return _plays(user, page, "records")


def _plays(user: Any, page: Any, ability: str) -> bool:
    row = WorkflowDefinition.objects.governing(page.bundle_root._meta.label)
    able = {role.key for role in row.definition.roles if getattr(role, ability)} if row else set()
    return bool(able & roles_on(user, page))


class GovernedPermissionTester(PagePermissionTester):
    """Wagtail's questions about a governed page, answered so that its own doors stay shut.

    Publishing, unpublishing and submitting happen by our actions only, for administrators too.
    """

    def can_edit(self) -> bool:
        """Whoever plays a role may open the editor; the lock says who may write."""
        return super().can_edit() or has_a_part(self.user, self.page)

    def can_publish(self) -> bool:
        """Publication is the end of a run."""
        return False

    def can_unpublish(self) -> bool:
        """An approved plan is not taken down by a click."""
        return False

    def can_publish_subpage(self) -> bool:
        """Pages of a bundle are published together."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """The run is moved by transitions."""
        return False

    def can_add_subpage(self) -> bool:
        """A locked bundle gains no page."""
        return super().can_add_subpage() and not self.page_locked()

    def can_reorder_children(self) -> bool:
        """The order of areas is part of the text."""
        return self.can_edit() and not self.page_locked()

    def can_move_to(self, destination: Any) -> bool:
        """Another order is a change of the text; another parent is another address."""
        if self.page.is_child_of(destination):
            return destination.permissions_for_user(self.user).can_reorder_children()
        free = may_begin(self.user, destination, self.page.specific_class)
        return free and super().can_move_to(destination) and self.can_move()

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        """A copy begins as a draft where this person may write one."""
        return super().can_copy_to(destination, recursive) and may_begin(
            self.user, destination, self.page.specific_class
        )

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What was put before the public or a body stays."""
        from .freezing import has_frozen_pages

        return super().can_delete(ignore_bulk) and not self.page_locked() and not has_frozen_pages(self.page)
