"""Speaking helpers: the town's gazette, an issue with its articles, and the two people who make it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests.testapp.models import ArticlePage, GazettePage
from workflows.loading.shipped import ensure_governed

from .story import home, make


def host_person(name: str, *abilities: str) -> Any:
    """Somebody with page permissions of Wagtail and no role of ours."""
    user = get_user_model().objects.create_user(name, password="password")
    group = Group.objects.create(name=f"host {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for ability in abilities:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{ability}_page")
        GroupPagePermission.objects.create(group=group, page=home(), permission=permission)
    user.groups.add(group)
    return user


class Gazette:
    """An issue of two articles, an author who writes it and a reviewer who publishes it."""

    def __init__(self) -> None:
        ensure_governed("simple_publication", ["testapp.GazettePage"])
        self.author = host_person("author", "add", "change")
        self.reviewer = host_person("reviewer", "add", "change", "publish")
        self.issue = GazettePage(title="Zpravodaj", slug="zpravodaj", editorial="<p>Úvodník.</p>", live=False)
        home().add_child(instance=self.issue)
        self.issue.save_revision(user=self.author)
        self.articles = [self.article("Trhy"), self.article("Knihovna")]

    def article(self, title: str) -> ArticlePage:
        """An article somebody has written."""
        page = ArticlePage(title=title, text=f"<p>{title} začínají v pondělí.</p>", live=False)
        self.fresh().add_child(instance=page)
        page.save_revision(user=self.author)
        return page

    def fresh(self) -> GazettePage:
        """The issue as it is stored now."""
        return GazettePage.objects.get(pk=self.issue.pk)

    def until_pending(self) -> Gazette:
        """Submitted for publication."""
        make(self.issue, "submit", self.author)
        return self

    def until_published(self) -> Gazette:
        """Published."""
        make(self.issue, "publish", self.reviewer)
        return self

    def live(self) -> list[bool]:
        """Tell of each page whether it is live, the issue first."""
        pages = (self.issue, *self.articles)
        return [type(page).objects.get(pk=page.pk).live for page in pages]
