"""What changed between two savings of a page, in Wagtail's own comparison."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from .events import Link

Span = tuple[int | None, int | None]
"""The first and the last revision of a time."""


class Revisions:
    """The numbers of the revisions of some pages, read at once."""

    def __init__(self, pages: Iterable[int], until: int | None) -> None:
        self.numbers: dict[int, list[int]] = defaultdict(list)
        keys = [str(pk) for pk in pages]
        if keys and until:
            rows = Revision.page_revisions.filter(object_id__in=keys, pk__lte=until)
            for key, number in rows.order_by("pk").values_list("object_id", "pk"):
                self.numbers[int(key)].append(number)

    def links(self, spans: Mapping[int, Span], titles: Mapping[int, str]) -> list[Link]:
        """Lead to what changed on each page since the revision before the first one."""
        found = []
        for page_id, (first, last) in spans.items():
            before = self.before(page_id, first)
            if before and last in self.numbers[page_id] and page_id in titles:
                address = reverse("wagtailadmin_pages:revisions_compare", args=[page_id, before, last])
                found.append((_("what changed: %(page)s") % {"page": titles[page_id]}, address))
        return found

    def before(self, page_id: int, revision: int | None) -> int | None:
        """The revision before this one, or ``None`` if it was the first or is gone."""
        numbers = self.numbers[page_id]
        place = bisect_left(numbers, revision) if revision else 0
        return numbers[place - 1] if place else None
