"""Addresses of our views in Wagtail's admin."""

from django.urls import path

from workflows.converters import use_numbers

from .views.beside import BesideView

app_name = "kpss_pages_admin"

use_numbers()

urlpatterns = [
    path("page/<kpss_number:page_id>/beside/", BesideView.as_view(), name="beside"),
]
