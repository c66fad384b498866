"""What every template of ours may ask for."""

from django.conf import settings
from django.http import HttpRequest

DEFAULT_BASE = "kpss_workflows/base.html"


def kpss(request: HttpRequest) -> dict[str, str]:
    """Name the base template, so that a host's own one fits under our pages by one setting."""
    return {"kpss_base": getattr(settings, "KPSS_BASE_TEMPLATE", DEFAULT_BASE)}
