"""Uploads kept between a preview and its confirmation: for one person, one purpose, a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from workflows.actions.base import Refused
from workflows.intake.kept_uploads import FOLDER, keep, sweep_kept, take
from workflows.storage import private_storage

from .story import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return person("secretary")


def test_same_person_takes_the_same_bytes_for_the_same_purpose(secretary):
    token = keep(ContentFile(b"obsah"), "sheet", secretary, "7")
    assert take(token, "sheet", secretary, "7") == b"obsah"
    strangers = [
        ("import", secretary, "7"),
        ("sheet", person("writer"), "7"),
        ("sheet", secretary, "8"),
    ]
    for asked in strangers:
        with pytest.raises(Refused, match="no longer kept"):
            take(token, *asked)


def test_other_bytes_under_the_name_are_refused(secretary):
    token = keep(ContentFile(b"obsah"), "sheet", secretary, "7")
    storage = private_storage()
    name = f"{FOLDER}/{storage.listdir(FOLDER)[1][0]}"
    storage.delete(name)
    storage.save(name, ContentFile(b"podvrh"))
    with pytest.raises(Refused):
        take(token, "sheet", secretary, "7")


def test_after_a_day_it_is_gone_and_swept(secretary):
    token = keep(ContentFile(b"obsah"), "sheet", secretary, "7")
    assert sweep_kept(timezone.now()) == 0
    later = timezone.now() + timedelta(days=1, minutes=1)
    with time_machine.travel(later), pytest.raises(Refused):
        take(token, "sheet", secretary, "7")
    assert sweep_kept(later) == 1
    assert sweep_kept(later) == 0
    with pytest.raises(Refused):
        take(token, "sheet", secretary, "7")
