"""The town the races happen in: a migrated database, people who can sign in, and notices in every state.

A notice that came out of a race or a kill in good order takes part in the next one, so that preparing costs
little and the later rounds meet pages with a long history.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from itertools import count
from typing import Any

from django.core.management import call_command

from tests.testapp.models import NoticePage
from tests.workflows import story
from workflows.models import Comment, Consultation

PEOPLE = {
    "writer": "writer",
    "second writer": "writer",
    "mayor": "mayor",
    "vicemayor": "mayor",
    "secretary": "secretary",
    "deputy": "secretary",
}
"""Names and roles: two for each role, because two people race."""

WAY = ["draft", "mayor", "ready", "consultation", "settlement", "assembly", "adopted", "published"]


class Town:
    """Its people, and notices by the state they are in."""

    def __init__(self) -> None:
        call_command("migrate", verbosity=0)
        story.load_notice()
        self.people = {name: story.person(role, name=name) for name, role in PEOPLE.items()}
        self.pool: dict[str, deque[int]] = defaultdict(deque)
        self.numbers = count(1)
        self.words = count(1)

    def warm_up(self) -> None:
        """Have a notice under consultation, so that every view has something to show."""
        self.give_back(self.take("consultation"))

    def take(self, state: str) -> NoticePage:
        """A notice in this state: one that is at hand, or one brought there from the state before."""
        if self.pool[state]:
            page = NoticePage.objects.get(pk=self.pool[state].popleft())
            if state == "adopted":
                self.write_changes(page)
        elif state == "draft":
            return self.written()
        else:
            page = self.take(WAY[WAY.index(state) - 1])
            self.advance(page, state)
        return NoticePage.objects.get(pk=page.pk)

    def give_back(self, page: NoticePage) -> None:
        """Keep a notice for the next round."""
        self.pool[story.state_of(page)].append(page.pk)

    def written(self) -> NoticePage:
        """A new notice."""
        number = next(self.numbers)
        page = NoticePage(title="Ořez stromů", slug=f"orez-{number}", body=self.new_words(), live=False)
        story.home().add_child(instance=page)
        page.save_revision(user=self.people["writer"])
        return NoticePage.objects.get(pk=page.pk)

    def new_words(self) -> str:
        """A text nobody has written yet."""
        return f"<p>V úterý, po {next(self.words)}.</p>"

    def write_changes(self, page: NoticePage) -> None:
        """Write into the text what the assembly wants changed."""
        story.save(page, by=self.people["writer"], body=self.new_words())

    def advance(self, page: NoticePage, state: str) -> None:
        """Take a notice from the state before to this one, by the actions that views call."""
        STEPS[state](self, page)

    # One step of the way each

    def _submit(self, page: NoticePage) -> None:
        story.make(page, "submit", self.people["writer"])

    def _approve(self, page: NoticePage) -> None:
        story.make(page, "approve", self.people["mayor"])

    def _open(self, page: NoticePage) -> None:
        consultation = story.open_for_comment(page, self.people["secretary"])
        story.comment_on(consultation)

    def _close(self, page: NoticePage) -> None:
        end_consultation(page)
        story.make(page, "close", self.people["secretary"])

    def _submit_to_assembly(self, page: NoticePage) -> None:
        settle_everything(page, self.people["secretary"])
        story.make(page, "submit_to_assembly", self.people["secretary"])

    def _approve_with_changes(self, page: NoticePage) -> None:
        story.decide(page, self.people["secretary"], "approved_with_changes")
        self.write_changes(page)

    def _publish(self, page: NoticePage) -> None:
        story.make(page, "publish_adopted", self.people["secretary"])


STEPS: dict[str, Callable[[Town, NoticePage], None]] = {
    "mayor": Town._submit,
    "ready": Town._approve,
    "consultation": Town._open,
    "settlement": Town._close,
    "assembly": Town._submit_to_assembly,
    "adopted": Town._approve_with_changes,
    "published": Town._publish,
}


def end_consultation(page: NoticePage) -> None:
    """Let the closing second have come."""
    story.end_consultation(Consultation.objects.latest_of(page))


def settle_everything(page: NoticePage, by: Any) -> None:
    """Release and settle whatever waits."""
    consultation = Consultation.objects.latest_of(page)
    for comment in Comment.objects.on(consultation).unmoderated():
        story.release(comment, by)
    for comment in Comment.objects.on(consultation).unsettled():
        story.settle(comment, by)
