"""What happened, for those who listen: mail, caches, search. The outcome never depends on a listener.

Each is sent after the change, inside its transaction; a listener that talks to the outside uses ``on_commit``.
"""

from django.dispatch import Signal

transition_made = Signal()
"""A page changed its state. ``page``, ``transition``, ``user``, ``comment``."""

consultation_opened = Signal()
"""``consultation``, ``user``. It may open in the future: ask its ``opens_at``."""

consultation_withdrawn = Signal()
"""``consultation``, ``user``."""

submission_received = Signal()
"""``submission``."""

settlements_published = Signal()
"""``consultation``, ``user``."""

resolution_recorded = Signal()
"""``resolution``, ``user``."""

snapshot_published = Signal()
"""``snapshot``, ``user``. Its pages are live now."""
