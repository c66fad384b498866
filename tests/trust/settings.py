"""Settings of the site that is raced and killed: the reference site's, with the options of its database as shipped."""

from kpss_site.settings.database import SQLITE_OPTIONS
from kpss_site.settings.test import *

MIDDLEWARE = ["tests.trust.victim.Victim", *MIDDLEWARE]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Also with synchronous=FULL: what the long run measures is what a town hall gets.
    DATABASES["default"] |= {"NAME": TEST_DIR / "trust.sqlite3", "OPTIONS": dict(SQLITE_OPTIONS)}
