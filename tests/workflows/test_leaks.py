"""A draft must not leak: canary words in every hidden place, looked for through every public door."""

from __future__ import annotations

import pytest
from django.urls import include, path, reverse
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from kpss_site.urls import urlpatterns as site_urls
from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.models import RoleAssignment

from .browser import editor_data, signed_in
from .story import (
    comment_on,
    decide,
    end_consultation,
    home,
    make,
    person,
    release,
    save,
    settle,
)

CANARY = "Kanárek"

api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [path("api/v2/", api.urls), path("", include(site_urls))]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__), pytest.mark.usefixtures("first_hall")]

NoticePage.api_fields = ["body"]

DOORS = [
    "/",
    "/orez/",
    "/orez/navrh/",
    "/orez/navrh/1/",
    "/orez/navrh/2/",
    "/orez/navrh/1/pripominky/",
    "/orez/navrh/1/zmeny/",
    "/orez/navrh/2/zmeny/",
    "/orez/navrh/1/dokument/",
    "/orez/navrh/1/nic/",
    "/orez/navrh/0/",
    "/orez/navrh/999999999999/",
    "/orez/navrh/-1/",
    "/sitemap.xml",
    "/api/v2/pages/",
    "/api/v2/pages/?fields=*",
    "/api/v2/pages/?type=testapp.NoticePage&fields=body",
    "/api/v2/pages/?search=tajné",
    "/api/v2/pages/find/?html_path=/orez/",
    "/api/v2/pages/find/?html_path=/orez/navrh/1/",
]


def leaks(client, hall, word: str = CANARY) -> list[str]:
    """The doors behind which the word is read."""
    numbers = [f"/api/v2/pages/{hall.page.pk}/", f"/api/v2/pages/{hall.page.pk}/?fields=*"]
    return [door for door in [*DOORS, *numbers] if word in client.get(door, follow=True).content.decode()]


def test_words_of_a_first_draft_are_nowhere(hall, client):
    save(hall.page, by=hall.writer, title=f"{CANARY} v titulku", body=f"<p>{CANARY}</p>", seo_title=CANARY)
    signed_in(hall.writer)
    assert leaks(client, hall) == []
    assert leaks(client, hall, "Ořez") == []


def test_words_of_a_later_draft_are_nowhere_while_the_frozen_one_reads(hall, client):
    hall.until_settlement()
    save(hall.page, by=hall.writer, body=f"<p>{CANARY}</p>", seo_title=CANARY, search_description=CANARY)
    NoticePage.objects.filter(pk=hall.page.pk).update(
        body=CANARY, seo_title=CANARY, search_description=CANARY
    )
    assert leaks(client, hall) == []
    assert "/orez/navrh/1/" in leaks(client, hall, "V pondělí.")


def test_words_of_the_next_version_are_nowhere_while_the_approved_one_reads(hall, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, title=CANARY, body=f"<p>{CANARY}</p>", search_description=CANARY)
    assert leaks(client, hall) == []
    assert "/sitemap.xml" in leaks(client, hall, "/orez/")


def test_version_that_opens_later_is_nowhere(hall, client):
    save(hall.page, by=hall.writer, body=f"<p>{CANARY}</p>")
    hall.until_open(opens_in=5)
    assert leaks(client, hall) == []
    assert client.get(f"/kpss/pripominka/{hall.consultation.pk}/").status_code == 404


def test_version_that_was_withdrawn_is_nowhere(hall, client):
    save(hall.page, by=hall.writer, body=f"<p>{CANARY}</p>")
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="Spletli jsme se.")
    assert leaks(client, hall) == []


def test_comments_read_in_public_after_release_only(hall, client):
    hall.until_open()
    comment = comment_on(hall.consultation, CANARY)
    assert leaks(client, hall) == []
    release(comment, hall.secretary)
    assert leaks(client, hall) == ["/orez/navrh/1/pripominky/"]


def test_settlement_reads_in_public_after_the_one_act_only(hall, client):
    hall.until_settlement("Prosím v úterý.")
    release(hall.comments[0], hall.secretary)
    settle(hall.comments[0], hall.secretary, reasoning=CANARY)
    assert leaks(client, hall) == []


