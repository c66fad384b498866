"""Notices that stand above every public page of ours, brought by the host application."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail import hooks

register = template.Library()


@register.simple_tag(takes_context=True)
def kpss_notices(context: Any) -> list[str]:
    """Ask every ``kpss_notices`` hook, which takes the template's context, for its sentence, if it has one."""
    return [notice for hook in hooks.get_hooks("kpss_notices") if (notice := hook(context))]
