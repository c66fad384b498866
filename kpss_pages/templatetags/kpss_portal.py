"""The way through a portal, for the base template of a host."""

from __future__ import annotations

from typing import Any

from django import template

from ..navigation import Navigation, portal_in

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_navigation(context: Any) -> Navigation | None:
    """Return name, address and links of the portal the page stands in; ``None`` outside a portal.

    ``{% portal_navigation as nav %}`` costs a handful of queries, however many pages there are.
    """
    portal = portal_in(context)
    return Navigation(portal, context.get("page"), context.get("request")) if portal else None
