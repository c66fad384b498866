"""What is loaded and what runs: the only checks that ask the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone


def clock_runs(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn while a workflow is loaded and nothing calls the clock; name page types that nothing governs."""
    try:
        return [*_tick(), *_ungoverned()]
    except (DatabaseError, ImproperlyConfigured):
        # Without a database or its tables there is nothing to say.
        return []


def _tick() -> list[checks.CheckMessage]:
    from ..jobs.health import LATE
    from ..jobs.running import TICK
    from ..models import WorkflowDefinition
    from ..models.heartbeat import Heartbeat

    if not WorkflowDefinition.objects.exists():
        return []
    beat = Heartbeat.objects.filter(job=TICK).first()
    last = beat and beat.last_finished
    if last and timezone.now() - last < LATE:
        return []
    when = f"has not run since {last:%Y-%m-%d %H:%M} UTC" if last else "has never run"
    return [
        checks.Warning(
            f"kpss_tick {when}: nothing moves on, reminds or is mailed by itself.",
            hint=f"Put into the crontab: */5 * * * * {sys.executable} {_manage()} kpss_tick",
            id="kpss_workflows.W030",
        )
    ]


def _manage() -> Path:
    """The project's own script, as the command was called by it."""
    called = Path(sys.argv[0]).resolve()
    return called if called.name == "manage.py" else Path("manage.py")


def _ungoverned() -> list[checks.CheckMessage]:
    from ..models import DefinitionChoice, WorkflowDefinition
    from ..models.governed import governed_models

    chosen = set(DefinitionChoice.objects.values_list("page_type", flat=True))
    roots = [model for model in governed_models() if model.is_bundle_root is not False]
    return [
        checks.Warning(
            f"Nothing governs {model._meta.label}, so {_consequence(model)}.",
            hint=f"python manage.py kpss_load_workflow {_fitting(model)}",
            id="kpss_workflows.W031",
        )
        for model in roots
        if model._meta.label not in chosen and WorkflowDefinition.objects.for_type(model._meta.label) is None
    ]


def _consequence(model: type) -> str:
    """Versions are published by a workflow only; other pages are the host's until one governs them."""
    from ..models.public_versions import PublicVersionMixin

    if issubclass(model, PublicVersionMixin):
        return "nobody can publish its pages"
    return "its pages follow Wagtail's own moderation"


def _fitting(model: type) -> str:
    """The shipped definition that the page type names or that names it, or else the simple one."""
    from ..loading.shipped import shipped
    from ..loading.toml import parse
    from ..models.public_versions import PublicVersionMixin

    label = model._meta.label
    for name, path in shipped().items():
        if label in parse(path.read_text("utf-8"), path.name).page_types:
            return name
    simple = "simple_consultation" if issubclass(model, PublicVersionMixin) else "simple_publication"
    return f"{model.suitable_definition or simple} --for {label}"
