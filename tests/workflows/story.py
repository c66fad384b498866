"""Speaking helpers: people of a small town hall and a notice on its way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from tests.testapp.models import NoticePage
from workflows.actions.moderate_comment import ModerateComment
from workflows.actions.open_consultation import OpenConsultation
from workflows.actions.record_decision import RecordDecision
from workflows.actions.registry import ACTION_OF_EFFECT
from workflows.actions.settle_comment import SettleComment
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.loading.load import load_text
from workflows.models import Comment, Consultation, RoleAssignment, WorkflowDefinition
from workflows.standing import standing_of

NOTICE_TOML = Path(__file__).parents[1] / "testapp" / "definitions" / "notice.toml"


def load_notice() -> WorkflowDefinition:
    """Load the workflow of the notices."""
    return load_text(NOTICE_TOML.read_text("utf-8"), NOTICE_TOML.name)


def home() -> Page:
    """The front page that Wagtail's migrations make."""
    return Page.objects.get(depth=2)


def person(role: str, *, name: str = "", page: Any = None) -> Any:
    """A person who plays a role on a page and below, with the page permission an editor has."""
    user = get_user_model().objects.create_user(name or role, password="password")
    group, _created = Group.objects.get_or_create(name=f"group {role}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    place = page or home()
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    for permission in (change, add):
        GroupPagePermission.objects.get_or_create(group=group, page=place, permission=permission)
    RoleAssignment.objects.get_or_create(group=group, role=role, page=place)
    user.groups.add(group)
    return user


def a_notice(*, by: Any = None, title: str = "Ořez stromů", body: str = "<p>V pondělí.</p>") -> NoticePage:
    """A notice somebody has written."""
    page = NoticePage(title=title, slug="orez", body=body, live=False)
    home().add_child(instance=page)
    page.save_revision(user=by)
    return NoticePage.objects.get(pk=page.pk)


def save(page: Any, *, by: Any, **changes: Any) -> None:
    """Save a draft with some changes."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)


def make(page: Any, transition: str, by: Any, **kwargs: Any) -> Any:
    """Make a transition through its action."""
    fresh = type(page).objects.get(pk=page.pk)
    effect = standing_of(fresh).definition.transition(transition).effect
    return ACTION_OF_EFFECT[effect](fresh, transition, user=by, **kwargs).execute()


def state_of(page: Any) -> str:
    """The key of the state the page is in now."""
    return standing_of(type(page).objects.get(pk=page.pk)).state.key


def open_for_comment(page: Any, by: Any, *, opens_in: float = -1, closes_in: float = 60) -> Consultation:
    """Open a consultation; times in minutes from now."""
    now = timezone.now()
    fresh = type(page).objects.get(pk=page.pk)
    return OpenConsultation(
        fresh,
        "open",
        user=by,
        opens_at=now + timedelta(minutes=opens_in),
        closes_at=now + timedelta(minutes=closes_in),
        contact="Radnice, dveře 5",
    ).execute()


def end_consultation(consultation: Consultation) -> None:
    """Let the closing second have come; whatever was sent before came in time, however long ago it opened."""
    now = timezone.now()
    opens_at = min(Consultation.objects.get(pk=consultation.pk).opens_at, now - timedelta(minutes=10))
    Consultation.objects.filter(pk=consultation.pk).update(opens_at=opens_at, closes_at=now)


def comment_on(consultation: Consultation, text: str = "Prosím v úterý.", part_id: str = "") -> Comment:
    """Somebody comments."""
    return SubmitComments(consultation, [Remark(text, part_id)]).execute().comments.get()


def release(comment: Comment, by: Any) -> None:
    """An official has read it."""
    ModerateComment(comment, status="released", user=by).execute()


def settle(comment: Comment, by: Any, outcome: str = "accepted", reasoning: str = "Vyhovíme.") -> None:
    """The comment gets its outcome."""
    SettleComment(comment, outcome=outcome, reasoning=reasoning, user=by).execute()


def decide(page: Any, by: Any, outcome: str = "approved", transition: str = "record", **values: Any) -> Any:
    """The body's resolution is recorded."""
    fresh = type(page).objects.get(pk=page.pk)
    return RecordDecision(fresh, transition, user=by, values={"outcome": outcome} | values).execute()


class TownHall:
    """A writer, a mayor and a secretary, and a notice they take along its way."""

    def __init__(self) -> None:
        load_notice()
        self.writer, self.mayor, self.secretary = person("writer"), person("mayor"), person("secretary")
        self.page = a_notice(by=self.writer)

    def until_ready(self) -> TownHall:
        """Written and approved for comment."""
        make(self.page, "submit", self.writer)
        make(self.page, "approve", self.mayor)
        return self

    def until_open(self, **kwargs: Any) -> TownHall:
        """Open for public comment."""
        self.until_ready()
        self.consultation = open_for_comment(self.page, self.secretary, **kwargs)
        return self

    def until_settlement(self, *texts: str) -> TownHall:
        """Commented and closed."""
        self.until_open()
        self.comments = [comment_on(self.consultation, text) for text in texts]
        end_consultation(self.consultation)
        make(self.page, "close", self.secretary)
        return self

    def until_assembly(self, *texts: str) -> TownHall:
        """Settled and put before the assembly."""
        self.until_settlement(*texts)
        for comment in self.comments:
            release(comment, self.secretary)
            settle(comment, self.secretary)
        make(self.page, "submit_to_assembly", self.secretary)
        return self

    def fresh(self) -> NoticePage:
        """The page as it is stored now."""
        return NoticePage.objects.get(pk=self.page.pk)


def another_town(hall: TownHall) -> TownHall:
    """A second notice of the same town, open for comment."""
    other = TownHall.__new__(TownHall)
    other.writer, other.mayor, other.secretary = hall.writer, hall.mayor, hall.secretary
    page = NoticePage(title="Jiné", slug="jine", body="<p>Jiné.</p>", live=False)
    home().add_child(instance=page)
    page.save_revision(user=hall.writer)
    other.page = page
    return other.until_open()
