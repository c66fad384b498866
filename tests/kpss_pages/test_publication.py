"""Groups, services, projects and news: written by anybody who may, published by somebody who reads them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Revision, WorkflowState

from kpss_pages.models import GroupPage, MeetingPage, NewsPage, ServicePage
from tests.kpss_pages.making import a_service
from tests.kpss_pages.publication_story import LISTING, SIMPLE, Office, read, state_of
from tests.made_once import copy_of, made_once
from tests.workflows.browser import form_data, soup, words
from workflows.save_first import FIELD

pytestmark = pytest.mark.django_db

EVERY_TYPE = pytest.mark.parametrize("model", SIMPLE, ids=lambda model: model.__name__)


first_office = made_once(Office)


@pytest.fixture
def office(db, first_office) -> Office:
    return copy_of(first_office)


def menu(office, page, role) -> dict[str, bool]:
    """The entries of the editor's menu and whether they are free to choose."""
    response = office.browser(role).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    entries = soup(response).select("footer a.button, footer button[type=submit]")
    return {" ".join(one.get_text(" ").split()): not one.has_attr("aria-disabled") for one in entries}


# The way


@EVERY_TYPE
def test_page_is_written_and_published_in_two_forms(office, model):
    answer = office.create(model, "editor", **{FIELD: "publish"})
    page = model.objects.get(slug="nova")
    assert answer.url == office.transition_url(page, "publish")
    assert (read(page)[0], state_of(page)) == (404, "private")
    assert office.move(page, "editor", "publish").status_code == 302
    assert (read(page)[0], state_of(page)) == (200, "published")


def test_whoever_only_writes_submits_and_somebody_else_publishes(office):
    page = office.draft(NewsPage, "writer")
    assert office.move(page, "writer", "publish").status_code == 302
    assert not NewsPage.objects.get(pk=page.pk).live
    office.move(page, "writer", "submit")
    assert state_of(page) == "pending"
    office.move(page, "coordinator", "publish")
    assert (read(page)[0], state_of(page)) == (200, "published")


@EVERY_TYPE
def test_change_of_a_published_page_is_not_read_before_its_publication(office, model):
    page = office.published(model)
    office.rewrite(page, "writer", "Druhé znění.")
    assert state_of(page) == "private"
    assert "První znění." in read(page)[1]
    assert "Druhé znění." not in read(page)[1]
    office.move(page, "writer", "submit")
    assert "Druhé znění." not in read(page)[1]
    office.move(page, "editor", "publish")
    assert "Druhé znění." in read(page)[1]


def test_page_is_sent_back_with_a_reason(office):
    page = office.draft(NewsPage, "writer")
    office.move(page, "writer", "submit")
    assert office.move(page, "editor", "send_back").status_code == 422
    office.move(page, "editor", "send_back", comment="Chybí telefon.")
    assert state_of(page) == "private"
    history = office.browser("writer").get(reverse("kpss_workflows_admin:process", args=[page.pk]))
    assert "Chybí telefon." in words(history)


def test_retracted_page_is_read_no_longer_and_its_draft_is_open(office):
    page = office.published(NewsPage)
    office.move(page, "editor", "retract", comment="Zastaralé.")
    assert (read(page)[0], state_of(page)) == (404, "private")
    office.rewrite(page, "writer", "Druhé znění.")
    office.move(page, "editor", "publish")
    assert "Druhé znění." in read(page)[1]


def test_page_is_retracted_while_its_change_waits(office):
    page = office.published(NewsPage)
    office.rewrite(page, "writer", "Druhé znění.")
    office.move(page, "writer", "submit")
    office.move(page, "editor", "retract", comment="Chyba.")
    assert (read(page)[0], state_of(page)) == (404, "private")
    assert "Druhé znění." in NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().body


def test_page_that_is_not_public_is_not_retracted(office):
    page = office.draft(NewsPage)
    answer = office.move(page, "editor", "retract", comment="Omyl.")
    assert answer.status_code == 409
    assert "The page is not public." in words(answer)


def test_pending_page_waits_for_who_publishes(office):
    page = office.draft(NewsPage, "writer")
    office.move(page, "writer", "submit")
    before = Revision.objects.count()
    office.rewrite(page, "writer", "Ještě něco.")
    assert Revision.objects.count() == before
    office.rewrite(page, "editor", "Opravený překlep.")
    assert Revision.objects.count() == before + 1
    assert state_of(page) == "pending"


