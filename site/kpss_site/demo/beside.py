"""Rows beside a page, changed through the action that the forms of the administration use."""

from __future__ import annotations

from typing import Any

from kpss_pages.actions.change_beside import ChangeBeside


class FilledIn:
    """A row as a form that was filled in: all that the action asks of one."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self.model = type(row)

    def has_changed(self) -> bool:
        """Rows of the demonstration are always new."""
        return True

    def save(self) -> Any:
        """Save the row once it keeps the rules of its model."""
        self.row.full_clean()
        self.row.save()
        return self.row


def put_beside(page: Any, rows: list[Any], *, user: Any) -> None:
    """Hang new rows on a page in one logged act."""
    for row in rows:
        row.page_id = page.pk
    ChangeBeside(page, user=user, forms=[FilledIn(row) for row in rows]).execute()
