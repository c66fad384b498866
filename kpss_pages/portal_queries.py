"""What a portal's first page shows, each by one small query."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from workflows.base_page import BASE_PAGE_MODEL
from workflows.models import Consultation, Snapshot
from workflows.town_time import town_today

from .beside import PlanStanding, standings_of
from .models.beside import Contact, PlanCard

NEWEST = 5
"""How many pieces of news and how many meetings a first page shows."""


def portal_overview(portal: Any) -> dict[str, Any]:
    """Gather the first page; the number of queries does not grow with what is found."""
    plans = list(standings_of(portal).values())
    return {
        "portal": portal,
        "feed_place": portal.pk,
        "plans_in_force": [one for one in plans if one.validity.is_in_force],
        "other_plans": [one for one in plans if not one.validity.is_in_force],
        "has_plan_in_force": _any_in_force(plans),
        "open_consultations": list(open_consultations(portal)),
        "discussed_drafts": discussed_drafts(portal),
        "announced_plans": list(announced_plans(portal)),
        "next_meetings": list(next_meetings(portal)),
        "newest_news": list(newest_news(portal)),
        "groups": list(groups_of(portal)),
        "sections": list(sections_of(portal)),
        "contacts": list(Contact.objects.filter(page_id=portal.pk)),
    }


def open_pages_of(portal: Any) -> QuerySet:
    """Keys of the portal's pages that stand in no private section, live or not."""
    pages = apps.get_model(BASE_PAGE_MODEL).objects.descendant_of(portal, inclusive=True)
    return pages.public().values("pk")


def open_consultations(portal: Any) -> QuerySet:
    """Drafts one may comment on now, the one that closes first on top. Titles are those of the frozen versions."""
    return (
        Consultation.objects.open()
        .filter(snapshot__page__in=open_pages_of(portal))
        .select_related("snapshot__page")
        .order_by("closes_at")
    )


def discussed_drafts(portal: Any) -> list[Snapshot]:
    """Return the newest public version of each plan that is neither open for comment nor approved yet."""
    versions = Snapshot.objects.public().filter(page__in=open_pages_of(portal))
    newest = {
        version.page_id: version for version in versions.select_related("page").order_by("page", "number")
    }
    open_pages = set(open_consultations(portal).values_list("snapshot__page_id", flat=True))
    return [one for one in newest.values() if one.published_at is None and one.page_id not in open_pages]


def announced_plans(portal: Any) -> QuerySet:
    """Public cards of plans that are being written and have no public version yet."""
    versions = Snapshot.objects.public().filter(page_id=OuterRef("page_id"))
    cards = PlanCard.objects.filter(page__in=open_pages_of(portal), page__live=False)
    return cards.exclude(Exists(versions)).select_related("page")


def next_meetings(portal: Any) -> QuerySet:
    """The nearest meetings from today on."""
    meetings = apps.get_model("kpss_pages", "MeetingPage").objects.descendant_of(portal).live().public()
    return meetings.filter(date__gte=town_today()).order_by("date", "start_time")[:NEWEST]


def newest_news(portal: Any) -> QuerySet:
    """The latest news."""
    model = apps.get_model("kpss_pages", "NewsPage")
    return model.objects.descendant_of(portal).live().public().order_by(*model.reading_order)[:NEWEST]


def groups_of(portal: Any) -> QuerySet:
    """The groups that plan, in their order of reading."""
    return (
        apps.get_model("kpss_pages", "GroupPage")
        .objects.descendant_of(portal)
        .live()
        .public()
        .in_reading_order()
    )


def sections_of(portal: Any) -> QuerySet:
    """The lists below the portal: meetings, services, news and the like; plans are shown by themselves."""
    plans = (apps.get_model("kpss_pages", name) for name in ("PlanPage", "RecordedPlanPage"))
    return portal.get_children().live().public().not_type(*plans)


def _any_in_force(plans: list[PlanStanding]) -> bool:
    return any(one.validity.is_in_force for one in plans)
