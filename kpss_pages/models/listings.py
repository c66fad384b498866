"""The lists of a portal: groups, meetings, services, news, projects; each a page with an introduction."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from workflows.base_page import BasePage

from ..paging import page_of
from ..portals import portal_of
from ..rich_text import RICH_TEXT_FEATURES
from .groups import GroupPage
from .meetings import MeetingPage
from .news import NewsPage, ProjectPage
from .services import ServicePage


class ListingPage(BasePage):
    """A list of pages of one type; how many there are never changes how many queries it takes."""

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("A few sentences above the list."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("intro")]
    promote_panels = BasePage.promote_panels
    search_fields = BasePage.search_fields + [index.SearchField("intro")]
    parent_page_types = ["kpss_pages.KpssIndexPage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def get_listed(self) -> QuerySet:
        """Everything the public finds here, in reading order."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the current page of the list."""
        return super().get_context(request, *args, **kwargs) | self.get_list_context(request)

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the list adds to the context of its page."""
        return {"page_obj": page_of(request, self.get_listed())}


class GroupIndexPage(ListingPage):
    """All groups of the portal."""

    subpage_types = ["kpss_pages.GroupPage"]
    template = "kpss_pages/group_index_page.html"

    class Meta:
        verbose_name = _("list of groups")
        verbose_name_plural = _("lists of groups")

    def get_listed(self) -> QuerySet:
        """Steering groups first, each with its lead and number of members."""
        groups = GroupPage.objects.child_of(self).live().public()
        return groups.select_related("lead__organisation").with_member_count().in_reading_order()


class MeetingIndexPage(ListingPage):
    """All meetings of the portal, whichever group they stand under."""

    subpage_types = ["kpss_pages.MeetingPage"]
    template = "kpss_pages/meeting_index_page.html"

    class Meta:
        verbose_name = _("list of meetings")
        verbose_name_plural = _("lists of meetings")

    def get_listed(self) -> QuerySet:
        """Upcoming meetings first, then past ones, then those without a full date."""
        meetings = MeetingPage.objects.descendant_of(portal_of(self) or self)
        return meetings.live().public().in_reading_order()

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        """Tell each meeting its group, all in one query."""
        context = super().get_list_context(request)
        _tell_groups(context["page_obj"])
        return context


class ServiceIndexPage(ListingPage):
    """The catalogue of services, with a filter that works without JavaScript."""

    subpage_types = ["kpss_pages.ServicePage"]
    template = "kpss_pages/service_index_page.html"

    class Meta:
        verbose_name = _("catalogue of services")
        verbose_name_plural = _("catalogues of services")

    def get_listed(self) -> QuerySet:
        """Services by name, with what their cards show."""
        services = ServicePage.objects.child_of(self).live().public().order_by("title")
        return services.select_related("service_type", "provider").prefetch_related("forms")

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the filter and list only what it leaves."""
        from ..service_filter import ServiceFilter

        service_filter = ServiceFilter(request.GET, self.get_listed())
        return {"filter": service_filter, "page_obj": page_of(request, service_filter.narrowed())}


class NewsIndexPage(ListingPage):
    """News, the latest first; those without a full date last."""

    subpage_types = ["kpss_pages.NewsPage"]
    template = "kpss_pages/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_listed(self) -> QuerySet:
        """Published news."""
        return NewsPage.objects.child_of(self).live().public().order_by(*NewsPage.reading_order)


class ProjectIndexPage(ListingPage):
    """Funded projects, the latest first."""

    subpage_types = ["kpss_pages.ProjectPage"]
    template = "kpss_pages/project_index_page.html"

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_listed(self) -> QuerySet:
        """Published projects."""
        return ProjectPage.objects.child_of(self).live().public().order_by(*ProjectPage.reading_order)


def _tell_groups(meetings: Page) -> None:
    """Fill the groups the meetings stand under, instead of one query for each."""
    parents = {meeting.path[: -meeting.steplen] for meeting in meetings}
    groups = {group.path: group for group in GroupPage.objects.filter(path__in=parents).live()}
    for meeting in meetings:
        meeting.group = groups.get(meeting.path[: -meeting.steplen])
