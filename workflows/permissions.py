"""Who may do what: the roles a person plays on a page, and what a state allows them."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from .definition import Definition, State, Transition
from .doors.policy import page_policy
from .models.definitions import WorkflowDefinition
from .models.governed import takes_parts
from .models.roles import RoleAssignment
from .remembering import remembered


def roles_on(user: Any, page: Any, definition: Definition | None = None) -> frozenset[str]:
    """The keys of the roles a person plays on a page, given there or on any page above it.

    With a definition, also those of its roles that come with a page permission of Wagtail. An administrator plays
    every role of every loaded definition, and the log says who it was.
    """
    return roles_at(user, page.path, definition)


def roles_at(
    user: Any, path: str, definition: Definition | None = None, *, is_bundle: bool = False
) -> frozenset[str]:
    """The same by the path of a page; of a bundle, also the roles played on a page inside it."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.is_superuser:
        return remembered("every role", _every_role)
    return frozenset(
        role
        for role, place in _played(user, definition)
        if path.startswith(place) or (is_bundle and place.startswith(path))
    )


def roles_given(user: Any) -> list[tuple[str, str]]:
    """The roles a person was given, each with the path of the page it is played on and below."""
    given = RoleAssignment.objects.filter(group__user=user).values_list("role", "page__path")
    return remembered(("roles given", user.pk), lambda: list(given))


def _played(user: Any, definition: Definition | None) -> list[tuple[str, str]]:
    """The roles given, and those that come with a page permission of Wagtail, each with the path of its page."""
    name = definition.name_key if definition else ""
    return remembered(("roles played", user.pk, name), lambda: _read_played(user, definition))


def _read_played(user: Any, definition: Definition | None) -> list[tuple[str, str]]:
    with_permission = [role for role in definition.roles if role.permission] if definition else []
    granted = page_policy().get_cached_permissions_for_user(user) if with_permission else []
    permitted = [
        (role.key, one.page.path)
        for one in granted
        for role in with_permission
        if one.permission.codename.rsplit("_", maxsplit=1)[0] == role.permission
    ]
    return [*roles_given(user), *permitted]


def _every_role() -> frozenset[str]:
    rows = WorkflowDefinition.objects.all()
    return frozenset(role.key for row in rows for role in row.definition.roles)


def definition_of(page: Any) -> Definition | None:
    """The definition that governs the bundle of a page."""
    row = WorkflowDefinition.objects.governing(page.bundle_root)
    return row and row.definition


def may_read(user: Any, page: Any) -> bool:
    """Tell whether the present state lets this person read the draft of a page.

    A role played on any page of the bundle counts: who writes one area reads the whole plan.
    """
    from .standing import standing_of

    standing = standing_of(page)
    if standing is None:
        return PagePermissionTester(user, page).can_edit()
    root = page.bundle_root
    is_bundle = takes_parts(root)
    return reads_at(user, root.path, standing.definition, standing.state, is_bundle=is_bundle)


def reads_at(user: Any, path: str, definition: Definition, state: State, *, is_bundle: bool) -> bool:
    """The same by the path of the root of a bundle, whether or not the page itself was loaded."""
    return bool(definition.readers(state) & roles_at(user, path, definition, is_bundle=is_bundle))


def roles_in_bundle(user: Any, page: Any, definition: Definition) -> frozenset[str]:
    """The keys of the roles a person plays on any page of the bundle of a page.

    A page that only stands below the root, such as a meeting below its group, opens nothing of the root.
    """
    root = page.bundle_root
    return roles_at(user, root.path, definition, is_bundle=takes_parts(root))


def may_begin(user: Any, parent: Any, page_class: type) -> bool:
    """Tell whether this person may write the first draft of such a page here.

    A page inside a bundle has no definition of its own; it may be added while its parent is open.
    """
    row = WorkflowDefinition.objects.for_type(page_class._meta.label, parent.path)
    if row:
        return may_edit(user, parent, row.definition, row.definition.initial)
    lock = getattr(parent.specific, "get_lock", lambda: None)()
    return not (lock and lock.for_user(user))


def may_edit(user: Any, page: Any, definition: Definition, state: State) -> bool:
    """Tell whether the state lets this person write."""
    return bool(state.edit and roles_on(user, page, definition) & set(state.edit))


def may_read_originals(user: Any, page: Any) -> bool:
    """Tell whether this person may read how comments were worded before a passage was redacted."""
    return _plays(user, page, "originals")


