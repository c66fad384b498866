"""Wagtail's views of a page do all or nothing, and their refusals say why and lead back to the listing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.testapp.models import NoticePage, OrdinaryPage

from .browser import administrator, signed_in
from .gazette import Gazette, host_person
from .story import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def answer(browser: Any, name: str, *numbers: int) -> tuple[str, str]:
    """Where an address leads, and what is said there."""
    response = browser.get(reverse(f"wagtailadmin_pages:{name}", args=numbers), follow=True)
    told = " ".join(str(one) for one in response.context["messages"])
    return response.redirect_chain[0][0], told


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("delete", "was public or decided"),
        ("unpublish", "taken back by its workflow only"),
        ("move", "has a lasting address"),
    ],
)
def test_refusal_says_why_and_leads_back_to_the_listing(hall, name, sentence):
    hall.until_open()
    place, told = answer(signed_in(administrator()), name, hall.page.pk)
    assert place == reverse("wagtailadmin_explore", args=[home().pk])
    assert sentence in told
    assert "“Ořez stromů”" in told


@pytest.mark.parametrize("name", ["delete", "move"])
def test_state_is_named_where_it_is_in_the_way(name):
    gazette = Gazette().until_pending()
    _place, told = answer(signed_in(gazette.author), name, gazette.issue.pk)
    assert f"“Waiting for publication”, in which you may not {name} it" in told


def test_refusal_of_an_ordinary_page_stays_wagtails(hall):
    page = home().add_child(instance=OrdinaryPage(title="Ordinary", slug="ordinary"))
    place, told = answer(signed_in(host_person("editor", "add", "change")), "unpublish", page.pk)
    assert place == reverse("wagtailadmin_home")
    assert "you do not have permission" in told


def test_refused_copy_leaves_nothing_behind(hall):
    section = home().add_child(instance=OrdinaryPage(title="Úřad", slug="urad"))
    hall.fresh().move(section, pos="last-child")
    form = {"new_title": "K", "new_slug": "k", "new_parent_page": home().pk, "copy_subpages": "on"}
    url = reverse("wagtailadmin_pages:copy", args=[section.pk])
    response = signed_in(hall.mayor).post(url, form, follow=True)
    assert "Nothing was copied" in "".join(str(one) for one in response.context["messages"])
    assert NoticePage.objects.count() == 1
    assert not Page.objects.filter(slug="k").exists()
