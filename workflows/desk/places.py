"""At which places a person may change the words of settlements."""

from __future__ import annotations

from typing import Any

from wagtail.models import Site

from ..base_page import BasePage
from ..doors.policy import page_policy
from ..models.definitions import WorkflowDefinition
from ..models.roles import RoleAssignment
from ..models.settlement_words import OutcomeLabel, ReadyReasoning
from ..permissions import may_word_settlements


def places_worded_by(user: Any) -> list[Any]:
    """Return where sites begin, roles were given or words were written, as far as the person settles there."""
    roles = [one for row in WorkflowDefinition.objects.all() for one in row.definition.roles if one.moderates]
    by_permission = (
        page_policy().get_cached_permissions_for_user(user) if any(one.permission for one in roles) else []
    )
    given = RoleAssignment.objects.filter(role__in={one.key for one in roles})
    keys = {
        *Site.objects.values_list("root_page", flat=True),
        *given.values_list("page", flat=True),
        *OutcomeLabel.objects.values_list("place", flat=True),
        *ReadyReasoning.objects.values_list("place", flat=True),
        *(one.page_id for one in by_permission),
    }
    found = BasePage.objects.filter(pk__in=keys, depth__gt=1).order_by("path")
    return [page for page in found if may_word_settlements(user, page)]
