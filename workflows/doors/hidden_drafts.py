"""Drafts of which only their readers may know: who else works in the admin does not meet even their titles."""

from __future__ import annotations

from typing import Any

from ..base_page import BasePage
from ..models.governed import governed_models, page_shares_run
from ..permissions import may_read
from ..remembering import remembered, remembering


def hidden_from(user: Any) -> frozenset[int]:
    """Return the numbers of the unpublished governed pages whose drafts this person may not read.

    What was published once is known to everybody; its next draft is hidden by its doors. The number of queries does not
    grow with the number of drafts.
    """
    if user.is_superuser and user.is_active:
        return frozenset()
    with remembering():
        return remembered(("hidden", user.pk), lambda: _hidden_from(user))


def without_hidden(pages: Any, user: Any) -> Any:
    """Leave the hidden pages out of a queryset."""
    hidden = hidden_from(user)
    return pages.exclude(pk__in=hidden) if hidden else pages


def _hidden_from(user: Any) -> frozenset[int]:
    drafts = _unpublished()
    at = {page.path: page for page in drafts}
    roots = [(page.pk, _root_of(page, at)) for page in drafts]
    return frozenset(pk for pk, root in roots if root.is_governed and not may_read(user, root))


def _unpublished() -> list[Any]:
    """Every unpublished page that a definition may govern, without its texts, with its run."""
    kinds = governed_models()
    if not kinds:
        return []
    pages = BasePage._default_manager.filter(live=False).type(*kinds)
    return list(pages.specific(defer=True).prefetch_workflow_states())


def _root_of(page: Any, at: dict[str, Any]) -> Any:
    """The root of a bundle, asked for only if it is not among these pages."""
    above = at.get(page.path[: -page.steplen]) if page_shares_run(page) else page
    return above or page.bundle_root
