"""The application's identity inside a host project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpssPagesConfig(AppConfig):
    """Plans, areas, groups, meetings and services of community planning."""

    name = "kpss_pages"
    label = "kpss_pages"
    verbose_name = _("Community planning of social services")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the workflow layer asks its host for, and listen to publication."""
        from . import registrations

        registrations.connect()
