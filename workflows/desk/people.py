"""Who settles comments on a page."""

from __future__ import annotations

from typing import Any

from ..mail.notifying import people_in_roles
from ..permissions import definition_of


def people_at(root: Any) -> list[Any]:
    """Return the accounts that play a role which works at the desk of this page."""
    definition = definition_of(root)
    roles = {role.key for role in definition.roles if role.moderates} if definition else set()
    return people_in_roles(root, definition, roles) if roles else []
