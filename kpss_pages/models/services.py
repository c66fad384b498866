"""Social services of the territory: what they are, for whom, where, and how much of them there is."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from workflows.base_page import BasePage
from workflows.document import Field
from workflows.models import GovernedMixin

from ..folding import fold
from ..portal_forms import PortalPageForm
from ..rich_text import RICH_TEXT_FEATURES

is_service_identifier = RegexValidator(
    r"\A[0-9]{7}\Z", _("An identifier in the register has exactly seven digits.")
)

ADDRESS = ("street", "postcode", "town")


class ServicePage(GovernedMixin, BasePage):
    """A social or related service, as people look for it."""

    suitable_definition = "simple_publication"

    service_type = models.ForeignKey(
        "kpss_pages.ServiceType",
        verbose_name=_("service type"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="services",
        help_text=_(
            "The type under the Act on Social Services. Leave empty for a related service outside the Act."
        ),
    )
    provider = models.ForeignKey(
        "kpss_pages.Organisation",
        verbose_name=_("provider"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="services",
        limit_choices_to={"is_provider": True},
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What the service does for people, in plain words."),
    )
    target_groups = ParentalManyToManyField(
        "kpss_pages.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="services"
    )
    territory = models.CharField(
        _("territory"),
        max_length=255,
        blank=True,
        help_text=_("Where the service is provided, in words; for outreach it differs from the address."),
    )
    phones = models.CharField(
        _("telephones"), max_length=255, blank=True, help_text=_("Separate several numbers by commas.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.URLField(_("web page"), blank=True)
    street = models.CharField(_("street and number"), max_length=255, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=255, blank=True)
    secret_address = models.BooleanField(
        _("the address is secret"),
        default=False,
        help_text=_("For shelters and similar places: the address is then never shown and never searched."),
    )
    service_identifier = models.CharField(
        _("identifier in the register"),
        max_length=7,
        blank=True,
        validators=[is_service_identifier],
        help_text=_("Seven digits from the Register of Social Service Providers."),
    )
    topics = ClusterTaggableManager(through="kpss_pages.ServiceTopic", blank=True, verbose_name=_("topics"))
    searchable_text = models.TextField(editable=False, blank=True)

    content_panels = BasePage.content_panels + [
        FieldPanel("service_type"),
        FieldPanel("provider"),
        FieldPanel("description"),
        InlinePanel("forms", label=_("Form of provision"), heading=_("Forms and capacity")),
        FieldPanel("target_groups"),
        FieldPanel("territory"),
        MultiFieldPanel(
            [FieldPanel("phones"), FieldPanel("email"), FieldPanel("web")], heading=_("Contacts")
        ),
        MultiFieldPanel(
            [FieldPanel("street"), FieldPanel("postcode"), FieldPanel("town"), FieldPanel("secret_address")],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("service_identifier"), FieldPanel("topics")],
            heading=_("Register and topics"),
            classname="collapsed",
        ),
    ]
    promote_panels = BasePage.promote_panels
    base_form_class = PortalPageForm

    # The address is left out on purpose: it may be secret.
    search_fields = BasePage.search_fields + [
        index.SearchField("description"),
        index.SearchField("territory"),
        index.RelatedFields("provider", [index.SearchField("name")]),
        index.RelatedFields("service_type", [index.SearchField("name_cs"), index.SearchField("name_en")]),
        index.RelatedFields("target_groups", [index.SearchField("name_cs"), index.SearchField("name_en")]),
    ]

    parent_page_types = ["kpss_pages.ServiceIndexPage"]
    subpage_types: list[str] = []
    template = "kpss_pages/service_page.html"

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    @property
    def address(self) -> list[str]:
        """The lines of the address; none at all when it is secret."""
        if self.secret_address:
            return []
        return list(filter(None, (self.street, " ".join(filter(None, (self.postcode, self.town))))))

    @property
    def has_contacts(self) -> bool:
        """There is a way to reach the service, or a reason why its address is not said."""
        return bool(self.phones or self.email or self.web or self.address or self.secret_address)

    @property
    def phone_numbers(self) -> list[str]:
        """Each telephone number by itself."""
        return [number.strip() for number in re.split(r"[,;\n]", self.phones) if number.strip()]

    def get_document_fields(self) -> list[Field]:
        """All that is stored; a secret address stays secret to those who read a draft, too."""
        fields = super().get_document_fields()
        return [one for one in fields if one.name not in ADDRESS] if self.secret_address else fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words of the service in the form in which the list of services searches them."""
        names = (self.service_type.name_cs, self.service_type.name_en) if self.service_type else ()
        self.searchable_text = fold(" ".join((self.title, *names, self.territory, self.description)))
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the forms and target groups."""
        return super().get_context(request, *args, **kwargs) | {
            "forms": self.forms.all(),
            "target_groups": self.target_groups.all(),
        }


class ServiceForm(Orderable):
    """A form in which the service is provided, with its capacity; a form may have several capacities."""

    class Form(models.TextChoices):
        """Section 33 of the Act."""

        RESIDENTIAL = "residential", _("residential")
        AMBULATORY = "ambulatory", _("ambulatory")
        OUTREACH = "outreach", _("outreach")

    page = ParentalKey(ServicePage, related_name="forms")
    form = models.CharField(_("form"), max_length=20, choices=Form.choices)
    capacity = models.PositiveIntegerField(
        _("capacity"),
        null=True,
        blank=True,
        help_text=_("The registered number, which says nothing about free places."),
    )
    unit = models.CharField(
        _("unit"),
        max_length=80,
        blank=True,
        help_text=_("What is counted: beds, clients, contacts of 10 minutes."),
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [FieldPanel("form"), FieldPanel("capacity"), FieldPanel("unit"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("form of provision")
        verbose_name_plural = _("forms of provision")

    def __str__(self) -> str:
        return self.get_form_display()