def test_incomplete_page_is_saved_and_not_published(office):
    page = office.draft(ServicePage)
    nothing_said = {"forms-TOTAL_FORMS": "1", "forms-0-form": "", "forms-0-capacity": "5", "forms-0-id": ""}
    assert office.write(page, "editor", **nothing_said).status_code == 302
    answer = office.move(page, "editor", "publish")
    assert answer.status_code == 409
    assert "Forms of provision 1: Form: This field cannot be blank." in words(answer)
    assert read(page)[0] == 404


# The editor


def test_new_page_offers_what_its_writer_may_do_with_it(office):
    response = office.browser("editor").get(office.add_url(NewsPage))
    assert [one["value"] for one in soup(response).select(f"button[name={FIELD}]")] == ["submit", "publish"]
    response = office.browser("writer").get(office.add_url(NewsPage))
    assert [one["value"] for one in soup(response).select(f"button[name={FIELD}]")] == ["submit"]


def test_saving_a_draft_stands_first_in_every_menu(office):
    draft = office.draft(NewsPage)
    for role in ("editor", "writer"):
        assert next(iter(menu(office, draft, role))) == "Save draft"


def test_published_page_offers_its_next_publication_at_once(office):
    page = office.published(NewsPage)
    assert list(menu(office, page, "editor")) == [
        "Save draft",
        "Submit for publication",
        "Publish",
        "Retract",
        "Process of the page",
    ]
    answer = office.rewrite(page, "editor", "Druhé znění.", **{FIELD: "publish"})
    assert answer.url == office.transition_url(page, "publish")
    office.move(page, "editor", "publish")
    assert "Druhé znění." in read(page)[1]


def test_draft_that_was_never_public_says_why_it_is_not_retracted(office):
    entries = menu(office, office.draft(NewsPage), "editor")
    refused = [text for text, is_free in entries.items() if not is_free]
    assert refused == ["Retract"]


def test_words_are_saved_on_the_way_to_a_transition(office):
    page = office.draft(NewsPage)
    answer = office.rewrite(page, "editor", "Napsáno na poslední chvíli.", **{FIELD: "publish"})
    assert answer.url == office.transition_url(page, "publish")
    office.move(page, "editor", "publish")
    assert "Napsáno na poslední chvíli." in read(page)[1]


@pytest.mark.parametrize("key", ["", "nonsense", "../../", "publish/?x=1"])
def test_way_that_does_not_exist_leads_back_to_the_editor(office, key):
    page = office.draft(NewsPage)
    answer = office.rewrite(page, "editor", "Text.", **{FIELD: key})
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_automatic_saving_stays_in_the_editor(office):
    page = office.draft(NewsPage)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser = office.browser("editor")
    data = form_data(browser.get(url), "title") | {FIELD: "publish"}
    assert browser.post(url, data, headers={"accept": "application/json"}).json()["success"] is True


@pytest.mark.parametrize("model", [*SIMPLE, MeetingPage], ids=lambda model: model.__name__)
def test_editor_promises_no_date_of_publication(office, model):
    for url in (office.add_url(model), reverse("wagtailadmin_pages:edit", args=[office.draft(model).pk])):
        page = office.browser("editor").get(url)
        assert not soup(page).select("[name=go_live_at], [name=expire_at]")
        assert "schedule-publishing-dialog" not in page.content.decode()


def test_date_of_publication_that_is_sent_is_not_taken(office):
    page = office.draft(NewsPage)
    office.write(page, "editor", go_live_at="2030-01-01 10:00", expire_at="2030-02-01 10:00")
    office.move(page, "editor", "publish")
    published = NewsPage.objects.get(pk=page.pk)
    assert (published.live, published.go_live_at, published.expire_at) == (True, None, None)


# Wagtail's own doors


