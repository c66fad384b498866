"""Every rule that :command:`kpss_check` proves, by the name it is printed under; a table of contents."""

from __future__ import annotations

from .consultations import (
    comments_came_in_time,
    periods_hold,
    public_settlements_are_complete,
    resolutions_speak_of_their_page,
)
from .definitions import definitions_are_sound
from .erasures import erasures_are_as_logged
from .findings import Rule
from .live import bundles_are_live_as_a_whole, live_text_is_the_decided_text
from .logged import (
    log_is_complete,
    logged_versions_are_kept,
    versions_are_as_logged,
    versions_are_logged,
)
from .readings import opinions_are_logged, read_texts_hold
from .resolutions import (
    corrections_are_as_logged,
    logged_resolutions_are_kept,
    resolutions_are_as_logged,
)
from .runs import (
    one_run_is_open,
    passed_states_say_when,
    runs_are_in_one_state,
    runs_follow_their_definition,
)
from .seals import log_is_unchanged
from .versions import fingerprints_hold, numbers_hold, pins_hold

_rules: list[Rule] = [
    fingerprints_hold,
    numbers_hold,
    pins_hold,
    definitions_are_sound,
    one_run_is_open,
    runs_are_in_one_state,
    runs_follow_their_definition,
    passed_states_say_when,
    live_text_is_the_decided_text,
    bundles_are_live_as_a_whole,
    log_is_complete,
    versions_are_logged,
    versions_are_as_logged,
    logged_versions_are_kept,
    erasures_are_as_logged,
    log_is_unchanged,
    periods_hold,
    comments_came_in_time,
    public_settlements_are_complete,
    resolutions_speak_of_their_page,
    resolutions_are_as_logged,
    logged_resolutions_are_kept,
    corrections_are_as_logged,
    read_texts_hold,
    opinions_are_logged,
]


def rules() -> list[Rule]:
    """Return every rule, in the order they are proved."""
    return list(_rules)
