"""Addresses of our views in Wagtail's admin."""

from django.contrib.auth.decorators import permission_required
from django.urls import path

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

may_see = permission_required(VIEW_DEFINITIONS, raise_exception=True)

urlpatterns = [
    path("page/<int:page_id>/", ProcessView.as_view(), name="process"),
    path("difference/<int:page_id>/", DifferenceView.as_view(), name="difference"),
    path("draft/<int:page_id>/", DraftView.as_view(), name="draft"),
    path("picture/<int:page_id>/", PagePictureView.as_view(), name="picture"),
    path("waiting/", WaitingView.as_view(), name="waiting"),
    path("workflows/", may_see(DefinitionsView.as_view()), name="definitions"),
    path("workflows/<slug:name>/", may_see(DefinitionView.as_view()), name="definition"),
    path("record/<int:page_id>/", RecordView.as_view(), name="record"),
    path("page/<int:page_id>/<slug:transition>/", TransitionView.as_view(), name="transition"),
    path("consultation/<int:pk>/", DeskView.as_view(), name="desk"),
    path("comment/<int:pk>/", RegisterCommentView.as_view(), name="register_comment"),
    path("submission-file/<int:pk>/", submission_file, name="submission_file"),
    path("consultation/<int:pk>/table/", TableView.as_view(), name="table"),
    path("consultation/<int:pk>/table/<slug:kind>/", TableFileView.as_view(), name="table_file"),
    path(
        "consultation/<int:pk>/table/<slug:kind>/<int:number>/", TableFileView.as_view(), name="table_volume"
    ),
    path("consultation/<int:pk>/accept/", AcceptanceView.as_view(), name="accept"),
    path("consultation/<int:pk>/enter/", EntryView.as_view(), name="enter"),
    path("consultation/<int:pk>/import/", ImportView.as_view(), name="import"),
    path(
        "consultation/<int:pk>/import/template.<slug:kind>",
        ImportTemplateView.as_view(),
        name="import_template",
    ),
    path("consultation/<int:pk>/import/<slug:token>/", ImportPreviewView.as_view(), name="import_preview"),
    path("consultation/<int:pk>/extend/", ExtendView.as_view(), name="extend"),
    path("consultation/<int:pk>/describe/", DescribeView.as_view(), name="describe"),
    path("resolution/<int:pk>/", CorrectionView.as_view(), name="correction"),
    path("reading/<int:page_id>/", InternalReadingsView.as_view(), name="internal_readings"),
    path("reading/<int:page_id>/<int:pk>/", InvitationView.as_view(), name="reading_invitation"),
    path("reading/<int:page_id>/draft/", SignedReadingView.as_view(), name="read_internally"),
    path("reading/<int:page_id>/draft/<str:slug>/", SignedReadingView.as_view(), name="read_internally_page"),
    path("version/<int:pk>/erase/", EraseFromVersionView.as_view(), name="erase_from_version"),
    path("people/", PeopleView.as_view(), name="people"),
    path("consultation/<int:pk>/sheet/", SettlementSheetView.as_view(), name="settlement_sheet"),
    path("consultation/<int:pk>/sheet/file/", settlement_sheet_file, name="settlement_sheet_file"),
    path("settlement-words/", SettlementPlacesView.as_view(), name="settlement_places"),
    path("settlement-words/<int:page_id>/", SettlementWordsView.as_view(), name="settlement_words"),
    path("jobs/", JobsView.as_view(), name="jobs"),
]
