"""Which page types a definition may govern."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext as _

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


def check_types(definition: Definition, file: str) -> None:
    """Check that the page types exist, fit the definition, and are nobody else's.

    Raises :class:`DefinitionError`.
    """
    for label in definition.page_types:
        check_type(definition, label, file)
    _check_dropped(definition, file)
    for other in WorkflowDefinition.objects.exclude(name=definition.name_key):
        for label in set(definition.page_types) & set(other.definition.page_types):
            reason = _("The page type “%(type)s” is governed by “%(name)s” already.")
            raise DefinitionError(file, "page_types", reason % {"type": label, "name": other.name})


def check_type(definition: Definition, label: str, file: str = "") -> None:
    """Check that this definition can govern a page type. Raises :class:`DefinitionError`."""
    from ..models.public_versions import PublicVersionMixin

    model = _governable(label)
    if model is None:
        reason = _("There is no page type called “%(type)s” that a workflow can govern.")
        raise DefinitionError(file, "page_types", reason % {"type": label})
    if freezes(definition) and not issubclass(model, PublicVersionMixin):
        reason = _("The page type “%(type)s” has no public versions, which this workflow needs.")
        raise DefinitionError(file, "page_types", reason % {"type": label})


def freezes(definition: Definition) -> bool:
    """Tell whether anything in this process is put before the public or a body as a frozen version."""
    return any(one.freeze or one.effect in OF_VERSIONS for one in definition.transitions)


def _check_dropped(definition: Definition, file: str) -> None:
    """Pages with a run or a frozen version must not lose what governs them."""
    row = WorkflowDefinition.objects.filter(name=definition.name_key).first()
    dropped = set(row.definition.page_types) - set(definition.page_types) if row else set()
    for label in sorted(dropped):
        model = _governable(label)
        if model is not None and model._default_manager.exists():
            reason = _("Pages of the type “%(type)s” exist, so the definition must go on governing it.")
            raise DefinitionError(file, "page_types", reason % {"type": label})


def _governable(label: str) -> type | None:
    """Return the page type if a workflow can govern it; a page inside a bundle shares the run of its root."""
    from ..models.governed import GovernedMixin

    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    fits = issubclass(model, GovernedMixin) and model.is_bundle_root is not False
    return model if fits else None
