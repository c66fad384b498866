"""Settings for looking around and developing on one's own machine; never for a public address."""

from .base import *

DEBUG = True
SECRET_KEY = "for-development-only-everybody-can-read-this"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

# Lets kpss_demo make accounts whose passwords everybody knows.
KPSS_DEMO = True

# Nobody runs cron for a look around.
SILENCED_SYSTEM_CHECKS = ["kpss_workflows.W030"]
