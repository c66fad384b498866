"""What a host still lacks is said by the check command."""

from kpss_pages.checks import host_is_ready


def ids(found):
    return {message.id for message in found}


def test_reference_site_lacks_nothing():
    assert not ids(host_is_ready(None)) - {"kpss_pages.W002"}


def test_small_form_limit_is_said(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    assert "kpss_pages.W001" in ids(host_is_ready(None))


def test_deferred_transactions_on_sqlite_are_said(settings):
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    assert "kpss_pages.W002" in ids(host_is_ready(None))


def test_immediate_transactions_are_fine(settings):
    options = {"transaction_mode": "IMMEDIATE"}
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": options}}
    assert not ids(host_is_ready(None))
