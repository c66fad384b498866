"""The real towns as a file, changed in one place, loaded or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

import kpss_pages
from kpss_pages.models import KpssIndexPage, RecordedPlanPage

TOWNS = Path(kpss_pages.__file__).parent / "data" / "towns.json"
LIBEREC, FRYDLANT, STERNBERK, CESKY_BROD = range(4)


def load(file: Path = TOWNS, **options: Any) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("kpss_load_towns", str(file), stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, int]:
    """Count the rows of every table."""
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)
    }


def a_file(folder: Path, change: Callable[[dict[str, Any]], Any], only: int | None = None) -> Path:
    """Write the real file with one change; ``only`` leaves one town of it."""
    data = json.loads(TOWNS.read_text("utf-8"))
    change(data)
    if only is not None:
        data["towns"] = [data["towns"][only]]
    file = folder / "mesta.json"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return file


def one_town(folder: Path, number: int) -> Path:
    """Write one town of the real file."""
    return a_file(folder, lambda data: None, only=number)


def refusal(file: Path, **options: Any) -> str:
    """Return the sentence of a file that cannot be loaded; it must have left no trace."""
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(file, **options)
    assert refused.value.returncode == 1
    assert everything() == before
    return str(refused.value)


def portal_of(title: str) -> KpssIndexPage:
    return KpssIndexPage.objects.get(title=title)


def plan_called(part: str) -> RecordedPlanPage:
    return RecordedPlanPage.objects.get(title__contains=part)


def html(client: Any, page: Any) -> str:
    """What a reader gets."""
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def of_town(number: int, *path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one value deep in a town."""

    def change(data: dict[str, Any]) -> None:
        target = data["towns"][number]
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return change


def twice(number: int, list_name: str) -> Callable[[dict[str, Any]], None]:
    """The first thing of a list stands in it again."""
    return lambda data: data["towns"][number][list_name].append(data["towns"][number][list_name][0])
