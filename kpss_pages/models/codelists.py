"""Lists of the Act and of the state's register, kept as data because the law keeps changing them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CodelistItem(models.Model):
    """One entry of a published list; entries are refreshed by their key and never deleted by a refresh."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name_cs = models.CharField(_("name in Czech"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    register_code = models.CharField(
        _("code in the register"),
        max_length=60,
        blank=True,
        help_text=_("The identifier in the code list of the Register of Social Service Providers, if known."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "name_cs"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; Czech where there is no other."""
        if (get_language() or "").startswith("en") and self.name_en:
            return self.name_en
        return self.name_cs

    def get_document_words(self) -> list[str]:
        """What the document of a page says of the entry: its name."""
        return [self.name]


class ServiceType(CodelistItem):
    """A type of social service under Act No. 108/2006 Coll."""

    category = models.SlugField(_("category"), max_length=40, blank=True)
    paragraph = models.CharField(_("section of the Act"), max_length=20, blank=True)
    is_current = models.BooleanField(
        _("in force"),
        default=True,
        help_text=_("Types that the law has abolished stay here for old plans and services."),
    )

    class Meta(CodelistItem.Meta):
        abstract = False
        verbose_name = _("service type")
        verbose_name_plural = _("service types")


class TargetGroup(CodelistItem):
    """A circle of people a service or a measure is meant for."""

    class Meta(CodelistItem.Meta):
        abstract = False
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
