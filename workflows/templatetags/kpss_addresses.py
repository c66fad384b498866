"""Addresses of versions."""

from __future__ import annotations

from typing import Any

from django import template

from ..public.addresses import version_url

register = template.Library()


@register.simple_tag(takes_context=True)
def kpss_version_url(context: Any, page: Any, number: int, *rest: str) -> str:
    """Return the lasting address of a version, or of what belongs to it."""
    return version_url(page, number, *rest, request=context.get("request"))
