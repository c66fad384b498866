"""The application's identity inside a host project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """The workflow layer; labelled so that a host may keep an app called ``workflows`` of its own label."""

    name = "workflows"
    label = "kpss_workflows"
    verbose_name = _("Workflows and public consultations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the listeners and load the guards that ship with the app."""
        from . import guards, shut_doors

        guards.load_shipped()
        shut_doors.connect()
