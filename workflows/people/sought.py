"""The person whose data are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ..models.definitions import WorkflowDefinition
from ..models.internal_versions import InternalVersion
from ..models.snapshots import Snapshot
from ..permissions import may_handle_personal_data, roles_given
from ..remembering import remembered


@dataclass(frozen=True)
class Sought:
    """An address, a name or both; whoever is known by either is found.

    ``roots`` are the numbers of the pages whose people may be looked for; ``None`` looks everywhere.
    """

    email: str = ""
    name: str = ""
    roots: frozenset[int] | None = None

    @classmethod
    def by(cls, email: str, name: str, user: Any = None) -> Sought:
        """Look for somebody where this user may; without a user, as a command does, everywhere."""
        return cls(email.strip(), " ".join(name.split()), roots_of(user))

    @property
    def is_everywhere(self) -> bool:
        """What belongs to no page is looked through as well."""
        return self.roots is None

    @property
    def words(self) -> list[str]:
        """How the person may be called in a text."""
        return [word for word in (self.email, self.name) if word]

    def matching(self, *, email: str = "", name: str = "") -> Q:
        """Ask for rows whose columns of these names hold the address or the name."""
        found = Q(pk__in=[])
        if email and self.email:
            found |= Q(**{f"{email}__iexact": self.email})
        if name and self.name:
            found |= Q(**{f"{name}__iexact": self.name})
        return found

    def within(self, rows: QuerySet, page: str) -> QuerySet:
        """Leave only rows of pages that may be looked through; ``page`` is the column with the root's number."""
        return rows if self.roots is None else rows.filter(**{f"{page}__in": self.roots})


def roots_of(user: Any) -> frozenset[int] | None:
    """The pages whose people this user answers for: all for an administrator, else those where a role says so."""
    if user is None or (user.is_active and user.is_superuser):
        return None
    pages = {row.page_id: row.page for row in Snapshot.objects.select_related("page").order_by("page_id")}
    for row in InternalVersion.objects.select_related("page").defer("text").order_by("page_id"):
        pages.setdefault(row.page_id, row.page)
    return frozenset(pk for pk, page in pages.items() if may_handle_personal_data(user, page.specific))


def may_seek(user: Any) -> bool:
    """Tell whether this person answers for anybody's data anywhere; asked for every menu, so no page is read."""
    if user.is_superuser:
        return user.is_active
    played = {role for role, _path in roles_given(user)}
    # The same list as for the page itself, so it is read once.
    rows = remembered("definitions", WorkflowDefinition.objects.with_choices) if played else ()
    return any(role.originals and role.key in played for row in rows for role in row.definition.roles)
