"""Where a bundle stands, in the words of whoever asks: the side panel of the editor and the process of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .deadlines import deadline_of
from .definition import Role
from .models.public_versions import PublicVersionMixin
from .offers import Offer, offers_for
from .returns import Return, last_return
from .standing import Standing
from .town_time import in_town


@dataclass(frozen=True)
class Deadline:
    """The last whole day on which the page should be in its state."""

    last_day: date
    has_passed: bool


@dataclass(frozen=True)
class Situation:
    """A page of a bundle before a person's eyes."""

    page: Any
    user: Any
    standing: Standing

    @cached_property
    def root(self) -> Any:
        """The page that holds the run."""
        return self.page.bundle_root

    @property
    def is_shared(self) -> bool:
        """The page has no process of its own; its bundle has."""
        return self.root.pk != self.page.pk

    @property
    def since(self) -> datetime | None:
        """When the page came into its state, as far as that is known."""
        task_state = self.standing.task_state
        return task_state.started_at if task_state else self.root.last_published_at

    @property
    def deadline(self) -> Deadline | None:
        """Until when, where the state says so."""
        return deadline_in_days(deadline_of(self.standing))

    @property
    def writers(self) -> list[Role]:
        """The roles that write now."""
        return [role for role in self.standing.definition.roles if role.key in self.standing.state.edit]

    @cached_property
    def offers(self) -> list[Offer]:
        """What this person may do, with what stands in the way."""
        return offers_for(self.page, self.user)

    @property
    def returned(self) -> Return | None:
        """Why the text came back, until it is submitted again."""
        return last_return(self.root, self.standing)

    @property
    def links(self) -> list[tuple[str, str]]:
        """Titles and addresses of what else is to be seen, the process of the page first."""
        if not self.root.pk:
            return []
        found = [
            (_("Process of the page"), _address("process", self.root)),
            (_("The whole workflow"), f"{_address('picture', self.root)}#kpss-picture-now"),
        ]
        if self.root.latest_revision_id:
            found.append((_("What changed"), _address("difference", self.root)))
            if isinstance(self.page, PublicVersionMixin):
                found.append((_("The draft as readers will see it"), _address("draft", self.page)))
        return found


def _address(name: str, page: Any) -> str:
    return reverse(f"kpss_workflows_admin:{name}", args=[page.pk])


def deadline_in_days(passes_at: datetime | None) -> Deadline | None:
    """Write the moment a deadline passes as people do: the day before it was the last one."""
    if passes_at is None:
        return None
    return Deadline(in_town(passes_at).date() - timedelta(days=1), passes_at <= timezone.now())
