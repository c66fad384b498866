"""What the app hooks into Wagtail; a table of contents."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls, log_actions, notices, page_buttons
from .modeladmins import KpssAdminGroup

modeladmin_register(KpssAdminGroup)
hooks.register("register_log_actions", log_actions.register)
hooks.register("kpss_notices", notices.invented_note)
hooks.register("register_page_header_buttons", page_buttons.header_buttons)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Mount our admin views."""
    return [path("kpss/", include(admin_urls, namespace="kpss_pages_admin"))]
