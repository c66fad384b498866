"""Wagtail's policy of pages, by which its admin fills lists, searches and reports, with our part in it."""

from __future__ import annotations

from typing import Any

from ..base_page import BASE_PAGE_MODEL, BasePage


def page_policy() -> Any:
    """The policy that Wagtail asks about pages."""
    from wagtail import permissions

    if hasattr(permissions, "policy_registry"):
        return permissions.policy_registry.get_by_type(BasePage)
    return permissions.page_permission_policy


class ReadersOnly:
    """Leaves hidden drafts out; stands before the policy the site has."""

    def explorable_instances(self, user: Any) -> Any:
        """The pages a person meets in listings, in searches and in the history of the site."""
        from .hidden_drafts import without_hidden

        return without_hidden(super().explorable_instances(user), user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """The pages a person meets in reports."""
        from .hidden_drafts import without_hidden

        return without_hidden(super().instances_user_has_any_permission_for(user, actions), user)


def connect() -> None:
    """Put our part before the site's policy."""
    from wagtail import permissions

    policy = page_policy()
    if isinstance(policy, ReadersOnly):
        return
    narrowed = type("ReadersOnlyPolicy", (ReadersOnly, type(policy)), {})
    if hasattr(permissions, "register_permission_policy"):
        permissions.register_permission_policy(BasePage, narrowed(BASE_PAGE_MODEL))
    else:
        # Wagtail 7.4 registers no policies: its views share this one.
        policy.__class__ = narrowed
