"""The control group: a stock page, a stock workflow of two steps, Wagtail's own views. Each check fails here."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    PageSubscription,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.testapp.models import OrdinaryPage
from tests.workflows.story import home

from .browser import Press
from .kills import Kill
from .races import ANY, Race

PEOPLE = {
    "editor": "editors of stock",
    "second editor": "editors of stock",
    "moderator": "moderators of stock",
    "second moderator": "moderators of stock",
}


class StockTown:
    """Its people, and pages by where they are in the workflow."""

    def __init__(self) -> None:
        self.folder = home().add_child(instance=OrdinaryPage(title="Stock", slug="stock"))
        self.people = {name: stock_person(name, group, self.folder) for name, group in PEOPLE.items()}
        self.workflow = two_steps(self.folder, Group.objects.get(name="moderators of stock"))
        self.numbers = count(1)
        self.words = count(1)

    def take(self, state: str) -> OrdinaryPage:
        """A new page brought to this place: draft, first, last or rejected."""
        page = OrdinaryPage(title=self.new_words(), slug=f"stock-{next(self.numbers)}", live=False)
        # Whoever owns a page may cancel its workflow; a moderator may also write in it meanwhile.
        page.owner = self.people["second moderator"]
        self.folder.add_child(instance=page)
        page.save_revision(user=self.people["editor"])
        if state != "draft":
            self.workflow.start(page, self.people["editor"])
            run = page.current_workflow_state
            if state == "last":
                run.current_task_state.approve(user=self.people["moderator"])
            if state == "rejected":
                run.current_task_state.reject(user=self.people["moderator"], comment="Ne.")
        return OrdinaryPage.objects.get(pk=page.pk)

    def give_back(self, page: OrdinaryPage) -> None:
        """Leave it where it is; making a new one is simple."""

    def new_words(self) -> str:
        """A title nobody has written yet."""
        return f"Ořez stromů {next(self.words)}"


def stock_person(name: str, group_name: str, place: Page) -> Any:
    """A person of a stock group who may write there."""
    user = get_user_model().objects.create_user(name, password="password")
    group, _created = Group.objects.get_or_create(name=group_name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    # As in Wagtail's own groups: whoever passes the last step must be allowed to publish.
    publishing = ["publish_page"] if "moderator" in name else []
    for codename in ("add_page", "change_page", *publishing):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=place, permission=permission)
    user.groups.add(group)
    return user


def two_steps(place: Page, group: Group) -> Workflow:
    """A workflow as it is made in Wagtail's settings."""
    workflow = Workflow.objects.create(name="Stock", active=True)
    for position, name in enumerate(["First reading", "Second reading"]):
        task = GroupApprovalTask.objects.create(name=name, active=True)
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    WorkflowPage.objects.create(workflow=workflow, page=place)
    return workflow


# Wagtail's doors


def act(page: Any, action: str, who: str) -> Press:
    """The button of the task at hand."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return Press(who, address, {"comment": "Ne." if action == "reject" else ""})


def edit(page: Any, who: str, title: str, **fields: Any) -> Press:
    """Wagtail's editor with another title."""
    PageSubscription.objects.get_or_create(
        page_id=page.pk,
        user=get_user_model().objects.get(username=who),
        defaults={"comment_notifications": False},
    )
    sent = {"title": title, "slug": page.slug, "seo_title": "", "search_description": ""}
    sent |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return Press(who, reverse("wagtailadmin_pages:edit", args=[page.pk]), sent | fields)


def submit(page: Any, who: str, title: str = "") -> Press:
    return edit(page, who, title or page.title, **{"action-submit": "1"})


def cancel(page: Any, who: str, title: str = "") -> Press:
    return edit(page, who, title or page.title, **{"action-cancel-workflow": "1"})


def edit_and_approve(page: Any, who: str, title: str) -> Press:
    chosen = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return edit(page, who, title, **chosen)


def edited(town: Any, page: Any) -> Press:
    """Another moderator corrects a word."""
    return edit(page, "second moderator", town.new_words())


def read_is_live(presses: list[Press], _answers: Any) -> list[str]:
    """What went live is what the approver had read; what was rewritten after is not."""
    page = OrdinaryPage.objects.get(slug=presses[1].data["slug"])
    unread = page.live and page.title == presses[1].data["title"]
    return ["Another text is live than the one that was approved."] if unread else []


STOCK_RACES = [
    Race(
        "approve × approve",
        "first",
        lambda _town, page: [act(page, "approve", who) for who in ("moderator", "second moderator")],
        (),
    ),
    Race(
        "approve × return",
        "first",
        lambda _town, page: [act(page, "approve", "moderator"), act(page, "reject", "second moderator")],
        (),
    ),
    Race(
        "approve × edit",
        "last",
        lambda town, page: [act(page, "approve", "moderator"), edited(town, page)],
        (),
        check=read_is_live,
    ),
    Race(
        "approve × cancel",
        "last",
        lambda _town, page: [act(page, "approve", "moderator"), cancel(page, "second moderator")],
        (),
    ),
    Race(
        "submit × submit",
        "draft",
        lambda _town, page: [submit(page, who) for who in ("editor", "second editor")],
        (),
    ),
    Race(
        "approve clicked twice",
        "first",
        lambda town, page: [edit_and_approve(page, "moderator", town.new_words())] * 2,
        (),
        ANY,
    ),
]

STOCK_KILLS = [
    Kill("submit", "draft", lambda town, page: submit(page, "editor", town.new_words()), again=False),
    Kill("approve", "last", lambda _town, page: act(page, "approve", "moderator"), again=False),
    Kill(
        "edit and approve",
        "first",
        lambda town, page: edit_and_approve(page, "moderator", town.new_words()),
        again=False,
    ),
    Kill(
        "cancel", "first", lambda town, page: cancel(page, "second moderator", town.new_words()), again=False
    ),
    Kill(
        "submit again", "rejected", lambda town, page: submit(page, "editor", town.new_words()), again=False
    ),
]
