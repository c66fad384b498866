"""A file that only drafts name is read by their readers, until something the public may read shows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, ReferenceIndex, Revision

from kpss_pages.models import KpssIndexPage
from tests.made_once import copy_of, made_once
from tests.testapp.models import OrdinaryPage
from workflows.actions.base import Refused
from workflows.models import Resolution

from .browser import form_data, signed_in, soup
from .gazette import Gazette
from .story import decide, home, save
from .uploads import a_file, linking_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

NOT_AVAILABLE = "That choice is not one of the available choices."


first_gazette = made_once(Gazette)


@pytest.fixture
def gazette(db, first_gazette) -> Gazette:
    """A gazette in the making."""
    return copy_of(first_gazette)


@pytest.fixture
def annex(gazette) -> Any:
    """A file that the draft of its first article names."""
    document = a_file()
    save(gazette.articles[0], by=gazette.author, annex=document)
    return document


def a_page_of_the_host(document: Any, *, live: bool) -> KpssIndexPage:
    """A page no workflow governs, which links to a file, as Wagtail's index knows it."""
    page = KpssIndexPage(title="Sekce", slug="sekce", introduction=linking_to(document), live=live)
    home().add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    return page


def status(client: Any, document: Any) -> int:
    return client.get(document.url).status_code


def test_unpublished_page_of_the_host_opens_no_file(annex, client):
    a_page_of_the_host(annex, live=False)
    assert status(client, annex) == 404


def test_published_page_of_the_host_shows_its_files(annex, client):
    a_page_of_the_host(annex, live=True)
    assert status(client, annex) == 200


def test_stale_entry_of_the_index_opens_no_file(annex, client):
    page = a_page_of_the_host(annex, live=True)
    KpssIndexPage.objects.filter(pk=page.pk).update(introduction="")
    assert status(client, annex) == 404
    page.delete()
    assert status(client, annex) == 404


@pytest.mark.parametrize(("live", "expected"), [(False, 404), (True, 200)])
def test_row_that_belongs_to_a_page_is_public_with_the_page(annex, client, live, expected):
    page = home().add_child(instance=OrdinaryPage(title="Sekce", slug="sekce", live=live))
    resolution = Resolution.objects.create(
        page_id=page.pk, body="council", outcome="approved", document=annex
    )
    ReferenceIndex.create_or_update_for_object(resolution)
    assert status(client, annex) == expected


def test_file_that_a_draft_no_longer_names_stays_hidden(gazette, annex, client):
    save(gazette.articles[0], by=gazette.author, annex=None)
    assert status(client, annex) == 404
    assert status(signed_in(gazette.author), annex) == 200


def test_file_that_only_drafts_since_publication_named_stays_hidden(gazette, client):
    gazette.until_published()
    document = a_file()
    save(gazette.articles[0], by=gazette.author, annex=document)
    save(gazette.articles[0], by=gazette.author, annex=None)
    assert status(client, document) == 404


def test_file_that_was_published_once_is_served_on(gazette, annex, client):
    gazette.until_published()
    assert status(client, annex) == 200
    save(gazette.articles[0], by=gazette.author, annex=None)
    gazette.until_published()
    assert status(client, annex) == 200


def test_draft_that_can_no_longer_be_read_hides_what_it_seems_to_name(gazette, annex, client):
    article = gazette.articles[0]
    Revision.objects.for_instance(article).update(content={"pk": article.pk, "annex": [annex.pk, {}]})
    save(gazette.articles[1], by=gazette.author)
    assert status(client, annex) == 404


# A resolution makes its document public.


def answer(hall, address: str, having: str, **changes: Any) -> Any:
    """The secretary opens a form about a resolution, changes something and sends it."""
    browser = signed_in(hall.secretary)
    return browser.post(address, form_data(browser.get(address), having) | changes)


@pytest.fixture
def foreign(hall, gazette, annex) -> Any:
    """A file of a draft that the town hall's secretary, who edits no page of Wagtail, does not read."""
    hall.until_assembly()
    GroupPagePermission.objects.filter(group__user=hall.secretary).delete()
    assert status(signed_in(hall.secretary), annex) == 404
    return annex


def refuses(response: Any) -> bool:
    return response.status_code == 422 and NOT_AVAILABLE in soup(response).get_text()


def decision_of(hall) -> str:
    return reverse("kpss_workflows_admin:transition", args=[hall.page.pk, "record"])


def test_decision_takes_no_file_of_somebody_elses_draft(hall, foreign):
    response = answer(hall, decision_of(hall), "fingerprint", outcome="approved", document=foreign.pk)
    assert refuses(response)
    assert not Resolution.objects.exists()


def test_later_resolution_takes_no_file_of_somebody_elses_draft(hall, foreign):
    decide(hall.page, hall.secretary)
    address = reverse("kpss_workflows_admin:record", args=[hall.page.pk])
    response = answer(hall, address, "body", body="assembly", outcome="taken_note", document=foreign.pk)
    assert refuses(response)
    assert Resolution.objects.count() == 1


def test_correction_takes_no_file_of_somebody_elses_draft(hall, foreign):
    resolution = decide(hall.page, hall.secretary)
    address = reverse("kpss_workflows_admin:correction", args=[resolution.pk])
    assert refuses(answer(hall, address, "reason", document=foreign.pk))
    assert Resolution.objects.get().document is None


def test_decision_takes_a_file_nobody_hides(hall, foreign):
    minutes = a_file("Zápis.")
    response = answer(hall, decision_of(hall), "fingerprint", outcome="approved", document=minutes.pk)
    assert response.status_code == 302
    assert Resolution.objects.get().document == minutes


def test_decision_takes_the_file_one_put_there_oneself(hall, gazette):
    hall.until_assembly()
    own = a_file(by=hall.secretary)
    save(gazette.articles[0], by=gazette.author, annex=own)
    answer(hall, decision_of(hall), "fingerprint", outcome="approved", document=own.pk)
    assert Resolution.objects.get().document == own


def test_action_itself_refuses_a_file_of_a_draft_one_may_not_read(foreign, hall):
    with pytest.raises(Refused, match="not one of the available choices"):
        decide(hall.page, hall.secretary, document=foreign)
    assert not Resolution.objects.exists()
