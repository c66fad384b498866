"""The front page: whom the site plans for, and the way to each portal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from kpss_pages.models import KpssIndexPage


class HomePage(Page):
    """The first page of a site that holds one portal or several."""

    introduction = RichTextField(
        _("introduction"), blank=True, help_text=_("A few sentences above the list of portals.")
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    template = "home/home_page.html"
    max_count = 1

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the portals in the order of the page tree."""
        portals = KpssIndexPage.objects.child_of(self).live().public().order_by("path")
        return super().get_context(request, *args, **kwargs) | {"portals": portals}
