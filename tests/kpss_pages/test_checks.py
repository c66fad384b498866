"""What a host still lacks for the page types is said by the check command."""

import pytest
from django.apps import apps

from kpss_pages.checks import NEEDED, host_is_ready


def test_reference_site_lacks_nothing():
    assert host_is_ready(None) == []


@pytest.mark.parametrize(("app", "number"), [(app, number) for app, _sentence, number in NEEDED])
def test_missing_app_is_named_with_its_line(monkeypatch, app, number):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != app)
    found = host_is_ready(None)
    assert [(one.id, one.hint) for one in found] == [(number, f'Add "{app}" to INSTALLED_APPS.')]


def test_small_limit_of_text_is_said(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
    assert [one.id for one in host_is_ready(None)] == ["kpss_pages.W001"]
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    assert host_is_ready(None) == []
