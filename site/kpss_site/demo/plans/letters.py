"""Letters of the public and what the desk makes of their comments."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from workflows.actions.moderate_comment import ModerateComment
from workflows.actions.settle_comment import SettleComment
from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.document import walk
from workflows.models import Comment, CommentStatus, Consultation
from workflows.models.submissions import Channel

from ..calendar import POST, at
from ..stored_times import as_of

IDENTITY = ("role", "name", "organisation", "email", "publish_name")


def receive(consultation: Consultation, letters: list[dict[str, Any]]) -> None:
    """Take every letter on its day; several on one day come one after another."""
    places = _places(consultation)
    for order, letter in enumerate(letters):
        moment = _moment(consultation, letter["at"]) + timedelta(minutes=7 * order)
        with as_of(moment):
            SubmitComments(
                consultation,
                [_remark(comment, places) for comment in letter["comments"]],
                identity={name: letter[name] for name in IDENTITY if name in letter},
                channel=letter.get("channel", Channel.WEB),
                now=moment,
            ).execute()


def settle(consultation: Consultation, letters: list[dict[str, Any]], *, user: Any) -> None:
    """Release, hide and settle as the content says; what it says nothing of waits."""
    facts = [comment for letter in letters for comment in letter["comments"]]
    for comment, words in zip(Comment.objects.on(consultation), facts, strict=True):
        if "hide" in words:
            ModerateComment(comment, status=CommentStatus.HIDDEN, reason=words["hide"], user=user).execute()
        elif "outcome" in words or words.get("release"):
            ModerateComment(comment, status=CommentStatus.RELEASED, user=user).execute()
        if "outcome" in words:
            SettleComment(
                comment, outcome=words["outcome"], reasoning=words["reasoning"], user=user
            ).execute()


def wordings(letters: list[dict[str, Any]]) -> dict[str, str]:
    """Return what was changed because of a comment, by the number of the measure."""
    comments = [comment for letter in letters for comment in letter["comments"]]
    return {comment["on"]: comment["edit"] for comment in comments if "edit" in comment}


def _remark(comment: dict[str, Any], places: dict[str, str]) -> Remark:
    return Remark(
        comment["text"], places[comment["on"]], comment.get("quote", ""), comment.get("proposed", "")
    )


def _moment(consultation: Consultation, day: int) -> datetime:
    return at(consultation.opens_at.date() + timedelta(days=day), POST)


def _places(consultation: Consultation) -> dict[str, str]:
    """Find the parts of the frozen version by the numbers or headings that people quote."""
    parts = [part for document in consultation.snapshot.documents for part in walk(document["parts"])]
    quotable = [part for part in parts if part["kind"] != "activity"]
    return {"": ""} | {part["number"] or part["title"]: part["id"] for part in quotable}
