"""What a browser does: signs in, reads a form off the page and sends it back."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.test.utils.form_data import rich_text

NEVER_SENT = {"button", "image", "reset", "submit", "file"}


def signed_in(user: Any) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def administrator(name: str = "admin") -> Any:
    """A superuser, who may do everything Wagtail lets anybody do."""
    return get_user_model().objects.create_superuser(name, password="password")


def soup(response: Any) -> BeautifulSoup:
    """The answer as a document."""
    return BeautifulSoup(response.content, "html.parser")


def words(response: Any) -> str:
    """What a person reads on the page, on one line."""
    return " ".join(soup(response).get_text(" ").split())


def form_data(response: Any, having: str) -> dict[str, Any]:
    """What the form that has a field of this name would send if nothing were touched."""
    form = next(form for form in soup(response).find_all("form") if form.find(attrs={"name": having}))
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        if field.has_attr("name") and not field.has_attr("disabled"):
            data |= _sent(field)
    return data


def _sent(field: Any) -> dict[str, str]:
    if field.name == "textarea":
        return {field["name"]: field.text.removeprefix("\n").removeprefix("\r\n")}
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        return {field["name"]: chosen["value"]} if chosen else {}
    kind = field.get("type", "text")
    if kind in NEVER_SENT or (kind in ("radio", "checkbox") and not field.has_attr("checked")):
        return {}
    return {field["name"]: field.get("value", "on" if kind == "checkbox" else "")}


def editor_data(**changes: Any) -> dict[str, Any]:
    """What Wagtail's editor sends for a notice."""
    body = changes.pop("body", "<p>V pondělí.</p>")
    return {
        "title": "Ořez stromů",
        "slug": "orez",
        "body": rich_text(body),
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    } | changes
