"""The door for a WSGI server: ``gunicorn --chdir site kpss_site.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpss_site.settings.production")

application = get_wsgi_application()
