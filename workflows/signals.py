"""What happened, for those who listen: mail, caches, search. The outcome never depends on a listener.

Each is sent after the change, inside its transaction; a listener that talks to the outside uses ``on_commit``.
"""

from django.dispatch import Signal

transition_made = Signal()
"""A page changed its state. ``page``, ``transition``, ``user``, ``comment``."""

consultation_opened = Signal()
"""``consultation``, ``user``. It may open in the future: ask its ``opens_at``."""

consultation_extended = Signal()
"""``extension``, ``user``. Its consultation closes later now."""

consultation_withdrawn = Signal()
"""``consultation``, ``user``. It may never have opened: compare its ``opens_at`` with its ``withdrawn_at``."""

submission_received = Signal()
"""``submission``."""

settlements_published = Signal()
"""``consultation``, ``user``."""

resolution_recorded = Signal()
"""``resolution``, ``user``."""

snapshot_published = Signal()
"""``snapshot``, ``user``. Its pages are live now."""

readers_invited = Signal()
"""``version``, ``count``, ``user``. Their mail waits in the outbox."""

invitation_revoked = Signal()
"""``invitation``, ``user``."""

opinion_given = Signal()
"""``opinion``, ``user``, who is ``None`` for a reader with a link."""

snapshot_erased = Signal()
"""``snapshot``, ``user``. A personal detail is gone from it: whoever keeps words of the version writes them anew."""
