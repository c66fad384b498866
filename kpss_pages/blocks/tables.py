"""Tables with a caption and headers that a screen reader can follow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

# The grid has no Czech and complains of it in the browser's console.
TABLE_OPTIONS = {"language": "en-US"}


class TableBlock(WagtailTableBlock):
    """A grid one can paste into from Word or Excel. No merged cells, so every cell can be read aloud and compared."""

    def __init__(self, **kwargs: Any) -> None:
        """Bring the options along."""
        super().__init__(**{"table_options": TABLE_OPTIONS, "label": _("Table")} | kwargs)
