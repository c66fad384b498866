"""Addresses of our views in Wagtail's admin."""

from django.urls import path

from .views.correction import CorrectionView
from .views.desk import DeskView
from .views.difference import DifferenceView
from .views.draft import DraftView
from .views.process import ProcessView
from .views.record import RecordView
from .views.transition import TransitionView

app_name = "kpss_workflows_admin"

urlpatterns = [
    path("page/<int:page_id>/", ProcessView.as_view(), name="process"),
    path("difference/<int:page_id>/", DifferenceView.as_view(), name="difference"),
    path("draft/<int:page_id>/", DraftView.as_view(), name="draft"),
    path("record/<int:page_id>/", RecordView.as_view(), name="record"),
    path("page/<int:page_id>/<slug:transition>/", TransitionView.as_view(), name="transition"),
    path("consultation/<int:pk>/", DeskView.as_view(), name="desk"),
    path("resolution/<int:pk>/", CorrectionView.as_view(), name="correction"),
]
