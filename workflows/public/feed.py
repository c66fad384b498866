"""Consultations as a feed: what was opened and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..models.consultations import Consultation
from ..news.places import public_title
from .listing import PLACE, address_of, consultations_of, place_asked_for
from .said import said_of

IN_FEED = 30

Item = tuple[Consultation, str]
"""A consultation and the address of its version."""


@dataclass(frozen=True)
class Asked:
    """Whose feed it is: of the site that was asked, or of one place on it."""

    request: HttpRequest
    place: Any | None

    @property
    def name(self) -> str:
        """What the public calls it."""
        if self.place is not None:
            return public_title(self.place)
        site = Site.find_for_request(self.request)
        return site.site_name if site else ""

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return f"?{PLACE}={self.place.pk}" if self.place is not None else ""


class ConsultationFeed(Feed):
    """The newest consultations; no comment and no person stands in it."""

    feed_type = Atom1Feed
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest) -> Asked:
        """The site is told by the request, the place by its address."""
        return Asked(request, place_asked_for(request))

    def title(self, asked: Asked) -> str:
        """What this is, and whose."""
        return f"{_('Public consultations')} – {asked.name}" if asked.name else _("Public consultations")

    def link(self, asked: Asked) -> str:
        """The list."""
        return reverse("kpss_workflows:consultations") + asked.query

    def feed_url(self, asked: Asked) -> str:
        """Its own address."""
        return reverse("kpss_workflows:consultation_feed") + asked.query

    def items(self, asked: Asked) -> list[Item]:
        """The newest, each with its address."""
        found = consultations_of(asked.request, place=asked.place).prefetch_related("extensions")
        return [(one, address_of(one, asked.request)) for one in found[:IN_FEED]]

    def item_title(self, item: Item) -> str:
        """What people are asked about."""
        return item[0].snapshot.title

    def item_description(self, item: Item) -> str:
        """Until when, and what became of it."""
        return said_of(item[0])

    def item_link(self, item: Item) -> str:
        """The version."""
        return item[1]

    def item_guid(self, item: Item) -> str:
        """The same for ever, also when more time is given."""
        return f"kpss-consultation-{item[0].pk}"

    def item_pubdate(self, item: Item) -> datetime:
        """When it opened."""
        return item[0].opens_at

    def item_updateddate(self, item: Item) -> datetime:
        """When it opened, was extended, or its settlements were published."""
        consultation = item[0]
        moments = [one.extended_at for one in consultation.extensions.all()]
        moments += [consultation.opens_at, consultation.settlements_published_at]
        return max(filter(None, moments))
