"""People who take part in planning, and whether their names may be read by everybody."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from .register_entries import PORTAL_PANEL, RegisterEntry


class Person(RegisterEntry):
    """A person of one portal. The name is private until somebody marks it public, once for all pages."""

    name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=255,
        help_text=_("Given name and surname, without titles."),
    )
    title_before = models.CharField(_("titles before the name"), max_length=60, blank=True)
    title_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    name_is_public = models.BooleanField(
        _("the name may be published"),
        default=False,
        help_text=_(
            "Tick for officers, elected persons and those who agreed. "
            "Otherwise readers see the role and organisation instead of the name."
        ),
    )
    role = models.CharField(
        pgettext_lazy("of a person", "role"),
        max_length=255,
        blank=True,
        help_text=_("A function or side, for example “head of the social department”. Readers see it."),
    )
    organisation = models.ForeignKey(
        "kpss_pages.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    organisation_text = models.CharField(
        _("organisation in words"),
        max_length=255,
        blank=True,
        help_text=_("For an organisation that is not in the list."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)

    panels = [
        PORTAL_PANEL,
        FieldPanel("name"),
        FieldPanel("name_is_public"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("title_before"),
                FieldPanel("title_after"),
                FieldPanel("organisation_text"),
                FieldPanel("email"),
                FieldPanel("phone"),
            ],
            heading=_("Titles and contacts"),
            classname="collapsed",
        ),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with titles, for the administration only."""
        name = " ".join(filter(None, (self.title_before, self.name)))
        return ", ".join(filter(None, (name, self.title_after)))

    @property
    def organisation_name(self) -> str:
        """The organisation, from the list or in words."""
        return self.organisation.name if self.organisation else self.organisation_text

    @property
    def description(self) -> str:
        """Who the person is, without the name: role and organisation."""
        return ", ".join(filter(None, (self.role, self.organisation_name)))

    @property
    def public_name(self) -> str:
        """What readers see: the name if it may be published, else the description."""
        if self.name_is_public:
            return self.full_name
        return self.description or gettext("member of the group")

    def get_document_words(self) -> list[str]:
        """What the document of a page says of the person: what readers see."""
        return (
            [self.full_name, self.role, self.organisation_name] if self.name_is_public else [self.public_name]
        )

    def clean(self) -> None:
        """Towns never mix: the organisation is of the same portal."""
        super().clean()
        if self.organisation and self.organisation.portal_id != self.portal_id:
            raise ValidationError({"organisation": _("This organisation belongs to another portal.")})
