"""Settings for a public address; what differs from city to city comes from the environment.

``KPSS_SECRET_KEY``   a long random text, the same for all processes (required)
``KPSS_BASE_URL``     the public address, such as https://kpss.example.org (required)
``KPSS_HOSTS``        further host names the site answers to, divided by commas
``KPSS_BEHIND_PROXY`` set to 1 when a proxy ends HTTPS and always sets X-Forwarded-Proto itself
``DATABASE_URL``      PostgreSQL instead of the SQLite file
``KPSS_VAR_DIR``      where database, uploads and static files live
``KPSS_MAIL_HOST``    the mail server, with ``KPSS_MAIL_PORT``, ``_USER``, ``_PASSWORD`` and ``_FROM``
"""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *


def required(name: str, purpose: str) -> str:
    """Return the variable's value; without it the site must not start."""
    if value := os.environ.get(name, "").strip():
        return value
    raise ImproperlyConfigured(f"Set the environment variable {name}: {purpose}.")


DEBUG = False
SECRET_KEY = required("KPSS_SECRET_KEY", "a long random text that only this site knows")
WAGTAILADMIN_BASE_URL = required(
    "KPSS_BASE_URL", "the site's public address, such as https://kpss.example.org"
)
ALLOWED_HOSTS = [
    host
    for host in (urlsplit(WAGTAILADMIN_BASE_URL).hostname, *os.environ.get("KPSS_HOSTS", "").split(","))
    if host
]

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if os.environ.get("KPSS_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