def may_handle_personal_data(user: Any, page: Any) -> bool:
    """Tell whether this person may look for somebody's data here, give them out and erase them.

    Whoever reads what was redacted reads them anyway; an administrator may without any workflow.
    """
    return (user.is_active and user.is_superuser) or may_read_originals(user, page)


def may_run_consultation(user: Any, root: Any) -> bool:
    """Tell whether this person may open consultations of a page, and so extend and describe one."""
    definition = definition_of(root)
    openings = (
        [one for one in definition.transitions if one.effect == "open_consultation"] if definition else []
    )
    return any(may_make(user, root, one, definition) for one in openings)


def may_make(user: Any, root: Any, transition: Transition, definition: Definition) -> bool:
    """Tell whether this person plays a role that the transition asks for, and has the permission it names."""
    if not roles_on(user, root, definition) & set(transition.roles):
        return False
    needed = transition.permission
    return not needed or user.is_superuser or needed in PagePermissionTester(user, root).permissions


def may_moderate(user: Any, page: Any) -> bool:
    """Tell whether a person releases and settles the comments on this page."""
    return _plays(user, page, "moderates")


def may_word_settlements(user: Any, place: Any) -> bool:
    """Tell whether a person settles comments on all pages at a place and below it, and so words the outcomes there."""
    rows = remembered("definitions by themselves", lambda: list(WorkflowDefinition.objects.all()))
    return any(
        {role.key for role in row.definition.roles if role.moderates} & roles_on(user, place, row.definition)
        for row in rows
    )


def may_settle_somewhere(user: Any) -> bool:
    """Tell whether a person settles comments on any page at all; asked for every menu, so no page is read."""
    if user.is_superuser:
        return user.is_active
    # The same list as for the page itself, so it is read once.
    rows = remembered("definitions", WorkflowDefinition.objects.with_choices)
    return any(
        {role.key for role in row.definition.roles if role.moderates}
        & {role for role, _path in _played(user, row.definition)}
        for row in rows
    )


def may_record(user: Any, page: Any) -> bool:
    """Tell whether a person records and corrects resolutions of this page.

    A page no definition governs is its editors' own affair: whoever may publish it.
    """
    if not hasattr(page, "bundle_root"):
        return page.permissions_for_user(user).can_publish()
    return _plays(user, page, "records")


def _plays(user: Any, page: Any, ability: str) -> bool:
    definition = definition_of(page)
    able = {role.key for role in definition.roles if getattr(role, ability)} if definition else set()
    return bool(able & roles_on(user, page, definition))


class GovernedPermissionTester(PagePermissionTester):
    """Wagtail's questions about a governed page, answered so that its own doors stay shut.

    Publishing, unpublishing and submitting happen by our actions only, for administrators too.
    """

    def can_edit(self) -> bool:
        """Whoever may read the draft may open the editor; the lock says who may write."""
        return may_read(self.user, self.page)

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

    def can_lock(self) -> bool:
        """A lock of one's own is for readers."""
        return super().can_lock() and self.can_edit()

    def can_unlock(self) -> bool:
        """So is taking one away."""
        return super().can_unlock() and self.can_edit()

    def page_locked(self) -> bool:
        """The state decides; a lock of one's own may close what the state opens, never the other way."""
        from .locks import StateLock
        from .standing import standing_of

        standing = standing_of(self.page)
        is_shut = standing is not None and StateLock(self.page, standing).for_user(self.user)
        return bool(is_shut or super().page_locked())

    def can_add_subpage(self) -> bool:
        """A locked bundle gains no page; what only stands below the page has a way of its own."""
        return super().can_add_subpage() and not (takes_parts(self.page) and self.page_locked())

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
        """What was put before the public or a body stays, and so does what a workflow keeps."""
        from .doors.deleting import is_kept

        return self._may_take_away(ignore_bulk) and not is_kept(self.page, self.user)

    def can_move(self) -> bool:
        """What is public may stand elsewhere, as long as nothing promised its address."""
        return self._may_take_away(ignore_bulk=True)

    def _may_take_away(self, ignore_bulk: bool) -> bool:
        from .freezing import has_record

        may_delete = self._may_delete_leaf() if self.page.is_leaf() else super().can_delete(ignore_bulk)
        return may_delete and not self.page_locked() and not has_record(self.page)

    def _may_delete_leaf(self) -> bool:
        """Answer as Wagtail does, which looks for pages below each page of a listing, also where none can be."""
        if not self.user.is_active or self.user.is_superuser:
            return self.user.is_active
        is_own = "add" in self.permissions and self.page.owner_id == self.user.pk
        return ("change" in self.permissions or is_own) and (
            "publish" in self.permissions or not self.page.live
        )
