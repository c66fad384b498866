"""Drafts of which only their readers may know: who else works in the admin does not meet even their titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import WorkflowState

from ..base_page import BasePage
from ..models.definitions import WorkflowDefinition
from ..models.governed import governed_models, holds_parts
from ..permissions import reads_at
from ..remembering import remembered, remembering
from ..standing import state_in_run, state_without_run


class Found(NamedTuple):
    """What the rule asks of a page; whole pages would make every screen wait for every draft of the town."""

    pk: int
    path: str
    kind: type
    is_live: bool

    @property
    def path_of_root(self) -> str:
        """Where the root of its bundle stands."""
        return self.path[: -BasePage.steplen] if self.kind.is_bundle_root is False else self.path


def hidden_from(user: Any) -> frozenset[int]:
    """Return the numbers of the unpublished governed pages whose drafts this person may not read.

    What was published once is known to everybody; its next draft is hidden by its doors. The number of queries does not
    grow with the number of drafts.
    """
    with remembering():
        return remembered(("hidden", user.pk), lambda: _hidden(user, BasePage._default_manager.all()))


def hidden_among(user: Any, numbers: Iterable[int]) -> frozenset[int]:
    """Return those of some pages that are hidden from a person, without looking at the others."""
    asked = frozenset(numbers)
    pages = BasePage._default_manager.filter(pk__in=asked)
    with remembering():
        return remembered(("hidden", user.pk, asked), lambda: _hidden(user, pages))


def without_hidden(pages: Any, user: Any) -> Any:
    """Leave the hidden pages out of a queryset."""
    hidden = hidden_from(user)
    return pages.exclude(pk__in=hidden) if hidden else pages


def _hidden(user: Any, pages: Any) -> frozenset[int]:
    kinds = governed_models()
    if not kinds or (user.is_superuser and user.is_active):
        return frozenset()
    drafts = _found(pages.filter(live=False).type(*kinds))
    at = {page.path: page for page in drafts}
    above = {page.path_of_root for page in drafts} - at.keys()
    at |= {page.path: page for page in _found(BasePage._default_manager.filter(path__in=above))}
    tasks = _tasks() if drafts else {}
    roots = {page.path_of_root for page in drafts} & at.keys()
    shut = {path for path in roots if not _is_read_by(user, at[path], tasks.get(at[path].pk))}
    return frozenset(page.pk for page in drafts if page.path_of_root in shut)


def _found(pages: Any) -> list[Found]:
    kind = ContentType.objects.get_for_id
    rows = pages.order_by().values_list("pk", "path", "content_type_id", "live")
    return [Found(pk, path, kind(content_type).model_class(), live) for pk, path, content_type, live in rows]


def _tasks() -> dict[int, int]:
    """Return for each page with an open run the task it has come to."""
    page_type = ContentType.objects.get_for_model(BasePage, for_concrete_model=False)
    runs = WorkflowState.objects.active().filter(
        base_content_type=page_type, current_task_state__isnull=False
    )
    return {int(pk): task for pk, task in runs.values_list("object_id", "current_task_state__task_id")}


def _is_read_by(user: Any, root: Found, task: int | None) -> bool:
    """Ask for the state without loading the page; what no definition governs is the host's own matter."""
    row = WorkflowDefinition.objects.for_type(root.kind._meta.label, root.path)
    if row is None:
        return True
    state = (task and state_in_run(row, task)) or state_without_run(row, is_live=root.is_live)
    return reads_at(user, root.path, row.definition, state, is_bundle=holds_parts(root.kind))
