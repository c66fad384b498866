"""What the minutes of a meeting consist of: items, participants, tasks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from ..rich_text import RICH_TEXT_FEATURES
from .meetings import MeetingPage


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
