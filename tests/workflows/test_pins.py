"""What is published is what was frozen, to the byte, or nothing."""

from __future__ import annotations

import pytest
from wagtail.models import Revision

from tests.testapp.models import NoticePage
from workflows.actions.base import Refused
from workflows.models import Resolution, SnapshotItem
from workflows.models.snapshots import fingerprint_of

from .story import decide, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def rewrite_the_pin(hall) -> None:
    """Somebody writes other words into the revision that the assembly decides about."""
    pinned = Revision.objects.get(kpss_pins__snapshot__number=2)
    Revision.objects.filter(pk=pinned.pk).update(content=pinned.content | {"body": "<p>Podvrh.</p>"})


def test_version_keeps_the_fingerprint_of_its_pinned_revisions(hall):
    hall.until_assembly()
    for item in SnapshotItem.objects.all():
        assert item.revision_sha256 == fingerprint_of(item.revision)


def test_altered_pinned_revision_is_not_published(hall):
    hall.until_assembly()
    rewrite_the_pin(hall)
    with pytest.raises(Refused, match="not what was frozen"):
        decide(hall.page, hall.secretary)
    assert not NoticePage.objects.get(pk=hall.page.pk).live
    assert state_of(hall.page) == "assembly"
    assert not Resolution.objects.exists()


def test_version_frozen_before_pins_were_kept_is_published(hall):
    hall.until_assembly()
    SnapshotItem.objects.update(revision_sha256="")
    decide(hall.page, hall.secretary)
    assert NoticePage.objects.get(pk=hall.page.pk).live
