"""Links that keep the rest of the query."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def with_query(context: Any, **changes: Any) -> str:
    """Return the present query string with some values changed."""
    request = context.get("request")
    query = request.GET.copy() if request else {}
    for name, value in changes.items():
        query[name] = value
    return query.urlencode()
