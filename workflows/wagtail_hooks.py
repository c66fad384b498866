"""What the layer hooks into Wagtail; a table of contents."""

from django.urls import include, path
from wagtail import hooks

from . import admin_urls, draft_files, log_actions, page_choosers, page_doors, page_menu

hooks.register("construct_page_action_menu", page_menu.construct)
hooks.register("before_edit_page", page_doors.before_edit_page)
hooks.register("before_create_page", page_doors.before_create_page)
hooks.register("before_copy_page", page_doors.before_copy_page)
hooks.register("before_delete_page", page_doors.before_delete_page)
hooks.register("before_move_page", page_doors.before_move_page)
hooks.register("before_bulk_action", page_doors.before_bulk_action)
hooks.register("before_serve_document", draft_files.before_serve_document)
hooks.register("construct_page_chooser_queryset", page_choosers.hide_drafts)
hooks.register("register_log_actions", log_actions.register)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Mount our admin views."""
    return [path("kpss-workflows/", include(admin_urls, namespace="kpss_workflows_admin"))]
