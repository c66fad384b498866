"""Panels of the page editor that know their plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.admin.staticfiles import versioned_static

from .blocks.goal_types import DATALIST_ID
from .choices import MeasureField
from .documents.wording import Wording


class MeasuresPanel(FieldPanel):
    """Goals and measures of an area, with only those fields of a measure that the plan asks for.

    What is hidden keeps its value: ticking the field on the plan brings it back.
    """

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel of one area."""

        template_name = "kpss_pages/admin/measures_panel.html"
        datalist_id = DATALIST_ID

        @cached_property
        def wording(self) -> Wording:
            """The choices of the plan as last saved."""
            return Wording.of(self.form.parent_page.specific.get_latest_revision_as_object())

        def classes(self) -> list[str]:
            """Name what is hidden; the stylesheet knows one class for every field."""
            hidden = [name for name in MeasureField.values if name not in self.wording.measure_fields]
            return [*super().classes(), *(f"kpss-hides-{name}" for name in hidden)]

        @property
        def media(self) -> forms.Media:
            """Bring the stylesheet that hides fields."""
            css = {"all": [versioned_static("kpss_pages/css/measure_fields.css")]}
            return super().media + forms.Media(css=css)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Offer the plan's types of goals as suggestions."""
            return super().get_context_data(parent_context) | {"goal_types": self.wording.goal_types}
