"""Forms must reach the server whole, and what they ask of a browser must be possible."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from ..intake.work import amount, is_installed

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


def work_can_be_set(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse a proof of work that no library can set."""
    if not amount() or is_installed():
        return []
    return [
        checks.Error(
            "KPSS_PROOF_OF_WORK asks for work that nothing here can set or check.",
            hint="Install the extra: pip install wagtail-kpss[altcha].",
            id="kpss_workflows.E003",
        )
    ]
