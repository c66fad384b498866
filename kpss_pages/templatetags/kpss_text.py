"""Rich text on a page of ours."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from workflows.document_html import html_of

register = template.Library()


@register.filter
def richtext_below(value: Any, level: int) -> SafeString:
    """Render rich text so that its headings stand one level below the heading over it: ``text|richtext_below:2``."""
    # Safe as Wagtail's own filter is: the database holds what its editor let through.
    return mark_safe(html_of(value, below=level))  # noqa: S308
