"""The application's identity inside a host project."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class KpssPagesConfig(AppConfig):
    """Plans, areas, groups, meetings and services of community planning."""

    name = "kpss_pages"
    label = "kpss_pages"
    verbose_name = _("Community planning of social services")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the workflow layer asks its host for, listen to publication, and check the host."""
        from . import checks, registrations

        register(checks.host_is_ready)
        registrations.connect()
