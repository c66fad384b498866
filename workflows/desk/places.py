"""At which places a person may change the words of settlements."""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from ..base_page import BasePage
from ..doors.policy import page_policy
from ..models.roles import RoleAssignment
from ..models.settlement_words import OutcomeLabel, ReadyReasoning
from ..permissions import may_word_settlements


def places_worded_by(user: Any) -> list[Any]:
    """Return where sites begin, roles were given or words were written, as far as the person settles there."""
    keys = {
        *Site.objects.values_list("root_page", flat=True),
        *RoleAssignment.objects.values_list("page", flat=True),
        *OutcomeLabel.objects.values_list("place", flat=True),
        *ReadyReasoning.objects.values_list("place", flat=True),
        *(one.page_id for one in page_policy().get_cached_permissions_for_user(user)),
    }
    found = BasePage.objects.filter(pk__in=keys, depth__gt=1).order_by("path")
    return [page for page in found if may_word_settlements(user, page)]
