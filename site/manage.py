#!/usr/bin/env python
"""Run a management command of the reference city's site."""

import os
import sys


def main() -> None:
    """Choose the development settings unless the environment names others, then let Django do it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpss_site.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
