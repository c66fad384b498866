"""Addresses of our views in Wagtail's admin."""

from django.contrib.auth.decorators import permission_required
from django.urls import path

from ..converters import use_numbers
from ..views.acceptance import AcceptanceView
from ..views.consultation import DescribeView, ExtendView
from ..views.correction import CorrectionView
from ..views.definitions import DefinitionsView, DefinitionView, PagePictureView
from ..views.desk import DeskView
from ..views.difference import DifferenceView
from ..views.draft import DraftView
from ..views.entry import EntryView
from ..views.erase_from_version import EraseFromVersionView
from ..views.importing import ImportPreviewView, ImportTemplateView, ImportView
from ..views.internal_readings import InternalReadingsView, InvitationView
from ..views.jobs import JobsView
from ..views.people import PeopleView
from ..views.process import ProcessView
from ..views.record import RecordView
from ..views.register_comment import RegisterCommentView
from ..views.settlement_sheet import SettlementSheetView, settlement_sheet_file
from ..views.settlement_words import SettlementPlacesView, SettlementWordsView
from ..views.signed_reading import SignedReadingView
from ..views.submission_file import submission_file
from ..views.table import TableFileView, TableView
from ..views.transition import TransitionView
from ..views.waiting import WaitingView
from .definitions_menu import VIEW_DEFINITIONS

app_name = "kpss_workflows_admin"

use_numbers()

may_see = permission_required(VIEW_DEFINITIONS, raise_exception=True)

urlpatterns = [
    path("page/<kpss_number:page_id>/", ProcessView.as_view(), name="process"),
    path("difference/<kpss_number:page_id>/", DifferenceView.as_view(), name="difference"),
    path("draft/<kpss_number:page_id>/", DraftView.as_view(), name="draft"),
    path("picture/<kpss_number:page_id>/", PagePictureView.as_view(), name="picture"),
    path("waiting/", WaitingView.as_view(), name="waiting"),
    path("workflows/", may_see(DefinitionsView.as_view()), name="definitions"),
    path("workflows/<slug:name>/", may_see(DefinitionView.as_view()), name="definition"),
    path("record/<kpss_number:page_id>/", RecordView.as_view(), name="record"),
    path("page/<kpss_number:page_id>/<slug:transition>/", TransitionView.as_view(), name="transition"),
    path("consultation/<kpss_number:pk>/", DeskView.as_view(), name="desk"),
    path("comment/<kpss_number:pk>/", RegisterCommentView.as_view(), name="register_comment"),
    path("submission-file/<kpss_number:pk>/", submission_file, name="submission_file"),
    path("consultation/<kpss_number:pk>/table/", TableView.as_view(), name="table"),
    path("consultation/<kpss_number:pk>/table/<slug:kind>/", TableFileView.as_view(), name="table_file"),
    path(
        "consultation/<kpss_number:pk>/table/<slug:kind>/<kpss_number:number>/",
        TableFileView.as_view(),
        name="table_volume",
    ),
    path("consultation/<kpss_number:pk>/accept/", AcceptanceView.as_view(), name="accept"),
    path("consultation/<kpss_number:pk>/enter/", EntryView.as_view(), name="enter"),
    path("consultation/<kpss_number:pk>/import/", ImportView.as_view(), name="import"),
    path(
        "consultation/<kpss_number:pk>/import/template.<slug:kind>",
        ImportTemplateView.as_view(),
        name="import_template",
    ),
    path(
        "consultation/<kpss_number:pk>/import/<slug:token>/",
        ImportPreviewView.as_view(),
        name="import_preview",
    ),
    path("consultation/<kpss_number:pk>/extend/", ExtendView.as_view(), name="extend"),
    path("consultation/<kpss_number:pk>/describe/", DescribeView.as_view(), name="describe"),
    path("resolution/<kpss_number:pk>/", CorrectionView.as_view(), name="correction"),
    path("reading/<kpss_number:page_id>/", InternalReadingsView.as_view(), name="internal_readings"),
    path(
        "reading/<kpss_number:page_id>/<kpss_number:pk>/", InvitationView.as_view(), name="reading_invitation"
    ),
    path("reading/<kpss_number:page_id>/draft/", SignedReadingView.as_view(), name="read_internally"),
    path(
        "reading/<kpss_number:page_id>/draft/<str:slug>/",
        SignedReadingView.as_view(),
        name="read_internally_page",
    ),
    path("version/<kpss_number:pk>/erase/", EraseFromVersionView.as_view(), name="erase_from_version"),
    path("people/", PeopleView.as_view(), name="people"),
    path("consultation/<kpss_number:pk>/sheet/", SettlementSheetView.as_view(), name="settlement_sheet"),
    path("consultation/<kpss_number:pk>/sheet/file/", settlement_sheet_file, name="settlement_sheet_file"),
    path("settlement-words/", SettlementPlacesView.as_view(), name="settlement_places"),
    path("settlement-words/<kpss_number:page_id>/", SettlementWordsView.as_view(), name="settlement_words"),
    path("jobs/", JobsView.as_view(), name="jobs"),
]
