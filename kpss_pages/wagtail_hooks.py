"""What the app hooks into Wagtail; a table of contents."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from . import log_actions, notices, page_buttons, paste_notice
from .modeladmins import KpssAdminGroup

modeladmin_register(KpssAdminGroup)
hooks.register("register_rich_text_features", paste_notice.register_paste_notice)
hooks.register("register_log_actions", log_actions.register)
hooks.register("kpss_notices", notices.invented_note)
hooks.register("register_page_header_buttons", page_buttons.header_buttons)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Mount our admin views. Their forms make text editors, so they are read when every feature is registered."""
    from . import admin_urls

    return [path("kpss/", include(admin_urls, namespace="kpss_pages_admin"))]
