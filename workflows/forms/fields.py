"""Fields that know the town hall's clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..town_time import from_town, in_town


class TownDateTimeWidget(forms.SplitDateTimeWidget):
    """A day and a time as the browser's own pickers."""

    template_name = "kpss_workflows/admin/widgets/town_date_time.html"

    def __init__(self) -> None:
        super().__init__(date_format="%Y-%m-%d", time_format="%H:%M")
        self.widgets[0].input_type = "date"
        self.widgets[1].input_type = "time"

    def decompress(self, value: datetime | None) -> list[Any]:
        """Show a moment by the town hall's clock."""
        if not value:
            return [None, None]
        wall = in_town(value).replace(tzinfo=None)
        return [wall.date(), wall.time()]


YEARS = range(1900, 2200)
"""Outside them nothing is planned, and at the ends of the calendar another zone's clock has no such moment."""


class TownDateTimeField(forms.MultiValueField):
    """A moment, to the minute, by the town hall's clock whatever zone the editor's profile names."""

    widget = TownDateTimeWidget
    default_error_messages = {
        "incomplete": _("Fill in both the day and the time."),
        "year": _("Write a year from %(first)s to %(last)s."),
    }

    def __init__(self, *, later: bool = False, **kwargs: Any) -> None:
        self.later = later
        fields = (forms.DateField(), forms.TimeField(input_formats=["%H:%M", "%H:%M:%S"]))
        super().__init__(fields, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime | None:
        """Join the day and the time into a moment."""
        if not data_list:
            return None
        if data_list[0].year not in YEARS:
            params = {"first": YEARS[0], "last": YEARS[-1]}
            raise forms.ValidationError(self.error_messages["year"], code="year", params=params)
        return from_town(datetime.combine(*data_list), later=self.later)
