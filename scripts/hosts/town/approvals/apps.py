"""The application's identity."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Took the label long before us."""

    name = "approvals"
    label = "workflows"
    default_auto_field = "django.db.models.BigAutoField"
