"""Deleting, moving, copying: what was public stays where it is, and a copy decides nothing."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Locale, Page

from tests.testapp.models import NoticePage, OrdinaryPage
from workflows.models import RoleAssignment

from .browser import administrator, signed_in
from .story import decide, home, make, open_for_comment, save, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def section(hall):
    """The notice stands in a section of the site that no workflow governs."""
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    hall.page.move(section, pos="last-child")
    hall.page.refresh_from_db()
    return section


@pytest.fixture
def elsewhere(db):
    """Another place of the tree."""
    return home().add_child(instance=OrdinaryPage(title="Archiv", slug="archiv"))


@pytest.fixture
def boss(db):
    """The browser of a superuser."""
    return signed_in(administrator())


def api(browser, page, action, **data):
    """Wagtail's own API of the admin, which its explorer talks to."""
    url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
    return browser.post(url, json.dumps(data), content_type="application/json")


def bulk(browser, action, *pages, **data):
    """The same for several ticked pages."""
    ticked = "&".join(f"id={page.pk}" for page in pages)
    return browser.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ticked}", data
    )


@pytest.mark.parametrize("who", ["the page", "a page above"])
def test_what_was_public_is_not_deleted(hall, section, boss, who):
    hall.until_open()
    page = hall.fresh() if who == "the page" else section
    boss.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    bulk(boss, "delete", page)
    assert api(boss, page, "delete").status_code == 403
    assert NoticePage.objects.filter(pk=hall.page.pk).exists()
    assert Page.objects.filter(pk=section.pk).exists()
    assert hall.consultation.snapshot.items.count() == 1


def test_refusal_to_delete_says_why(hall, section, boss):
    hall.until_open()
    response = boss.post(reverse("wagtailadmin_pages:delete", args=[section.pk]), follow=True)
    assert "Úřad" in "".join(str(one) for one in response.context["messages"])


def test_draft_nobody_has_seen_is_deleted_by_who_wrote_it(hall):
    signed_in(hall.writer).post(reverse("wagtailadmin_pages:delete", args=[hall.page.pk]))
    assert not NoticePage.objects.exists()


@pytest.mark.parametrize("who", ["the page", "a page above"])
def test_what_was_public_is_not_moved(hall, section, elsewhere, boss, who):
    hall.until_open()
    page = hall.fresh() if who == "the page" else section
    boss.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]))
    bulk(boss, "move", page, chooser=elsewhere.pk)
    assert api(boss, page, "move", destination_page_id=elsewhere.pk, position="last-child").status_code == 403
    with pytest.raises(PermissionDenied):
        page.move(elsewhere, pos="last-child")
    assert hall.fresh().url_path == "/home/urad/orez/"


def test_draft_is_moved_before_anybody_knows_its_address(hall, elsewhere, boss):
    boss.post(reverse("wagtailadmin_pages:move_confirm", args=[hall.page.pk, elsewhere.pk]))
    assert hall.fresh().url_path == "/home/archiv/orez/"


def test_order_under_the_same_parent_may_change(hall, elsewhere, boss):
    hall.until_open()
    url = reverse("wagtailadmin_pages:set_page_position", args=[elsewhere.pk])
    boss.post(f"{url}?position=0")
    assert hall.fresh().url_path == "/home/orez/"


def copy_form(page, **extra):
    return {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk} | extra


def test_copy_is_a_draft_at_the_beginning_of_its_own_run(hall):
    hall.until_open()
    signed_in(hall.writer).post(reverse("wagtailadmin_pages:copy", args=[hall.page.pk]), copy_form(hall.page))
    copy = NoticePage.objects.get(slug="kopie")
    assert not copy.live
    assert state_of(copy) == "draft"
    assert state_of(hall.page) == "consultation"


def test_copy_of_a_published_page_is_never_published(hall, boss, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    url = reverse("wagtailadmin_pages:copy", args=[hall.page.pk])
    response = boss.post(url, copy_form(hall.page, publish_copies="on"), follow=True)
    assert [str(one) for one in response.context["messages"]]
    assert not NoticePage.objects.filter(slug="kopie").exists()
    api(boss, hall.page, "copy", keep_live=True, slug="kopie2")
    copy = NoticePage.objects.get(slug="kopie2")
    assert not copy.live
    assert copy.live_revision is None
    assert state_of(copy) == "draft"
    assert client.get("/kopie2/").status_code == 404
    make(copy, "submit", administrator("second"))
    assert state_of(copy) == "mayor"


def test_copy_of_a_section_copies_its_notices_as_drafts(hall, section, boss):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    url = reverse("wagtailadmin_pages:copy", args=[section.pk])
    boss.post(url, copy_form(section, copy_subpages="on", publish_copies="on"))
    assert NoticePage.objects.count() == 1
    boss.post(url, copy_form(section, copy_subpages="on"))
    assert [page.live for page in NoticePage.objects.order_by("pk")] == [True, False]


def test_who_may_not_write_a_draft_copies_nothing(hall):
    signed_in(hall.mayor).post(reverse("wagtailadmin_pages:copy", args=[hall.page.pk]), copy_form(hall.page))
    assert NoticePage.objects.count() == 1
    assert home().numchild == home().get_children().count()


def test_there_are_no_aliases(hall, section, elsewhere, boss):
    hall.until_open()
    for page in (hall.fresh(), section):
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        boss.post(url, copy_form(page, copy_subpages="on", alias="on"))
        response = api(boss, page, "create_alias", recursive=True, destination_page_id=elsewhere.pk)
        assert response.status_code == 403
    with pytest.raises(PermissionDenied):
        hall.fresh().create_alias(parent=home(), update_slug="alias")
    assert not NoticePage.objects.exclude(alias_of=None).exists()


def test_there_are_no_translations_that_nobody_decided(hall, boss):
    czech = Locale.objects.create(language_code="cs")
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    with pytest.raises(PermissionDenied):
        hall.fresh().copy_for_translation(czech, copy_parents=True)
    api(boss, hall.page, "copy_for_translation", locale="cs", copy_parents=True)
    assert not NoticePage.objects.filter(locale=czech, live=True).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "convert_alias", "revert_to_page_revision"])
def test_api_of_the_admin_opens_no_other_door(hall, boss, action):
    hall.until_open()
    before = hall.fresh()
    response = api(boss, hall.page, action, revision_id=before.latest_revision_id)
    assert response.status_code >= 400
    assert hall.fresh().live == before.live
    assert hall.fresh().latest_revision_id == before.latest_revision_id


def test_api_of_wagtail_8_is_not_mounted(boss):
    for address in ("/api/v3/", "/api/v3/pages/", "/admin/api/v3/", "/api/v2/pages/"):
        assert boss.get(address).status_code == 404, address


def test_second_round_of_a_moved_role_is_for_its_place_only(hall, elsewhere):
    RoleAssignment.objects.filter(role="secretary").update(page=elsewhere)
    hall.until_ready()
    with pytest.raises(Exception, match=r"role|roli"):
        open_for_comment(hall.page, hall.secretary)


def test_deleted_account_does_not_wash_ones_own_words(hall):
    from workflows.models import Edit

    save(hall.page, by=hall.writer, body="<p>Podruhé.</p>")
    number = hall.writer.pk
    hall.writer.delete()
    assert Edit.objects.filter(user_id=number, user_name="writer").count() == 2
