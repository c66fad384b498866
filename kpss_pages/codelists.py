"""Fills the tables of service types and target groups from the files that ship with the app."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from .models.codelists import CodelistItem, ServiceType, TargetGroup

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_codelists() -> dict[str, int]:
    """Bring both lists up to date and say how many entries each file holds; loading again changes nothing."""
    types = _read("service_types.json")["types"]
    groups = _read("target_groups.json")["groups"]
    _refresh(ServiceType, types, _service_type)
    _refresh(TargetGroup, groups, _target_group)
    return {"service_types": len(types), "target_groups": len(groups)}


def _read(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _refresh(model: type[CodelistItem], rows: list[dict[str, Any]], values_of: Any) -> None:
    entries = [
        model(key=row["key"], position=position, **values_of(row))
        for position, row in enumerate(rows, start=1)
    ]
    facts = ["position", *values_of(rows[0])]
    model.objects.bulk_create(entries, update_conflicts=True, unique_fields=["key"], update_fields=facts)


def _target_group(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name_cs": row["name_cs"],
        "name_en": row["name_en"] or "",
        "register_code": row["register_code"] or "",
    }


def _service_type(row: dict[str, Any]) -> dict[str, Any]:
    return _target_group(row) | {
        "category": row["category"],
        "paragraph": row["paragraph"] or "",
        "is_current": row["status"] != "repealed",
    }
