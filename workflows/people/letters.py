"""Finding, telling and erasing what belongs to submissions of the public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from ..intake.sweeping import FOLDERS, all_stored
from ..models.comments import Comment, CommentWording
from ..models.form_keys import FormKey
from ..models.submission_files import SubmissionFile
from ..models.submissions import Submission, SubmitterIdentity, new_token
from ..storage import private_storage
from .sought import Sought
from .words import black_out

ROOT = "consultation__snapshot__page_id"


def letters_of(sought: Sought) -> QuerySet:
    """The submissions of a person."""
    rows = Submission.objects.filter(sought.matching(email="identity__email", name="identity__name"))
    return sought.within(rows.select_related("consultation__snapshot"), ROOT)


def identities_of(sought: Sought) -> QuerySet:
    """Who sent them."""
    related = ("submission__consultation__snapshot",)
    return SubmitterIdentity.objects.filter(submission__in=letters_of(sought)).select_related(*related)


def comments_of(sought: Sought) -> QuerySet:
    """The comments in them."""
    related = ("submission__consultation__snapshot", "submission__identity", "settlement")
    return Comment.objects.filter(submission__in=letters_of(sought)).select_related(*related)


def wordings_of(sought: Sought) -> QuerySet:
    """How the comments read before, as far as it is still known."""
    related = ("comment__submission__consultation__snapshot",)
    rows = CommentWording.objects.filter(comment__submission__in=letters_of(sought))
    return rows.exclude(text="").select_related(*related)


def files_of(sought: Sought) -> QuerySet:
    """The files that came with them."""
    return SubmissionFile.objects.filter(submission__in=letters_of(sought)).select_related(
        "submission__consultation__snapshot"
    )


def tell_identity(row: SubmitterIdentity) -> dict[str, Any]:
    """Who, and what the person agreed to."""
    return {
        "submission": row.submission.reference,
        "role": row.role,
        "name": row.name,
        "organisation": row.organisation,
        "email": row.email,
        "email_confirmed_at": row.email_confirmed_at,
        "publish_name": row.publish_name,
    }


def tell_letter(row: Submission) -> dict[str, Any]:
    """When and how it came."""
    return {
        "submission": row.reference,
        "version": str(row.consultation.snapshot),
        "received_at": row.received_at,
        "channel": row.channel,
        "sent_on": row.sent_on,
        "reference_number": row.reference_number,
        "is_late": row.is_late,
        "told_at": row.told_at,
    }


def tell_comment(row: Comment) -> dict[str, Any]:
    """What was written, and what became of it."""
    answer = row.answer if row.submission.consultation.settlements_are_public else None
    return {
        "comment": row.reference,
        "part": row.part_label,
        "quote": row.quote,
        "text": row.text,
        "proposed": row.proposed,
        "status": row.status,
        "hidden_reason": row.hidden_reason,
        "outcome": answer.outcome if answer else "",
        "reasoning": answer.reasoning if answer else "",
    }


def tell_wording(row: CommentWording) -> dict[str, Any]:
    """How it read before, and why no longer."""
    return {
        "comment": row.comment.reference,
        "text": row.text,
        "proposed": row.proposed,
        "quote": row.quote,
        "cause": row.cause,
        "reason": row.reason,
        "changed_at": row.changed_at,
    }


def tell_file(row: SubmissionFile) -> dict[str, Any]:
    """What the file is."""
    return {
        "submission": row.submission.reference,
        "name": row.name,
        "content_type": row.content_type,
        "size": row.size,
        "sha256": row.sha256,
    }


def open_file(row: SubmissionFile) -> Iterable[tuple[str, Any]]:
    """The file itself, under its number: two may bear one name."""
    yield f"{row.pk}-{row.name}", row.file


def erase_identities(rows: list[SubmitterIdentity], now: datetime) -> int:
    """Forget who it was. The side the person spoke for stays, because it is counted."""
    known = SubmitterIdentity.objects.filter(pk__in=[row.pk for row in rows])
    return known.update(
        name="", organisation="", email="", email_confirmed_at=None, publish_name=False, erased_at=now
    )


def erase_links(rows: list[Submission], now: datetime) -> int:
    """Let the private links open nothing any more, and forget where forms had led."""
    for row in rows:
        FormKey.objects.filter(result__contains=row.token).delete()
        Submission.objects.filter(pk=row.pk).update(token=new_token())
    return len(rows)


def erase_words(rows: list[Comment], now: datetime) -> int:
    """Black the person out of comments and settlements; these stay."""
    return black_out(rows)


def erase_wordings(rows: list[CommentWording], now: datetime) -> int:
    """Forget how comments read before; that they did, when and why stays."""
    known = CommentWording.objects.filter(pk__in=[row.pk for row in rows]).exclude(
        Q(text="") & Q(proposed="")
    )
    return known.update(text="", proposed="", quote="")


def erase_files(rows: list[SubmissionFile], now: datetime) -> int:
    """Delete rows, and their files once that is certain; what is left of a killed process the clock sweeps away."""
    storage = private_storage()
    for row in rows:
        transaction.on_commit(partial(storage.delete, row.file.name), robust=True)
    return SubmissionFile.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]


def drop_files() -> None:
    """Delete every file of the public, sent with a letter or brought by staff."""
    storage = private_storage()
    for folder in FOLDERS:
        for name in list(all_stored(storage, folder)):
            storage.delete(name)
