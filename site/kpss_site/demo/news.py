"""News of the planning and the projects that pay for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from kpss_pages.models import NewsPage, ProjectPage

from .calendar import at
from .publishing import is_there, publish
from .rich_text import html
from .town import Town


def ensure_news(town: Town) -> None:
    """Publish the news and projects that are missing."""
    facts = town.read("news")
    for item in facts["news"]:
        day = town.calendar.day(item["day"])
        page = NewsPage(title=item["title"], date=day, author=item.get("author", ""), body=html(item["text"]))
        _ensure(town, town.listings["news"], page, item, day)
    for item in facts["projects"]:
        page = _project(item)
        _ensure(town, town.listings["projects"], page, item, page.start_date)


def _project(item: dict[str, Any]) -> ProjectPage:
    return ProjectPage(
        title=item["title"],
        programme=item["programme"],
        number=item["number"],
        duration=item["duration"],
        start_date=date.fromisoformat(item["start"]),
        end_date=date.fromisoformat(item["end"]),
        body=html(item["text"]),
    )


def _ensure(town: Town, listing: Any, page: Any, item: dict[str, Any], day: date) -> None:
    if not is_there(type(page), listing, item["slug"]):
        page.topics.add(*item.get("topics", []))
        publish(listing, page, item["slug"], user=town.editor, moment=at(day))
