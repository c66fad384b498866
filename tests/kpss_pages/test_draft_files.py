"""An annex is read with the version that names it, and not before."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from kpss_pages.models import LaterDocument, PlanPage
from tests.kpss_pages.plan_making import a_chapter
from tests.kpss_pages.plan_story import PlanStory
from tests.made_once import copy_of, made_once

pytestmark = pytest.mark.django_db


first_story = made_once(PlanStory)


@pytest.fixture
def story(db, first_story) -> PlanStory:
    return copy_of(first_story)


@pytest.fixture
def document():
    return get_document_model().objects.create(
        title="Příloha", file=ContentFile(b"tajna priloha", "priloha.pdf")
    )


def write(story, **fields):
    """The editor saves a draft of the plan."""
    draft = story.fresh().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, getattr(PlanPage(**{name: value}), name))
    draft.save_revision(user=story.people["editor"])


def annex(document):
    return [{"type": "annex", "value": {"title": "Příloha", "document": document.pk}}]


def link(document):
    text = f'<p><a linktype="document" id="{document.pk}">příloha</a></p>'
    return [a_chapter("Úvod", body=[{"type": "paragraph", "value": text}])]


def test_annex_of_a_draft_is_not_served(story, document, client):
    assert client.get(document.url).status_code == 200
    write(story, annexes=annex(document))
    assert client.get(document.url).status_code == 404


def test_document_a_draft_links_to_is_not_served(story, document, client):
    write(story, chapters_before=link(document))
    assert client.get(document.url).status_code == 404


def test_annex_is_served_from_the_opening_second(story, document, client):
    write(story, annexes=annex(document))
    story.until_consultation(opens_in=5)
    assert client.get(document.url).status_code == 404
    story.make("call_off", "coordinator", comment="Omylem.")
    story.open()
    assert client.get(document.url).status_code == 200


def test_editors_read_the_annexes_of_their_drafts(story, document, client):
    write(story, annexes=annex(document))
    client.force_login(story.people["editor"])
    assert client.get(document.url).status_code == 200


def test_file_that_stands_beside_a_plan_is_served(story, document, client):
    write(story, annexes=annex(document))
    ReferenceIndex.create_or_update_for_object(
        LaterDocument.objects.create(page=story.plan, title="Zpráva", document=document)
    )
    assert client.get(document.url).status_code == 200
