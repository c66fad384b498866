"""Give a group of users a role on a page and below it, or take it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..models.definitions import WorkflowDefinition
from ..models.roles import RoleAssignment
from .base import Action, Invalid


class GiveRole(Action):
    """Members of a group play a role on ``page`` and below it; with ``take`` no longer.

    Twice is as once: ``is_new`` tells whether anything changed.
    """

    log_action = "kpss_workflows.role"

    def __init__(self, page: Any, role: str, group: Any, *, take: bool = False, user: Any = None) -> None:
        self.page = page
        self.role = role
        self.group = group
        self.take = take
        self.user = user
        self.is_new = False

    def check(self) -> None:
        """A role that no loaded workflow knows would open no door; it may still be taken."""
        found = (role for row in WorkflowDefinition.objects.all() for role in row.definition.roles)
        self.titles = {role.key: role.title for role in found}
        if not self.take and self.role not in self.titles:
            known = ", ".join(sorted(self.titles))
            reason = _("No loaded workflow has a role called “%(role)s”; there are: %(known)s.")
            raise Invalid(reason % {"role": self.role, "known": known})

    def change(self) -> None:
        """Write or delete the one row."""
        values = {"group": self.group, "role": self.role, "page_id": self.page.pk}
        if self.take:
            self.is_new = RoleAssignment.objects.filter(**values).delete()[0] > 0
        else:
            self.is_new = RoleAssignment.objects.get_or_create(**values)[1]

    def log(self) -> None:
        """Tell it in the history of the page, unless all was so already."""
        if self.is_new:
            super().log()

    def log_data(self) -> dict[str, Any]:
        """Who plays what from now on."""
        return {
            "role": self.role,
            "role_title": self.titles.get(self.role, self.role),
            "group": self.group.name,
            "taken": self.take,
        }
