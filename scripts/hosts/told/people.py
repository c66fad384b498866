"""Who does what in a stranger's site: Wagtail's own groups, and nobody of ours."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from home import models
from wagtail.models import Site
from wagtail.test.utils.form_data import rich_text

from .browser import form_data, words

LOCALHOST = {"host": "localhost"}


def person(name: str, group: str) -> Client:
    """A browser in which a member of one of Wagtail's groups has signed in."""
    user, _created = get_user_model().objects.get_or_create(username=name)
    user.groups.add(Group.objects.get(name=group))
    return _browser(user)


def editor() -> Client:
    """Whoever writes."""
    return person("editor", "Editors")


def moderator() -> Client:
    """Whoever publishes."""
    return person("moderator", "Moderators")


def administrator() -> Client:
    """Whoever may do everything."""
    found = get_user_model().objects.filter(username="admin").first()
    return _browser(found or get_user_model().objects.create_superuser("admin"))


def visitor() -> Client:
    """Anybody."""
    return Client(headers=LOCALHOST)


def _browser(user: Any) -> Client:
    browser = visitor()
    browser.force_login(user)
    return browser


def front_page() -> Any:
    """The host's front page."""
    return Site.objects.get().root_page


def see(browser: Client, address: str, *expected: str, status: int = 200) -> Any:
    """Open an address and see these words in the answer's source."""
    answer = browser.get(address, follow=True)
    assert answer.status_code == status, (address, answer.status_code, words(answer)[:500])
    source = answer.content.decode() if not answer.streaming else ""
    for one in expected:
        assert one in source, (address, one, words(answer)[:1000])
    return answer


def written(browser: Client, kind: str, title: str, text: str) -> Any:
    """Write a page of this type below the front page, in Wagtail's editor."""
    model = getattr(models, kind)
    address = reverse("wagtailadmin_pages:add", args=["home", kind.lower(), front_page().pk])
    data = form_data(see(browser, address), "title")
    slug = title.lower().replace(" ", "-")
    answer = browser.post(address, data | {"title": title, "slug": slug, "body": rich_text(f"<p>{text}</p>")})
    assert answer.status_code == 302, (answer.status_code, words(answer)[:2000])
    return model.objects.get(slug=slug)


def rewritten(browser: Client, page: Any, text: str, **buttons: str) -> Any:
    """Save other words, with one of Wagtail's buttons if one is named."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_data(see(browser, address), "title")
    return browser.post(address, data | {"body": rich_text(f"<p>{text}</p>")} | buttons)


def transition(browser: Client, page: Any, key: str, **values: str) -> Any:
    """Make a transition in its form."""
    address = reverse("kpss_workflows_admin:transition", args=[page.pk, key])
    answer = browser.post(address, form_data(see(browser, address), "key") | values)
    assert answer.status_code == 302, (key, answer.status_code, words(answer)[:2000])
    return fresh(page)


def fresh(page: Any) -> Any:
    """The page as it is now."""
    return type(page).objects.get(pk=page.pk)
