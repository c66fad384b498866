"""Which page types a definition may govern."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from ..definition import Definition
from ..models.definitions import WorkflowDefinition
from .errors import DefinitionError

OF_VERSIONS = (
    "open_consultation",
    "withdraw_consultation",
    "publish_settlements",
    "decide",
    "publish_adopted",
)
"""Effects that freeze a version for the public or a body, or speak of one."""


def check_types(definition: Definition, file: str, beside: Iterable[Definition] = ()) -> None:
    """Check that the page types exist, fit the definition, and are nobody else's.

    ``beside`` are the definitions loaded together with this one. Raises :class:`DefinitionError`.
    """
    row = WorkflowDefinition.objects.filter(name=definition.name_key).first()
    before = set(row.definition.page_types) if row else set()
    chosen = set(row.choices.values_list("page_type", flat=True)) if row else set()
    for label in sorted(chosen.union(definition.page_types)):
        check_type(definition, label, file)
    _check_taken(definition, file, beside)
    for label in sorted(before - set(definition.page_types)):
        _check_dropped(label, file)


def check_type(definition: Definition, label: str, file: str = "") -> None:
    """Check that this definition can govern a page type. Raises :class:`DefinitionError`."""
    from ..models.public_versions import PublicVersionMixin

    model = governable(label)
    if model is None:
        reason = _("There is no page type called “%(type)s” that a workflow can govern.")
        raise DefinitionError(file, "page_types", reason % {"type": label})
    if freezes(definition) and not issubclass(model, PublicVersionMixin):
        reason = _("The page type “%(type)s” has no public versions, which this workflow needs.")
        raise DefinitionError(file, "page_types", reason % {"type": label})


def can_stand_at(place: Any, model: type) -> bool:
    """Tell whether pages of a type may be made at a place or anywhere below it, by the types each page allows."""
    seen: set[type] = set()
    waiting = [place.specific_class]
    while waiting:
        one = waiting.pop()
        if one is model:
            return True
        if one not in seen:
            seen.add(one)
            waiting += one.allowed_subpage_models()
    return False


def foreign_runs(label: str, path: str = "") -> list[Any]:
    """Return the pages of a type, from a place in the tree on, that wait in a workflow of the host.

    That run ends as soon as ours begins: a page has one.
    """
    model = governable(label)
    runs = WorkflowState.objects.active().filter(workflow__kpss_definition__isnull=True)
    runs = runs.filter(content_type=ContentType.objects.get_for_model(model))
    keys = [int(key) for key in runs.values_list("object_id", flat=True)]
    return list(model._default_manager.filter(path__startswith=path, pk__in=keys))


def freezes(definition: Definition) -> bool:
    """Tell whether anything in this process is put before the public or a body as a frozen version."""
    return any(one.freeze or one.effect in OF_VERSIONS for one in definition.transitions)


def governable(label: str) -> type | None:
    """Return the page type if a workflow can govern it; a page inside a bundle shares the run of its root."""
    from ..models.governed import GovernedMixin

    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    fits = issubclass(model, GovernedMixin) and model.is_bundle_root is not False
    # Django forgives capitals in a label; pages are compared with it letter by letter.
    return model if fits and model._meta.label == label else None


def _check_taken(definition: Definition, file: str, beside: Iterable[Definition]) -> None:
    together = {one.name_key: one for one in beside}
    loaded = {row.name: row.definition for row in WorkflowDefinition.objects.all()}
    for name, other in (loaded | together).items():
        shared = set(definition.page_types) & set(other.page_types)
        for label in sorted(shared) if name != definition.name_key else ():
            reason = _(
                "The page type “%(type)s” is governed by “%(name)s” already. Leave it out here, and choose this "
                "workflow for it at a place in the tree."
            )
            raise DefinitionError(file, "page_types", reason % {"type": label, "name": name})


def _check_dropped(label: str, file: str) -> None:
    """Pages with a run or a frozen version must not lose what governs them."""
    model = governable(label)
    if model is not None and model._default_manager.exists():
        reason = _("Pages of the type “%(type)s” exist, so the definition must go on governing it.")
        raise DefinitionError(file, "page_types", reason % {"type": label})
