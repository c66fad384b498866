"""Where mail goes: to the terminal, or to the server that ``KPSS_MAIL_HOST`` names."""

import os

import django

HOST = os.environ.get("KPSS_MAIL_HOST", "")
PORT = int(os.environ.get("KPSS_MAIL_PORT", "587"))
USER = os.environ.get("KPSS_MAIL_USER", "")
PASSWORD = os.environ.get("KPSS_MAIL_PASSWORD", "")
# Seconds to wait for the server. Nobody but kpss_tick and Wagtail's own notices waits for it at all.
TIMEOUT = 10
BACKEND = "django.core.mail.backends.smtp.EmailBackend" if HOST else "kpss_site.terminal_mail.EmailBackend"

DEFAULT_FROM_EMAIL = os.environ.get("KPSS_MAIL_FROM", "kpss@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": BACKEND}}
    if HOST:
        MAILERS["default"]["OPTIONS"] = {
            "host": HOST,
            "port": PORT,
            "username": USER,
            "password": PASSWORD,
            "use_tls": True,
            "timeout": TIMEOUT,
        }
else:
    EMAIL_BACKEND = BACKEND
    EMAIL_HOST = HOST
    EMAIL_PORT = PORT
    EMAIL_HOST_USER = USER
    EMAIL_HOST_PASSWORD = PASSWORD
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = TIMEOUT

# Only names that are settings leave this module by ``import *``.
__all__ = [name for name in dir() if name.startswith(("EMAIL_", "MAILERS", "DEFAULT_FROM", "SERVER_"))]
