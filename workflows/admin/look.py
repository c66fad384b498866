"""The look of our places in Wagtail's admin."""

from django.template.loader import render_to_string


def stylesheet() -> str:
    """Bring our stylesheet to every screen: panels of ours stand in Wagtail's own."""
    return render_to_string("kpss_workflows/admin/stylesheet.html")
