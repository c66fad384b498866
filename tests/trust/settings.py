"""Settings of the site that is raced and killed: the reference site's, with the options of its database as shipped."""

import os

from kpss_site.settings.database import SQLITE_OPTIONS
from kpss_site.settings.test import *

MIDDLEWARE = ["tests.trust.victim.Victim", *MIDDLEWARE]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Also with synchronous=FULL: what the long run measures is what a town hall gets.
    DATABASES["default"] |= {"NAME": TEST_DIR / "trust.sqlite3", "OPTIONS": dict(SQLITE_OPTIONS)}

if "KPSS_TRUST_LETTERS_AT_ONCE" in os.environ:
    # The flood: every part of the network has its limit, and the tests play the proxy that tells the addresses.
    KPSS_LETTERS_AT_ONCE = int(os.environ["KPSS_TRUST_LETTERS_AT_ONCE"])
    KPSS_PROXIES = 1

# What a web process could not answer stands in its log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR"}},
}
