"""A plan of a real portal on its way through the shipped workflow, told by the people of a town hall."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from kpss_pages.group_editors import editors_of, ensure_group_editors
from kpss_pages.models import PlanAreaPage, PlanPage
from kpss_pages.setup import set_up_portal
from tests.kpss_pages.making import a_group, a_portal
from tests.kpss_pages.plan_making import a_chapter, a_goal, a_measure, a_plan, an_area
from workflows.actions.moderate_comment import ModerateComment
from workflows.actions.registry import ACTION_OF_EFFECT
from workflows.actions.settle_comment import SettleComment
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.models import Consultation
from workflows.standing import standing_of


class PlanStory:
    """A portal with its people, and a plan of two areas."""

    def __init__(self, measures: int = 2) -> None:
        self.portal = a_portal(title="Liberec", slug="liberec")
        self.groups = set_up_portal(self.portal)
        group = a_group(self.portal, title="Senioři")
        ensure_group_editors(self.portal)
        self.groups["group_editor"] = editors_of(group)
        self.people = {role: self._person(role) for role in self.groups}
        self.plan = a_plan(self.portal, slug="plan", chapters_before=[a_chapter("Úvod")], goal_types=[])
        self.areas = [
            self._area("Senioři", measures, group=group),
            self._area("Rodina, děti a mládež", measures),
        ]
        editor = self.people["editor"]
        for page in (self.plan, *self.areas):
            page.save_revision(user=editor)

    def _person(self, role: str) -> Any:
        user = get_user_model().objects.create_user(role, password="heslo")
        user.groups.add(self.groups[role])
        return user

    def _area(self, name: str, measures: int, **values: Any) -> PlanAreaPage:
        goal = a_goal(
            "1", "Péče doma", [a_measure(f"1.{one}", f"Opatření {one}") for one in range(1, measures + 1)]
        )
        return an_area(self.plan, [goal], title=name, **values)

    def fresh(self) -> PlanPage:
        """The plan as it is stored now."""
        return PlanPage.objects.get(pk=self.plan.pk)

    @property
    def state(self) -> str:
        """The key of the plan's state."""
        return standing_of(self.fresh()).state.key

    def make(self, transition: str, role: str, **kwargs: Any) -> Any:
        """Somebody makes a transition."""
        page = self.fresh()
        effect = standing_of(page).definition.transition(transition).effect
        return ACTION_OF_EFFECT[effect](page, transition, user=self.people[role], **kwargs).execute()

    def until_consultation(self, **times: Any) -> Consultation:
        """Written, approved by the steering group, open to the public."""
        self.make("submit_to_steering_group", "editor")
        self.make("approve_for_consultation", "approver")
        return self.open(**times)

    def open(self, opens_in: float = -1, closes_in: float = 60) -> Consultation:
        """The coordinator opens the consultation; minutes from now."""
        now = timezone.now()
        self.consultation = self.make(
            "open_consultation",
            "coordinator",
            opens_at=now + timedelta(minutes=opens_in),
            closes_at=now + timedelta(minutes=closes_in),
            contact="Odbor sociálních věcí",
        )
        return self.consultation

    def comment(self, *texts: str, part_id: str = "") -> list[Any]:
        """A citizen sends one submission."""
        remarks = [Remark(text, part_id) for text in texts]
        return list(SubmitComments(self.consultation, remarks).execute().comments.all())

    def close(self) -> None:
        """The closing second comes, and the coordinator begins to settle."""
        past = timezone.now() - timedelta(seconds=1)
        Consultation.objects.filter(pk=self.consultation.pk).update(
            opens_at=past - timedelta(minutes=5), closes_at=past
        )
        self.make("begin_settlement", "coordinator")

    def settle(self, comment: Any, outcome: str = "accepted") -> None:
        """The coordinator releases and settles a comment."""
        person = self.people["coordinator"]
        ModerateComment(comment, status="released", user=person).execute()
        SettleComment(comment, outcome=outcome, reasoning="Zapracujeme do opatření.", user=person).execute()

    def until_assembly(self) -> None:
        """Commented, settled, approved by the steering group, recommended by the council."""
        self.until_consultation()
        comments = self.comment("Prosím více terénních pracovníků.", "Děkujeme za plán.")
        self.close()
        for comment in comments:
            self.settle(comment)
        self.make("submit_settled_text", "coordinator")
        self.make("approve_settled_text", "approver")
        self.make("record_council", "clerk", values={"outcome": "recommended", "number": "101/2026"})

    def until_published(self) -> None:
        """Approved by the assembly."""
        self.until_assembly()
        self.make("record_assembly", "clerk", values={"outcome": "approved", "number": "12/2026"})
