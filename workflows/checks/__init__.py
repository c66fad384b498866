"""What a host project still lacks, said by ``manage.py check``, each with the line that mends it."""

from __future__ import annotations

from django.core import checks

from .clocks import clock_is_the_towns
from .database import sqlite_keeps_what_it_says
from .files import drafts_do_not_leak
from .forms import long_forms_arrive, work_can_be_set
from .frame import public_pages_have_a_place
from .lists import lists_name_no_drafts
from .running import clock_runs


def register_all() -> None:
    """Register every check under the tag that fits."""
    # Not Tags.database: from Django 6.1 on, ``check`` leaves out what has it unless a database is named.
    checks.register(clock_is_the_towns)
    checks.register(long_forms_arrive)
    checks.register(work_can_be_set)
    checks.register(public_pages_have_a_place, checks.Tags.templates)
    checks.register(sqlite_keeps_what_it_says)
    checks.register(clock_runs)
    checks.register(drafts_do_not_leak, checks.Tags.files)
    checks.register(lists_name_no_drafts, checks.Tags.urls)
