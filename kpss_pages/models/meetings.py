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
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.models import GovernedMixin
from workflows.town_time import town_today

from ..portal_forms import PortalPageForm
from ..rich_text import RICH_TEXT_FEATURES
from .groups import GroupPage


class MeetingQuerySet(PageQuerySet):
    """Meetings as they are asked for and listed."""

    def of_group(self, group: GroupPage) -> "MeetingQuerySet":
        """The group's own meetings and those of other bodies it took part in."""
        joint = self.model.joint_groups.through.objects.filter(grouppage=group.pk).values("meetingpage")
        return self.filter(self.child_of_q(group) | Q(pk__in=joint))

    def with_standing(self) -> "MeetingQuerySet":
        """Say of each meeting whether it is ``upcoming``, ``past`` or ``undated`` by the town's calendar."""
        today = town_today()
        return self.annotate(
            standing=models.Case(
                models.When(date__gte=today, then=models.Value("upcoming")),
                models.When(date__lt=today, then=models.Value("past")),
                default=models.Value("undated"),
            )
        )

    def in_reading_order(self) -> "MeetingQuerySet":
        """Upcoming ones, the nearest first; past ones, the latest first; then those without a full date."""
        rank = {"upcoming": 0, "past": 1, "undated": 2}
        ranks = [models.When(standing=standing, then=place) for standing, place in rank.items()]
        upcoming_date = models.Case(models.When(standing="upcoming", then=F("date")))
        return self.with_standing().order_by(
            models.Case(*ranks, output_field=models.IntegerField()),
            upcoming_date.asc(nulls_last=True),
            F("date").desc(nulls_last=True),
            "start_time",
            "title",
        )


class MeetingPage(GovernedMixin, BasePage):
    """A meeting of a group, from its invitation to its minutes."""

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

    def get_tasks(self) -> Iterable["MeetingTask"]:
        """Tasks with the people responsible; in a preview they may not be in the database yet."""
        tasks = self.tasks.all()
        return tasks if self.tasks.is_deferring else tasks.prefetch_related("responsible__organisation")

    def get_attendance(self) -> list[tuple[str, list["Attendance"]]]:
        """Participants under "present", "excused", "absent" and "guest"; statuses nobody has are left out."""
        rows = list(
            self.attendances.select_related("person__organisation", "substitutes_for__organisation").all()
        )
        by_status = (
            (status.label, [row for row in rows if row.status == status]) for status in Attendance.Status
        )
        return [(label, found) for label, found in by_status if found]


class AgendaItem(Orderable):
    """One item of the agenda and what the minutes say to it."""

    page = ParentalKey(MeetingPage, related_name="agenda_items")
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    minutes = RichTextField(
        _("minutes"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What was said and agreed. Everybody can read it: leave out private persons."),
    )
    comments_of_participants = RichTextField(
        _("comments of participants"), blank=True, features=RICH_TEXT_FEATURES
    )

    panels = [
        FieldPanel("number"),
        FieldPanel("title"),
        FieldPanel("minutes"),
        FieldPanel("comments_of_participants"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.number, self.title)))


class Attendance(Orderable):
    """Who came to a meeting, who did not, and for whom."""

    class Status(models.TextChoices):
        """Absent without an excuse differs from excused; a guest is not a member."""

        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent without excuse")
        GUEST = "guest", _("Guests")

    page = ParentalKey(MeetingPage, related_name="attendances")
    person = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendances",
    )
    name = models.CharField(
        _("participant in words"),
        max_length=255,
        blank=True,
        help_text=_(
            "For somebody who is not in the list. Everybody can read it: do not name private persons here."
        ),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PRESENT)
    substitutes_for = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("substitutes for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    represents = models.CharField(
        _("represents"), max_length=255, blank=True, help_text=_("An organisation or municipality.")
    )

    panels = [
        FieldPanel("person"),
        FieldPanel("status"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("substitutes_for"), FieldPanel("represents")],
            heading=_("More about the participant"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="kpss_participant_is_somebody",
                violation_error_message=_("Choose a person, or describe the participant in words."),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What readers see of the participant."""
        return self.person.public_name if self.person else self.name


class MeetingTask(Orderable, ClusterableModel):
    """What somebody is to do after the meeting, and until when."""

    page = ParentalKey(MeetingPage, related_name="tasks")
    text = models.TextField(pgettext_lazy("from a meeting", "task"))
    due_date = models.DateField(_("due date"), null=True, blank=True)
    due_text = models.CharField(_("due date in words"), max_length=255, blank=True)
    responsible = ParentalManyToManyField(
        "kpss_pages.Person", verbose_name=_("responsible people"), blank=True
    )
    responsible_text = models.CharField(
        _("responsible in words"),
        max_length=255,
        blank=True,
        help_text=_("For an organisation or somebody who is not in the list. Everybody can read it."),
    )
    is_done = models.BooleanField(_("done"), default=False)

    panels = [
        FieldPanel("text"),
        FieldPanel("due_date"),
        FieldPanel("responsible"),
        FieldPanel("is_done"),
        MultiFieldPanel(
            [FieldPanel("due_text"), FieldPanel("responsible_text")],
            heading=_("In the words of the source"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("from a meeting", "task")
        verbose_name_plural = pgettext_lazy("from a meeting", "tasks")

    def __str__(self) -> str:
        return self.text

    @property
    def responsible_names(self) -> list[str]:
        """Everybody responsible, as readers may see them."""
        names = [person.public_name for person in self.responsible.all()]
        return [*names, self.responsible_text] if self.responsible_text else names
