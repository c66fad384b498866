"""Public addresses outside the page tree. Include them above Wagtail's."""

from django.urls import path

from .views.comment import CommentView
from .views.link_reading import LinkFileView, LinkReadingView
from .views.receipt import receipt

app_name = "kpss_workflows"

urlpatterns = [
    path("kpss/pripominka/<int:pk>/", CommentView.as_view(), name="comment"),
    path("kpss/potvrzeni/<slug:token>/", receipt, name="receipt"),
    path("kpss/cist/<slug:token>/", LinkReadingView.as_view(), name="internal_reading"),
    path("kpss/cist/<slug:token>/soubor/<int:pk>/", LinkFileView.as_view(), name="internal_file"),
    path("kpss/cist/<slug:token>/<str:slug>/", LinkReadingView.as_view(), name="internal_reading_page"),
]
