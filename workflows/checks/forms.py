"""Long forms of editors must reach the server whole."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

LONG_FORM = 5_000
"""Fields that the form of a long page sends; Django expects no more than 1,000."""


def long_forms_arrive(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn about a limit at which editors lose what they typed."""
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is None or limit >= LONG_FORM:
        return []
    return [
        checks.Warning(
            "The form of a long page, or a desk of many comments, sends more fields than the site takes.",
            hint="Set DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000.",
            id="kpss_workflows.W007",
        )
    ]
