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
        """Connect the listeners, load the guards and jobs that ship with the app, and check the host."""
        from . import checks, guards, remembering
        from .doors import policy as page_policy
        from .doors import rows as shut_doors
        from .jobs import shipped
        from .loading import moved
        from .mail import notifying
        from .people import shipped as shipped_places

        checks.register_all()
        guards.load_shipped()
        shipped.register()
        shipped_places.register()
        shut_doors.connect()
        moved.connect()
        notifying.connect()
        page_policy.connect()
        remembering.connect()
