"""A page that was public before its type had versions is read as it was, until its first version is published."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.testapp.models import NoticePage

from .browser import administrator, signed_in, words
from .story import a_notice, home, load_notice, make, person, save


@pytest.fixture
def old_notice(db, monkeypatch) -> NoticePage:
    """A notice that the host had published before a workflow of ours governed its type."""
    monkeypatch.setattr(NoticePage, "template", "testapp/gazette_page.html")
    page = home().add_child(instance=NoticePage(title="Stará vyhláška", slug="stara", body="<p>Platí.</p>"))
    load_notice()
    return page


def test_page_from_before_keeps_its_own_template(old_notice, client):
    answer = client.get(old_notice.url)
    assert answer.status_code == 200
    assert "testapp/gazette_page.html" in [template.name for template in answer.templates]
    assert "Stará vyhláška" in words(answer)


def test_it_is_read_as_it_was_while_the_new_wording_is_written(old_notice, client):
    secretary = person("secretary")
    make(old_notice, "start_again", secretary)
    save(old_notice, by=secretary, title="Nová vyhláška")
    assert "Nová vyhláška" not in words(client.get(old_notice.url))
    assert "Stará vyhláška" in words(client.get(old_notice.url))


def test_page_that_is_public_without_version_and_template_is_not_found(old_notice, client, monkeypatch):
    for name in ("testapp/nobody_wrote_this.html", NoticePage.version_template):
        monkeypatch.setattr(NoticePage, "template", name)
        assert client.get(old_notice.url).status_code == 404


def test_page_without_a_loaded_workflow_says_so(db):
    writer = person("writer")
    page = a_notice(by=writer)
    boss = signed_in(administrator())
    response = boss.get(reverse("kpss_workflows_admin:process", args=[page.pk]))
    assert response.status_code == 200
    assert "kpss_load_workflow" in words(response)
    load_notice()
    assert boss.get(reverse("kpss_workflows_admin:process", args=[page.pk])).status_code == 200
