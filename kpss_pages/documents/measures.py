"""Measures and activities as parts of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from workflows.document import Field, Part
from workflows.document_html import html_of

from ..blocks.texts import lines_of
from ..choices import FundingSource, MeasureField
from .fields import html, items, present, table, text, without_empty_columns
from .identity import own_id
from .money import cost_text, crowns
from .wording import Wording
from .years import years_with_words


def measure_part(child: Any, wording: Wording, *, level: int) -> Part:
    """Make the part of a measure headed at ``level``, with the fields its plan has chosen."""
    value = child.value
    return Part(
        id=own_id(child),
        kind="measure",
        label=wording.measure,
        number=value["number"] or "",
        title=value["title"] or "",
        fields=present(_field(MeasureField(name), value, level) for name in wording.measure_fields),
        parts=[_activity(activity, wording) for activity in value["activities"].bound_blocks],
    )


def timeframe_text(value: Any) -> str:
    """Write when something is to be done."""
    return years_with_words(value.get("from_year"), value.get("to_year"), value.get("text"))


def _activity(child: Any, wording: Wording) -> Part:
    value = child.value
    return Part(
        id=own_id(child),
        kind="activity",
        label=wording.activity,
        number=value["number"] or "",
        title=value["title"] or "",
        fields=present(
            [
                text("description", MeasureField.DESCRIPTION.label, value["description"]),
                text("responsible", MeasureField.RESPONSIBLE.label, value["responsible"]),
                text("timeframe", MeasureField.TIMEFRAME.label, timeframe_text(value["timeframe"])),
            ]
        ),
    )


def _field(name: MeasureField, value: Any, level: int) -> Field:
    """Make the field of one name; what has no maker of its own is plain text."""
    content = value[name.value]
    if name is MeasureField.DESCRIPTION:
        return html(name.value, name.label, html_of(content, below=level))
    if name in LISTS:
        return items(name.value, name.label, lines_of(content))
    if name in TABLES:
        return _table(name, *TABLES[name](content))
    if name is MeasureField.TIMEFRAME:
        return text(name.value, name.label, timeframe_text(content))
    if name is MeasureField.ESTIMATED_COST:
        return text(name.value, name.label, cost_text(content))
    return text(name.value, name.label, content)


def _table(name: MeasureField, header: list[str], rows: list[list[Any]]) -> Field:
    return table(name.value, name.label, **without_empty_columns(header, rows))


def _funding(rows: Any) -> tuple[list[str], list[list[Any]]]:
    return [_("Year"), _("Source"), _("Amount")], [
        [row["year"], _source(row), ", ".join(filter(None, (crowns(row["amount"]), row["text"])))]
        for row in rows
    ]


def _source(row: Any) -> str:
    known = FundingSource(row["source"]).label if row["source"] else ""
    return ", ".join(filter(None, (str(known), row["source_text"])))


def _indicators(rows: Any) -> tuple[list[str], list[list[Any]]]:
    header = [_("Indicator"), _("Unit"), _("Baseline"), _("Target value")]
    return header, [[row["name"], row["unit"], row["baseline"], row["target"]] for row in rows]


def _intentions(rows: Any) -> tuple[list[str], list[list[Any]]]:
    header = [_("Service"), _("Capacity"), _("From when"), _("Cost")]
    return header, [[row["service"], row["capacity"], row["from_when"], row["cost"]] for row in rows]


LISTS = {
    MeasureField.TARGET_GROUPS,
    MeasureField.MUNICIPALITIES,
    MeasureField.IMPLEMENTERS,
    MeasureField.PARTNERS,
    MeasureField.OUTPUTS,
    MeasureField.RISKS,
    MeasureField.RELATED_SERVICES,
}
TABLES: dict[MeasureField, Callable[[Any], tuple[list[str], list[list[Any]]]]] = {
    MeasureField.FUNDING: _funding,
    MeasureField.INDICATORS: _indicators,
    MeasureField.DEVELOPMENT_INTENTIONS: _intentions,
}
