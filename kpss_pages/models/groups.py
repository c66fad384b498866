"""Groups that make the plan: who is in them, for which side, and since when."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.models import GovernedMixin

from ..paging import page_of
from ..portal_forms import PortalPageForm
from ..rich_text import RICH_TEXT_FEATURES


class GroupQuerySet(PageQuerySet):
    """Groups as they are listed and read."""

    def with_member_count(self) -> "GroupQuerySet":
        """Say how many members each group has, in the same query."""
        return self.annotate(member_count=models.Count("members", distinct=True))

    def in_reading_order(self) -> "GroupQuerySet":
        """Steering groups first, then by kind and title."""
        ranks = [models.When(kind=kind, then=rank) for rank, kind in enumerate(GroupPage.Kind.values)]
        return self.order_by(models.Case(*ranks, output_field=models.IntegerField()), "title")


class GroupPage(GovernedMixin, BasePage):
    """A steering, working or other group of the planning process."""

    suitable_definition = "simple_publication"

    class Kind(models.TextChoices):
        """What the group is there for; the order is that of the list of groups."""

        STEERING = "steering_group", _("Steering group")
        COORDINATION = "coordination_group", _("Coordination group")
        CORE_TEAM = "core_team", _("Management team")
        WORKING = "working_group", _("Working group")
        SUBGROUP = "subgroup", _("Sub-group")
        OTHER = "other", _("Other body")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.WORKING)
    purpose = RichTextField(
        _("purpose"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What the group works on, its charter or rules of procedure."),
    )
    lead = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The person is shown by name only if the name may be published."),
    )
    meeting_frequency = models.CharField(
        _("how often the group meets"),
        max_length=255,
        blank=True,
        help_text=_("In words, for example “twice a month until November 2017”."),
    )
    email = models.EmailField(_("e-mail for the public"), blank=True)
    phone = models.CharField(_("telephone for the public"), max_length=60, blank=True)
    founded_by = models.CharField(
        _("founded by"),
        max_length=255,
        blank=True,
        help_text=_("The resolution that founded the group, in words, with its number and date if known."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("A remark for readers, for example what the source says and what it leaves out."),
    )
    topics = ClusterTaggableManager(through="kpss_pages.GroupTopic", blank=True, verbose_name=_("topics"))

    objects = PageManager.from_queryset(GroupQuerySet)()

    content_panels = BasePage.content_panels + [
        FieldPanel("kind"),
        FieldPanel("purpose"),
        FieldPanel("lead"),
        InlinePanel("members", label=_("Member"), heading=_("Members")),
        FieldPanel("meeting_frequency"),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("founded_by"),
                FieldPanel("note"),
                FieldPanel("topics"),
            ],
            heading=_("Contact, origin and topics"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    base_form_class = PortalPageForm

    search_fields = BasePage.search_fields + [
        index.SearchField("purpose"),
        index.SearchField("note"),
        index.FilterField("kind"),
    ]

    parent_page_types = ["kpss_pages.GroupIndexPage"]
    subpage_types = ["kpss_pages.MeetingPage"]
    template = "kpss_pages/group_page.html"

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the members and the group's meetings, its own and those held together with others."""
        from .meetings import MeetingPage

        context = super().get_context(request, *args, **kwargs)
        meetings = MeetingPage.objects.of_group(self).live().public().in_reading_order()
        return context | {
            "members": self.members.select_related(
                "person__organisation", "organisation", "deputy__organisation"
            ).all(),
            "page_obj": page_of(request, meetings),
        }


class GroupMember(Orderable):
    """One seat in a group: a person, an organisation, or both."""

    class Side(models.TextChoices):
        """The triad of community planning, and those beside it."""

        COMMISSIONER = "commissioner", _("commissioner")
        PROVIDER = "provider", _("provider")
        SERVICE_USER = "service_user", _("service user")
        PUBLIC = "public", _("public")
        OTHER = "other", _("other")

    page = ParentalKey(GroupPage, related_name="members")
    person = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        "kpss_pages.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
        help_text=_("An organisation can be a member without a named person."),
    )
    name = models.CharField(
        _("member in words"),
        max_length=255,
        blank=True,
        help_text=_(
            "For a member who is in neither list, for example “representatives of schools”. "
            "Everybody can read it."
        ),
    )
    side = models.CharField(_("side"), max_length=20, choices=Side.choices, blank=True)
    municipality = models.CharField(_("municipality"), max_length=255, blank=True)
    deputy = models.ForeignKey(
        "kpss_pages.Person",
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    term_from = models.CharField(
        _("member since"), max_length=60, blank=True, help_text=_("As much of the date as is known.")
    )
    term_to = models.CharField(_("member until"), max_length=60, blank=True)

    panels = [
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldPanel("side"),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("municipality"),
                FieldPanel("deputy"),
                FieldPanel("term_from"),
                FieldPanel("term_to"),
            ],
            heading=_("More about the member"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False)
                | models.Q(organisation__isnull=False)
                | ~models.Q(name=""),
                name="kpss_member_is_somebody",
                violation_error_message=_(
                    "Choose a person or an organisation, or describe the member in words."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What readers see: a public name, else the best description that names nobody."""
        if self.person and self.person.name_is_public:
            return self.person.public_name
        if self.person and not self.person.description:
            return self.name or self._seat or self.person.public_name
        if self.person:
            return self.person.public_name
        return self.name or self.organisation.name

    @property
    def organisation_name(self) -> str:
        """The organisation, unless it has been said already as the member's own name."""
        name = self.organisation.name if self.organisation else self._persons_organisation
        return "" if name in self.public_name else name

    @property
    def _seat(self) -> str:
        """The seat of somebody who is not named: side and organisation."""
        organisation = self.organisation.name if self.organisation else ""
        return ", ".join(filter(None, (str(self.get_side_display()), organisation)))

    @property
    def _persons_organisation(self) -> str:
        return self.person.organisation_name if self.person else ""
