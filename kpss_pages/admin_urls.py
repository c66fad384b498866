"""Addresses of our views in Wagtail's admin."""

from django.urls import path

from .views.beside import BesideView

app_name = "kpss_pages_admin"

urlpatterns = [
    path("page/<int:page_id>/beside/", BesideView.as_view(), name="beside"),
]
