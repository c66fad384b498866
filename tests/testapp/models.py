"""A page the workflow layer governs, and one it leaves to the host."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html

from workflows.base_page import BasePage
from workflows.document import Field
from workflows.models import PublicVersionMixin


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


class OrdinaryPage(BasePage):
    """A page of the host that no workflow of ours governs."""
