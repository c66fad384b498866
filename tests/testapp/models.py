"""A page the workflow layer governs, and one it leaves to the host."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html

from workflows.base_page import BasePage
from workflows.document import Field
from workflows.models import BundlePartMixin, GovernedMixin, PublicVersionMixin


class NoticePage(PublicVersionMixin, BasePage):
    """A notice of the town hall: one text, decided before it is public."""

    body = RichTextField(_("text"), blank=True)

    version_template = "kpss_workflows/public/page.html"

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    def get_document_fields(self) -> list[Field]:
        """Offer the one text for reading and freezing."""
        return [Field("body", str(_("Text")), "html", expand_db_html(self.body))]

    def get_incomplete_reasons(self) -> list[str]:
        """A notice without a text says nothing."""
        return [] if self.body else ["The notice has no text."]


class GazettePage(GovernedMixin, BasePage):
    """An issue of the town's gazette; its articles are published with it. It says nothing of its document."""

    editorial = RichTextField(_("editorial"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("editorial")]
    template = "testapp/gazette_page.html"


class ArticlePage(BundlePartMixin, GovernedMixin, BasePage):
    """An article of an issue."""

    text = RichTextField(_("text"))
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annex = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("text"),
        FieldPanel("picture"),
        FieldPanel("annex"),
    ]
    parent_page_types = ["testapp.GazettePage"]
    template = "testapp/gazette_page.html"


class OrdinaryPage(BasePage):
    """A page of the host that no workflow of ours governs."""
