"""Public addresses outside the page tree. Include them above Wagtail's."""

from django.urls import path

from .converters import use_numbers
from .public.calendar_file import calendar
from .public.feed import ConsultationFeed
from .public.listing import consultations
from .views.comment import CommentView
from .views.link_reading import LinkFileView, LinkReadingView
from .views.submission import OwnCommentView, SubmissionView
from .views.subscription import ConfirmView, SubscribeView, UnsubscribeView, subscription_asked

app_name = "kpss_workflows"

use_numbers()

urlpatterns = [
    path("kpss/pripominky/", consultations, name="consultations"),
    path("kpss/pripominky/novinky/", ConsultationFeed(), name="consultation_feed"),
    path("kpss/pripominky/<kpss_number:pk>.ics", calendar, name="calendar"),
    path("kpss/pripominka/<kpss_number:pk>/", CommentView.as_view(), name="comment"),
    path("kpss/potvrzeni/<slug:token>/", SubmissionView.as_view(), name="receipt"),
    path("kpss/potvrzeni/<slug:token>/<kpss_number:number>/", OwnCommentView.as_view(), name="own_comment"),
    path("kpss/odber/<kpss_number:pk>/", SubscribeView.as_view(), name="subscribe"),
    path("kpss/odber/odeslano/", subscription_asked, name="subscription_asked"),
    path("kpss/odber/potvrdit/<str:token>/", ConfirmView.as_view(), name="confirm_subscription"),
    path("kpss/odber/zrusit/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("kpss/cist/<slug:token>/", LinkReadingView.as_view(), name="internal_reading"),
    path("kpss/cist/<slug:token>/soubor/<kpss_number:pk>/", LinkFileView.as_view(), name="internal_file"),
    path("kpss/cist/<slug:token>/<str:slug>/", LinkReadingView.as_view(), name="internal_reading_page"),
]
