"""Meetings and their minutes: who was there, what was said, who does what until when."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import PageManager
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.models import GovernedMixin

from ..portal_forms import PortalPageForm
from .groups import GroupPage
from .meeting_order import MeetingQuerySet


class MeetingPage(GovernedMixin, BasePage):
    """A meeting of a group, from its invitation to its minutes."""

    suitable_definition = "minutes"

    class Status(models.TextChoices):
        """How much is known about the meeting."""

        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held, the minutes are not published yet")
        PUBLISHED = "published", _("The minutes are published")
        REPORTED = "reported_in_news", _("Known from the news only")

    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Leave empty unless the whole date is known.")
    )
    date_text = models.CharField(
        _("date in the words of the source"),
        max_length=255,
        blank=True,
        help_text=_("For example “mid-February”. Readers see it beside the date."),
    )
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PLANNED)
    joint_groups = ParentalManyToManyField(
        GroupPage,
        verbose_name=_("joint meeting with groups"),
        blank=True,
        related_name="joint_meetings",
        help_text=_("Groups of this portal other than the one the meeting stands under."),
    )
    joint_with = models.CharField(
        _("joint meeting with other bodies"),
        max_length=255,
        blank=True,
        help_text=_("Bodies without a page of their own, for example a commission of the council."),
    )
    attendance_count = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    attendance_count_text = models.CharField(
        _("number of participants in words"),
        max_length=255,
        blank=True,
        help_text=_("For an estimate, for example “about 100 representatives”."),
    )
    next_date = models.DateField(_("date of the next meeting"), null=True, blank=True)
    next_time = models.TimeField(_("time of the next meeting"), null=True, blank=True)
    next_text = models.CharField(_("next meeting in the words of the source"), max_length=255, blank=True)
    recorded_by = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_on = models.DateField(_("date of the record"), null=True, blank=True)
    verified_by = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    minutes_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("minutes as a file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A file without protected personal data; it is offered to everybody."),
    )
    topics = ClusterTaggableManager(through="kpss_pages.MeetingTopic", blank=True, verbose_name=_("topics"))

    objects = PageManager.from_queryset(MeetingQuerySet)()

    content_panels = BasePage.content_panels + [
        FieldRowPanel([FieldPanel("date"), FieldPanel("start_time"), FieldPanel("end_time")]),
        FieldPanel("place"),
        FieldPanel("status"),
        InlinePanel("agenda_items", label=_("Agenda item"), heading=_("Agenda and minutes")),
        InlinePanel("attendances", label=_("Participant"), heading=_("Attendance")),
        InlinePanel(
            "tasks",
            label=pgettext_lazy("from a meeting", "Task"),
            heading=pgettext_lazy("from a meeting", "Tasks"),
        ),
        MultiFieldPanel(
            [FieldPanel("next_date"), FieldPanel("next_time"), FieldPanel("next_text")],
            heading=_("Next meeting"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("recorded_by"),
                FieldPanel("recorded_on"),
                FieldPanel("verified_by"),
                FieldPanel("minutes_document"),
            ],
            heading=_("Record"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("date_text"),
                FieldPanel("joint_groups"),
                FieldPanel("joint_with"),
                FieldPanel("attendance_count"),
                FieldPanel("attendance_count_text"),
                FieldPanel("topics"),
            ],
            heading=_("Joint meeting, estimates and topics"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    base_form_class = PortalPageForm

    search_fields = BasePage.search_fields + [
        index.SearchField("place"),
        index.SearchField("joint_with"),
        index.FilterField("date"),
        index.RelatedFields(
            "agenda_items",
            [
                index.SearchField("title"),
                index.SearchField("minutes"),
                index.SearchField("comments_of_participants"),
            ],
        ),
    ]

    parent_page_types = ["kpss_pages.GroupPage", "kpss_pages.MeetingIndexPage"]
    subpage_types: list[str] = []
    template = "kpss_pages/meeting_page.html"

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_time__isnull=True)
                | Q(end_time__isnull=True)
                | Q(end_time__gt=F("start_time")),
                name="kpss_meeting_ends_after_start",
                violation_error_message=_("The meeting must end after it starts."),
            ),
        ]

    @cached_property
    def group(self) -> GroupPage | None:
        """The published group the meeting stands under, if any."""
        return GroupPage.objects.ancestor_of(self).live().last()

    @property
    def is_cancelled(self) -> bool:
        """Announced, but will not take place."""
        return self.status == self.Status.CANCELLED

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the minutes consist of."""
        return super().get_context(request, *args, **kwargs) | {
            "attendance": self.get_attendance(),
            "tasks": self.get_tasks(),
            "joint_groups": self.joint_groups.filter(live=True),
        }

    def get_tasks(self) -> Iterable[models.Model]:
        """Tasks with the people responsible; in a preview they may not be in the database yet."""
        tasks = self.tasks.all()
        return tasks if self.tasks.is_deferring else tasks.prefetch_related("responsible__organisation")

    def get_attendance(self) -> list[tuple[str, list[models.Model]]]:
        """Participants under "present", "excused", "absent" and "guest"; statuses nobody has are left out."""
        rows = list(
            self.attendances.select_related("person__organisation", "substitutes_for__organisation").all()
        )
        statuses = self.attendances.model.Status
        by_status = ((status.label, [row for row in rows if row.status == status]) for status in statuses)
        return [(label, found) for label, found in by_status if found]
