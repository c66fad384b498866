"""What the layer hooks into Wagtail; a table of contents."""

from django.urls import include, path
from wagtail import hooks
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import save_first
from .admin import clock_menu, dashboard, definitions_menu, header_buttons, page_menu, people_menu, words_menu
from .admin import look as admin_look
from .admin import urls as admin_urls
from .doors import admin_api, before, bulk, draft_files, editor, page_types, panels
from .doors import choosers as page_choosers
from .doors import views as page_doors
from .log import entries as log_actions
from .people import log_words as people_log
from .reading import log_words as reading_log

hooks.register("construct_page_action_menu", page_menu.construct)
hooks.register("before_edit_page", page_doors.before_edit_page)
hooks.register("after_edit_page", save_first.lead_on)
hooks.register("before_create_page", page_doors.before_create_page)
hooks.register("after_create_page", save_first.lead_on)
hooks.register("before_copy_page", page_doors.before_copy_page)
hooks.register("before_delete_page", page_doors.before_delete_page)
hooks.register("before_move_page", page_doors.before_move_page)
hooks.register("before_unpublish_page", page_doors.before_unpublish_page)
hooks.register("before_bulk_action", page_doors.before_bulk_action)
hooks.register("before_serve_document", draft_files.before_serve_document)
hooks.register("construct_admin_api", admin_api.construct)
hooks.register("construct_homepage_panels", panels.construct)
hooks.register("construct_page_chooser_queryset", page_choosers.hide_in_chooser)
hooks.register("construct_explorer_page_queryset", page_choosers.hide_in_explorer)
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_log_actions", reading_log.register)
hooks.register("register_log_actions", people_log.register)
hooks.register("register_reports_menu_item", clock_menu.report_item)
hooks.register("register_reports_menu_item", definitions_menu.report_item)
hooks.register("register_reports_menu_item", people_menu.report_item)
hooks.register("register_settings_menu_item", words_menu.settings_item)
hooks.register("construct_homepage_panels", clock_menu.warn_of_late_tick)
hooks.register("construct_homepage_panels", dashboard.construct)
hooks.register("insert_global_admin_css", admin_look.stylesheet)
hooks.register("register_page_header_buttons", header_buttons.process_button)


for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Mount our admin views, and stand before Wagtail's."""
    page_types.stand_before_report()
    editor.stand_before_editor()
    before.stand_before_doors()
    ours = path("kpss-workflows/", include(admin_urls, namespace="kpss_workflows_admin"))
    return decorate_urlpatterns([ours], before.ask_first)
