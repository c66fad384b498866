"""The way through a portal, and the note that stands on every page of an invented town."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Site

from kpss_pages.models import KpssIndexPage
from kpss_pages.models.listings import GroupIndexPage, NewsIndexPage, ProjectIndexPage, ServiceIndexPage
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.freezing import freeze
from workflows.models import Consultation

from .making import a_group, a_page, a_portal
from .plan_making import a_chapter, a_plan

pytestmark = pytest.mark.django_db

NOTE = "Vymyšlené město."


def navigation(page, **context):
    """What the template tag gives a base template."""
    found = Context({"page": page, "request": RequestFactory().get("/")} | context)
    Template("{% load kpss_portal %}{% portal_navigation as nav %}").render(found)
    return found["nav"]


@pytest.fixture
def portal() -> KpssIndexPage:
    portal = a_portal(title="Lipová", invented_note=NOTE)
    a_page(portal, ServiceIndexPage, title="Služby")
    return portal


def test_plans_come_first_and_the_lists_follow(portal):
    nav = navigation(portal)

    assert nav.portal == portal
    assert [(link.title, link.current) for link in nav.links] == [("Plans", ""), ("Služby", "")]
    assert nav.links[0].url == f"{portal.url}#plany"


def test_reader_is_told_where_they_are(portal):
    group = a_group(portal)
    listing = GroupIndexPage.objects.get()

    assert [link.current for link in navigation(listing).links] == ["", "", "page"]
    assert [link.current for link in navigation(group).links] == ["", "", "true"]
    assert [link.current for link in navigation(a_plan(portal)).links] == ["true", "", ""]


def test_pages_outside_a_portal_and_error_pages_have_no_portal():
    assert navigation(Site.objects.get().root_page) is None
    assert navigation(None) is None
    assert navigation("") is None


def test_cost_does_not_grow_with_the_portal(portal, django_assert_max_num_queries):
    assert len(navigation(portal).links) == 2
    with django_assert_max_num_queries(10) as few:
        assert len(navigation(KpssIndexPage.objects.get()).links) == 2
    for page_class in (GroupIndexPage, NewsIndexPage, ProjectIndexPage):
        a_page(portal, page_class)
    with django_assert_max_num_queries(len(few)):
        assert len(navigation(KpssIndexPage.objects.get()).links) == 5


def test_invented_note_stands_above_every_page(client: Client, portal):
    plan = a_plan(portal, chapters_before=[a_chapter("Úvod", "1")])
    version = freeze(
        plan, purpose="consultation", state="consultation", public_from=timezone.now(), user=None
    )
    consultation = Consultation.objects.create(
        snapshot=version,
        opens_at=timezone.now(),
        closes_at=timezone.now() + timezone.timedelta(days=1),
        contact="Radnice",
    )
    receipt = SubmitComments(consultation, [Remark("Prosím.")]).execute()
    addresses = [
        portal.url,
        plan.url,
        f"{plan.url}navrh/1/",
        f"{plan.url}navrh/1/pripominky/",
        f"/kpss/pripominka/{consultation.pk}/",
        f"/kpss/potvrzeni/{receipt.token}/",
        a_group(portal).url,
        ServiceIndexPage.objects.get().url,
    ]

    assert [address for address in addresses if client.get(address).content.decode().count(NOTE) != 1] == []
