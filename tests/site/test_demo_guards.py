"""The demonstration refuses a real site, and an interrupted loading leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from kpss_pages.models import KpssIndexPage
from kpss_site.demo import loading

pytestmark = pytest.mark.django_db


def test_it_refuses_where_nobody_asked_for_a_demonstration(settings):
    settings.KPSS_DEMO = False

    with pytest.raises(CommandError):
        call_command("kpss_demo")

    assert not get_user_model().objects.exists()


def test_an_interrupted_loading_leaves_nothing(settings, tmp_path: Path, monkeypatch):
    settings.KPSS_DEMO, settings.VAR_DIR, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "media"

    def interrupt(town):
        town.uploads.document("usneseni-rady.pdf", "Usnesení")
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "ensure_groups", interrupt)

    with pytest.raises(KeyboardInterrupt):
        call_command("kpss_demo")

    assert not get_user_model().objects.exists()
    assert not KpssIndexPage.objects.exists()
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
