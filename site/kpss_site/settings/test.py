"""Settings of the test suite: as in production where it matters, fast where it does not.

The SQLite database is a file, so that two connections really are two; it and all uploads live in a folder that
goes when the process ends. ``KPSS_TEST_DIR`` names a folder that stays, which pytest's ``--reuse-db`` needs.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *

if "KPSS_TEST_DIR" in os.environ:
    TEST_DIR = Path(os.environ["KPSS_TEST_DIR"]).resolve()
    TEST_DIR.mkdir(parents=True, exist_ok=True)
else:
    TEST_DIR = Path(tempfile.mkdtemp(prefix="kpss-test-"))
    atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

DEBUG = False
# Tests name sentences as the source does; scripts/check_catalogues.py looks after the Czech ones.
LANGUAGE_CODE = "en"
SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS += ["tests.testapp"]
# Tests and raced browsers fill in forms faster than people do, and all from one address.
KPSS_QUICKEST_SECONDS = 0
KPSS_LETTERS_AT_ONCE = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = TEST_DIR / "media"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "db.sqlite3")}
    # Nobody needs this file after a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
elif migrated := os.environ.get("KPSS_TEST_MIGRATED_DATABASE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": migrated}
