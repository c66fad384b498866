"""The application's identity in the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Nothing but a command and what it loads."""

    name = "kpss_site.demo"
    label = "kpss_demo_site"
    verbose_name = _("Demonstration")
