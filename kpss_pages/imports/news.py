"""News of the planning process; often only the title, the day and the plans it speaks of are known."""

from __future__ import annotations

from ..models import NewsPage
from . import words
from .kinds import Facts
from .publishing import publish_below
from .town import Town


def load_news(town: Town) -> None:
    """Publish the news below the portal's list of news."""

    def make(facts: Facts) -> NewsPage:
        author = town.get("persons", facts["author"])
        page = NewsPage(
            title=facts["title"] or words.UNTITLED_NEWS,
            date=facts["date"],
            date_text=facts["date_text"],
            author=author.full_name if author else _in_words(town, facts["author"]),
            body=words.html_paragraphs(facts["text"])
            + words.html_plans(town.get_all("plans", facts["plans"])),
        )
        return publish_below(town.listings["news"], page, facts["id"])

    town.load_each("news", NewsPage, make)


def _in_words(town: Town, author: str) -> str:
    """An author in words; the id of somebody deleted here names nobody."""
    return "" if town.named("persons", author) else author
