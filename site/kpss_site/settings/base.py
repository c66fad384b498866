"""What every installation of the reference city shares: Czech, SQLite, local files, no other service."""

import os
from pathlib import Path

from .database import database
from .mail import *

PROJECT_DIR = Path(__file__).resolve().parents[1]
REPOSITORY_DIR = PROJECT_DIR.parents[1]
VAR_DIR = Path(os.environ.get("KPSS_VAR_DIR", REPOSITORY_DIR / "var"))
"""Everything the running site writes: database, uploaded files, collected static files."""

INSTALLED_APPS = [
    "kpss_site.demo.apps.DemoConfig",
    "kpss_site.home.apps.HomeConfig",
    "kpss_pages.apps.KpssPagesConfig",
    "workflows.apps.WorkflowsConfig",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "kpss_site.urls"
WSGI_APPLICATION = "kpss_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "workflows.context_processors.kpss",
            ],
        },
    },
]

# With immediate transactions every GET would take SQLite's only write lock, so requests are not wrapped:
# each action that changes something opens its own transaction.
DATABASES = {"default": database(VAR_DIR / "db.sqlite3") | {"ATOMIC_REQUESTS": False}}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Wagtail's search uses it there, and from Django 6.0 on a check asks for it. It needs PostgreSQL's driver.
    INSTALLED_APPS += ["django.contrib.postgres"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "cs"
LANGUAGES = [("cs", "Čeština"), ("en", "English")]
LOCALE_PATHS = [PROJECT_DIR / "locale"]
TIME_ZONE = "Europe/Prague"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "workflows.storage.UnguessableStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A plan area of twenty measures sends several thousand fields and more text than Django expects of a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

KPSS_BASE_TEMPLATE = "base.html"

WAGTAIL_SITE_NAME = "Komunitní plánování"
WAGTAIL_I18N_ENABLED = False
# Addresses are printed on posters and read out on the telephone.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Nobody else learns who works here: no pictures of people from elsewhere, no asking elsewhere for a newer Wagtail.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_BASE_URL = os.environ.get("KPSS_BASE_URL", "http://127.0.0.1:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Files go through a view that knows who may read them, never straight from the disk.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = "csv docx jpg ods odt pdf png pptx rtf txt xlsx zip".split()
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
