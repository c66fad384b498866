"""Pages of a portal on their way to the public, taken along it in the editor by the people of a town hall."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import rich_text

from kpss_pages.group_editors import editors_of, ensure_group_editors
from kpss_pages.models import GroupPage, MeetingPage, NewsPage, ProjectPage, ServicePage
from kpss_pages.setup import ensure_listings, set_up_portal
from tests.kpss_pages.making import a_group, a_portal
from tests.workflows.browser import form_data, signed_in
from workflows.models import WorkflowDefinition
from workflows.standing import standing_of

SIMPLE = (GroupPage, NewsPage, ProjectPage, ServicePage)
TEXT = {GroupPage: "purpose", NewsPage: "body", ProjectPage: "body", ServicePage: "description"}
LISTING = {
    GroupPage: "groups",
    MeetingPage: "meetings",
    NewsPage: "news",
    ProjectPage: "projects",
    ServicePage: "services",
}


class Office:
    """A portal that was set up, and somebody in every role; the writer may write and not publish."""

    def __init__(self) -> None:
        self.portal = a_portal(title="Liberec", slug="liberec")
        self.groups = set_up_portal(self.portal)
        self.listings = ensure_listings(self.portal)
        self.group = a_group(self.portal, title="Senioři")
        ensure_group_editors(self.portal)
        self.groups["group_editor"] = editors_of(self.group)
        self.groups["writer"] = self._writers()
        self.people = {role: self._person(role) for role in self.groups}

    def browser(self, role: str) -> Client:
        """The browser of the person in this role."""
        return signed_in(self.people[role])

    def create(self, model: type, role: str, parent: Any = None, **sent: Any) -> Any:
        """Write a new page in the editor; returns the answer."""
        url = self.add_url(model, parent)
        browser = self.browser(role)
        data = form_data(browser.get(url), "title")
        return browser.post(url, data | {"title": "Nová stránka", "slug": "nova"} | sent)

    def add_url(self, model: type, parent: Any = None) -> str:
        """Where a page of this type is made."""
        place = parent or self.listings[LISTING[model]]
        return reverse("wagtailadmin_pages:add", args=["kpss_pages", model._meta.model_name, place.pk])

    def draft(self, model: type, role: str = "editor", parent: Any = None) -> Any:
        """A draft somebody has just made."""
        assert self.create(model, role, parent).status_code == 302
        return model.objects.get(slug="nova")

    def write(self, page: Any, role: str, **sent: Any) -> Any:
        """Change a page in the editor; returns the answer."""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        browser = self.browser(role)
        return browser.post(url, form_data(browser.get(url), "title") | sent)

    def rewrite(self, page: Any, role: str, words: str, **sent: Any) -> Any:
        """Put other words into the text of a page."""
        return self.write(page, role, **{TEXT[type(page)]: rich_text(f"<p>{words}</p>")} | sent)

    def transition_url(self, page: Any, transition: str) -> str:
        """The view of a transition."""
        return reverse("kpss_workflows_admin:transition", args=[page.pk, transition])

    def move(self, page: Any, role: str, transition: str, **sent: Any) -> Any:
        """Look at a transition, fill in its form and send it; returns the last answer."""
        url = self.transition_url(page, transition)
        browser = self.browser(role)
        seen = browser.get(url)
        return browser.post(url, form_data(seen, "fingerprint") | sent) if seen.status_code == 200 else seen

    def published(self, model: type, words: str = "První znění.") -> Any:
        """A page the editor wrote and published."""
        page = self.draft(model)
        if model in TEXT:
            self.rewrite(page, "editor", words)
        assert self.move(page, "editor", "publish").status_code == 302
        return model.objects.get(pk=page.pk)

    def _person(self, role: str) -> Any:
        user = get_user_model().objects.create_user(role, password="heslo")
        user.groups.add(self.groups[role])
        return user

    def _writers(self) -> Group:
        group = Group.objects.create(name="Pisatelé")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for ability in ("add", "change"):
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{ability}_page"
            )
            GroupPagePermission.objects.create(group=group, page=self.portal, permission=permission)
        return group


def state_of(page: Any) -> str:
    """The key of the state a page is in now."""
    return standing_of(type(page).objects.get(pk=page.pk)).state.key


def read(page: Any) -> tuple[int, str]:
    """What anybody gets at the address of a page: the status and the words."""
    response = Client().get(page.url)
    return response.status_code, response.content.decode()


def forget_workflows() -> None:
    """The host has never run the setup: nothing is loaded."""
    WorkflowDefinition.objects.all().delete()
