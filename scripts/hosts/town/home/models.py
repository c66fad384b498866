"""The host's own pages, as they were before anybody heard of us."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The front page."""


class ArticlePage(Page):
    """A short text of the town hall."""

    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, "body"]


class ProposalPage(Page):
    """A text the town hall wants to ask people about."""

    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, "body"]
    template = "home/article_page.html"

    def get_context(self, request, *args, **kwargs):
        """What the host's frame shows on every page."""
        return super().get_context(request, *args, **kwargs) | {"town": "Lhota"}