@pytest.mark.parametrize(
    ("model", "role"),
    [*((model, "editor") for model in (*SIMPLE, MeetingPage)), (NewsPage, "writer")],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_wagtails_buttons_publish_nothing(office, model, role):
    page = office.draft(model)
    for asked in ("action-publish", "action-submit"):
        assert office.write(page, role, **{asked: "1"}).status_code == 409
    assert office.create(model, role, slug="jina", **{"action-publish": "1"}).status_code == 409
    assert not model.objects.filter(live=True, slug__in=["nova", "jina"]).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_bulk_publication_is_refused_by_name(office, action):
    page = office.draft(NewsPage) if action == "publish" else office.published(NewsPage)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = office.browser("editor").post(f"{url}?id={page.pk}", follow=True)
    assert "Their workflow publishes and takes down, one by one: Nová stránka." in words(answer)
    assert "by its workflow only" in words(office.browser("editor").get(f"{url}?id={page.pk}"))
    assert NewsPage.objects.get(pk=page.pk).live is (action == "unpublish")


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_bulk_publication_of_a_list_does_not_reach_the_pages_below(office, action):
    page = office.draft(NewsPage) if action == "publish" else office.published(NewsPage)
    listing = office.listings["news"]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    answer = office.browser("editor").post(
        f"{url}?id={listing.pk}", {"include_descendants": "on"}, follow=True
    )
    assert "Nová stránka" in words(answer)
    assert NewsPage.objects.get(pk=page.pk).live is (action == "unpublish")
    assert type(listing).objects.get(pk=listing.pk).live


def test_list_is_not_taken_down_with_the_pages_below(office):
    page = office.published(NewsPage)
    listing = office.listings["news"]
    url = reverse("wagtailadmin_pages:unpublish", args=[listing.pk])
    answer = office.browser("editor").post(url, {"include_descendants": "on"}, follow=True)
    assert "Nová stránka" in words(answer)
    assert NewsPage.objects.get(pk=page.pk).live
    assert type(listing).objects.get(pk=listing.pk).live


def test_list_alone_is_taken_down_and_published_as_ever(office):
    listing = office.listings["news"]
    browser = office.browser("editor")
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[listing.pk]))
    assert not type(listing).objects.get(pk=listing.pk).live
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    browser.post(f"{url}?id={listing.pk}")
    assert type(listing).objects.get(pk=listing.pk).live


# Who does what


@pytest.mark.parametrize("model", [NewsPage, MeetingPage], ids=lambda model: model.__name__)
def test_coordinator_writes_and_publishes_too(office, model):
    page = office.draft(model, "coordinator")
    assert office.move(page, "coordinator", "publish").status_code == 302
    assert read(page)[0] == 200


def test_group_editor_writes_on_the_groups_page_and_the_web_editor_publishes(office):
    office.rewrite(office.group, "group_editor", "Bydlíme doma.")
    assert state_of(office.group) == "private"
    assert office.move(office.group, "group_editor", "publish").status_code == 302
    assert "Bydlíme doma." not in read(office.group)[1]
    office.move(office.group, "group_editor", "submit")
    office.move(office.group, "editor", "publish")
    assert "Bydlíme doma." in read(office.group)[1]


def test_group_editor_writes_meetings_of_the_group_and_nothing_elsewhere(office):
    page = office.draft(MeetingPage, "group_editor", parent=office.group)
    assert state_of(page) == "draft"
    browser = office.browser("group_editor")
    for model in LISTING:
        browser.post(office.add_url(model), {"title": "Cizí", "slug": "cizi"})
        assert not model.objects.filter(slug="cizi").exists()


def test_group_whose_page_waits_still_announces_its_meetings(office):
    office.rewrite(office.group, "group_editor", "Bydlíme doma.")
    office.move(office.group, "group_editor", "submit")
    page = office.draft(MeetingPage, "group_editor", parent=office.group)
    assert state_of(page) == "draft"


@pytest.mark.parametrize("role", ["approver", "clerk"])
def test_approver_and_clerk_read_what_is_published_and_change_nothing(office, role):
    page = office.published(GroupPage)
    answer = office.browser(role).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code in (302, 403, 404)
    assert office.move(page, role, "retract", comment="Ne.").status_code in (302, 403, 404)
    assert read(page)[0] == 200


# What was there before


def test_service_that_was_public_before_is_published_and_may_be_changed(office):
    service = a_service(office.portal, title="Raná péče", slug="rana-pece")
    assert state_of(service) == "published"
    office.rewrite(service, "editor", "Pomáháme rodinám.")
    assert state_of(service) == "private"
    office.move(service, "editor", "publish")
    assert "Pomáháme rodinám." in read(service)[1]
    assert ServicePage.objects.get(pk=service.pk).live


def test_service_that_was_public_before_is_retracted_without_a_change(office):
    service = a_service(office.portal)
    office.move(service, "editor", "retract", comment="Zanikla.")
    assert (read(service)[0], state_of(service)) == (404, "private")
    assert WorkflowState.objects.for_instance(service).active().count() == 1