def test_new_round_does_not_show_the_text_between(hall, client):
    hall.until_open()
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    save(hall.page, by=hall.writer, body=f"<p>{CANARY}</p>")
    make(hall.page, "submit_to_assembly", hall.secretary)
    assert "/orez/navrh/2/" in leaks(client, hall)
    decide(hall.page, hall.secretary, "returned")
    save(hall.page, by=hall.writer, body="<p>Holub.</p>")
    assert leaks(client, hall, "Holub") == []


# Behind the sign-in


def admin_doors(page) -> list[str]:
    """Where Wagtail's admin shows the text of a page."""
    revision = page.latest_revision_id
    named = [
        ("edit", page.pk),
        ("view_draft", page.pk),
        ("preview_on_edit", page.pk),
        ("revisions_view", page.pk, revision),
        ("revisions_revert", page.pk, revision),
        ("revisions_compare", page.pk, "earliest", "latest"),
        ("history", page.pk),
        ("copy", page.pk),
        ("usage", page.pk),
    ]
    ours = [reverse("kpss_workflows_admin:process", args=[page.pk])]
    ours += [reverse("kpss_workflows_admin:transition", args=[page.pk, key]) for key in ("submit", "open")]
    state = page.current_workflow_task_state
    task = reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id])
    return [reverse(f"wagtailadmin_pages:{name}", args=args) for name, *args in named] + [*ours, task]


@pytest.fixture
def outsider(hall):
    """An editor of another section, who plays the writer there."""
    section = home().add_child(instance=OrdinaryPage(title="Jinde", slug="jinde"))
    user = person("outsider", page=section)
    RoleAssignment.objects.create(group=user.groups.get(), role="writer", page=section)
    return user


def test_editor_of_another_section_reads_no_draft(hall, outsider):
    save(hall.page, by=hall.writer, body=f"<p>{CANARY}</p>")
    browser = signed_in(outsider)
    for door in admin_doors(hall.fresh()):
        response = browser.get(door)
        assert response.status_code in (302, 403, 404), door
        assert CANARY not in browser.get(door, follow=True).content.decode(), door
    explorer = browser.get(reverse("wagtailadmin_explore", args=[home().pk]), follow=True)
    assert "Ořez stromů" not in explorer.content.decode()


def test_those_doors_do_open_to_the_writer(hall):
    save(hall.page, by=hall.writer, body="<p>Holub.</p>")
    browser = signed_in(hall.writer)
    opened = [door for door in admin_doors(hall.fresh())[:5] if browser.get(door).status_code == 200]
    assert len(opened) >= 4


def test_preview_shows_the_draft_as_the_public_will_read_it(hall):
    save(hall.page, by=hall.writer, body="<p>Holub.</p>")
    text = (
        signed_in(hall.writer)
        .get(reverse("wagtailadmin_pages:view_draft", args=[hall.page.pk]))
        .content.decode()
    )
    assert "Holub." in text
    assert "kpss-banner--draft" in text


def test_preview_of_what_is_being_typed(hall):
    browser = signed_in(hall.writer)
    for url in (
        reverse("wagtailadmin_pages:preview_on_edit", args=[hall.page.pk]),
        reverse("wagtailadmin_pages:preview_on_add", args=["testapp", "noticepage", home().pk]),
    ):
        browser.post(url, editor_data(body="<p>Holub.</p>", slug="psany"))
        assert "Holub." in browser.get(url).content.decode(), url


def test_secretary_sees_the_process_without_page_permissions(hall):
    GroupPagePermission.objects.filter(group__user=hall.secretary).delete()
    url = reverse("kpss_workflows_admin:process", args=[hall.page.pk])
    assert signed_in(hall.secretary).get(url).status_code == 200


def test_private_section_keeps_its_consultation_private(hall, client):
    hall.until_open()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=home().pk), restriction_type="login")
    for door in ("/orez/", "/orez/navrh/1/", "/orez/navrh/1/dokument/", "/orez/navrh/1/pripominky/"):
        assert client.get(door).status_code == 302, door
    response = client.get(f"/kpss/pripominka/{hall.consultation.pk}/")
    assert response.status_code in (302, 403, 404)
    assert signed_in(hall.writer).get(f"/kpss/pripominka/{hall.consultation.pk}/").status_code == 200
