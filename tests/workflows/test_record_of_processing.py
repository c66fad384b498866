"""The record of processing tells the truth: the list, the page of the documentation, and what the models hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import translation
from wagtail.models import Page

from workflows.people.places import Place, find_everywhere, places, register_place
from workflows.people.record import as_markdown
from workflows.people.sought import Sought
from workflows.uninstalling import belongings

PAGE = Path(__file__).parents[2] / "docs" / "personal-data.md"

PERSONAL = {"person", "phone", "phones", "token", "token_hash", "user_name"}
"""Names of columns that hold somebody, or lead to somebody, besides addresses and accounts."""

NOBODY = {
    "kpss_pages.PlanCard": "the account of whoever announced the plan; the log tells the same",
    "kpss_pages.GroupPage": "the group's own address, for the public",
    "kpss_pages.ServicePage": "the service's own address, for the public",
}
"""Models with such a column that hold no person, and what they hold instead."""


def holds_somebody(model: type) -> bool:
    """Tell whether a column holds an address or a telephone, or leads to an account or a person."""
    accounts = () if issubclass(model, Page) else (get_user_model(),)
    return any(
        isinstance(field, models.EmailField) or field.name in PERSONAL or field.related_model in accounts
        for field in model._meta.concrete_fields
    )


def test_page_of_the_documentation_tells_the_list():
    with translation.override("en"):
        assert as_markdown() in PAGE.read_text("utf-8")


def test_every_model_that_holds_somebody_is_in_the_list():
    told = {label for place in places() for label in place.models}
    ours = [model for model in belongings.models() if not model._meta.auto_created]
    holding = {model._meta.label for model in ours if holds_somebody(model)}
    assert holding - told - NOBODY.keys() == set()
    assert told <= {model._meta.label for model in apps.get_models()}


def test_every_place_says_what_becomes_of_its_data():
    for place in places():
        assert all((place.title, place.purpose, place.basis, place.kept, place.seen_by)), place.name
        assert place.find is None or place.tell, place.name
        assert place.find is None or place.erase or place.stays, place.name


@pytest.mark.django_db
def test_another_app_plugs_its_place_in(monkeypatch):
    monkeypatch.setattr("workflows.people.places._places", {})
    texts = dict.fromkeys(("title", "purpose", "basis", "kept", "seen_by"), "x")
    register_place(Place(name="mine", models=(), find=lambda sought: [sought.email], **texts))
    (found,) = find_everywhere(Sought("jana@example.cz"))
    assert found.rows == ["jana@example.cz"]
