"""Public addresses outside the page tree. Include them above Wagtail's."""

from django.urls import path

from .views.comment import CommentView
from .views.receipt import receipt

app_name = "kpss_workflows"

urlpatterns = [
    path("kpss/pripominka/<int:pk>/", CommentView.as_view(), name="comment"),
    path("kpss/potvrzeni/<slug:token>/", receipt, name="receipt"),
]
