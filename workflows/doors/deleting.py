"""Deleting is no way round the workflow: what is public is taken back first, and a state keeps its pages.

One answer for the views, the bulk actions, the API of the admin and the buttons. Code that deletes answers for itself.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..base_page import BasePage
from ..freezing import has_record
from ..models.governed import GovernedMixin, governed_models, page_shares_run
from ..permissions import may_edit
from ..remembering import remembered, remembering
from ..standing import standing_of
from .hidden_drafts import hidden_from


def against_deleting(page: Any, user: Any) -> str:
    """Say why a page stays, or a page below it, and what to do; empty where the workflow lets it go."""
    page = page.specific
    if has_record(page):
        return _(
            "“%(page)s” cannot be deleted: a version of it, or of a page below it, was public or decided."
        ) % {"page": page.get_admin_display_title()}
    with remembering():
        return _against_itself(page, user) or _against_below(page, user)


def is_kept(page: Any, user: Any) -> bool:
    """Tell the same of a page without a record; a listing asks once for all that stands below its pages."""
    if _against_itself(page, user):
        return True
    return not page.is_leaf() and bool(_kept_below(page, user))


def _against_itself(page: Any, user: Any) -> str:
    standing = standing_of(page) if isinstance(page, GovernedMixin) else None
    if standing is None:
        return ""
    names = {"page": page.get_admin_display_title(), "state": standing.state}
    if page.live:
        return _("“%(page)s” is public by its workflow. Take it back first.") % names
    if not may_edit(user, page, standing.definition, standing.state):
        return _("“%(page)s” is in the state “%(state)s”, in which you may not delete it.") % names
    return ""


def _against_below(page: Any, user: Any) -> str:
    """Name the first page in the way, unless the person may not know of it."""
    kept = _kept_below(page, user)
    if not kept:
        return ""
    known = [one for one in kept if one.pk not in hidden_from(user)]
    title = page.get_admin_display_title()
    if known and (sentence := _against_itself(known[0], user)):
        return (
            _("“%(page)s” cannot be deleted because of a page below it.") % {"page": title} + f" {sentence}"
        )
    return _("“%(page)s” cannot be deleted: the workflow of a page below it does not let you.") % {
        "page": title
    }


def _kept_below(page: Any, user: Any) -> list[Any]:
    """The pages below that stay; those below the neighbours of a page are asked about together with them."""
    above = page.path[: -page.steplen]
    kept = remembered(("kept below", above, user.pk), lambda: _kept_under(above, page.depth, user))
    return [one for one in kept if one.path.startswith(page.path)]


def _kept_under(above: str, depth: int, user: Any) -> list[Any]:
    kinds = governed_models()
    if not kinds:
        return []
    pages = BasePage._default_manager.filter(path__startswith=above, depth__gt=depth).type(*kinds)
    found = pages.order_by("path").specific(defer=True).prefetch_workflow_states()
    return [one for one in found if _stays(one, user)]


def _stays(page: Any, user: Any) -> bool:
    """A part shares the state of its root, which stands above it and answers for both."""
    if page_shares_run(page):
        return page.live and page.is_governed
    return bool(_against_itself(page, user))
