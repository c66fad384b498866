"""The history of a bundle as one story, told from Wagtail's log."""

from .history import Chapter, history_of

__all__ = ["Chapter", "history_of"]
