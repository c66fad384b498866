"""What authors of comments are told by mail. The private link stands in the mail and nowhere in public."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ..mail.notifying import is_silent
from ..mail.outbox import post
from ..models.comments import Comment
from ..models.submissions import Submission
from ..public.full_address import full_address


def mail_receipt(submission: Submission) -> None:
    """Send the number and the private link to the address the author gave, once.

    Nobody has proved yet that the address is the author's, so this is all that goes there until it is confirmed.
    """
    _mail(submission, "received", _subject_of_receipt, "kpss_workflows/mail/submission_received.txt")


def mail_hidden(comment: Comment) -> None:
    """Tell the author of a comment why the public does not read it."""
    submission = comment.submission
    if submission.identity.may_be_mailed:
        occasion = f"hidden-{comment.number}-{comment.moderated_at:%Y%m%d%H%M%S}"
        context = {"comment": comment}
        _mail(submission, occasion, _subject_of_hiding, "kpss_workflows/mail/comment_hidden.txt", context)


def mail_settlement(submission: Submission) -> None:
    """Send all answers to one submission in one mail, once."""
    if submission.identity.may_be_mailed:
        context = {"comments": answered(submission)}
        _mail(
            submission, "settled", _subject_of_answer, "kpss_workflows/mail/submission_settled.txt", context
        )


def answered(submission: Submission) -> list[Comment]:
    """The comments of a submission with what became of them."""
    return list(submission.comments.select_related("settlement", "duplicate_of__settlement"))


def private_address(submission: Submission) -> str:
    """The whole address of the private page of a submission; "" where the site does not know its own."""
    return full_address(submission.consultation.snapshot.page, submission.private_path)


def _subject_of_receipt(submission: Submission) -> str:
    return _("Submission %(number)s was received") % {"number": submission.reference}


def _subject_of_hiding(submission: Submission) -> str:
    return _("Submission %(number)s: a comment was not published") % {"number": submission.reference}


def _subject_of_answer(submission: Submission) -> str:
    return _("Submission %(number)s: how your comments were settled") % {"number": submission.reference}


def _mail(submission: Submission, occasion: str, subject: Any, template: str, more: Any = None) -> None:
    address = submission.identity.email
    if not address or is_silent():
        return
    page = submission.consultation.snapshot.page
    with translation.override(page.locale.language_code):
        context = {
            "submission": submission,
            "consultation": submission.consultation,
            "title": " ".join(submission.consultation.snapshot.title.split()),
            "link": private_address(submission),
        } | (more or {})
        text = render_to_string(template, context)
        title = subject(submission)
    # What was typed may be an address by Django's rules and none by the mail server's.
    with suppress(ValidationError):
        post(f"submission-{submission.pk}-{occasion}", address, title, text)
