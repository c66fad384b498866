"""The private page of a submission: its receipt, what its author may still change, and what became of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from ..actions.author import ConfirmEmail, CorrectComment, WithdrawComment
from ..actions.base import Refused
from ..forms.author import CorrectionForm, DeedForm
from ..intake.mail import answered
from ..models.comments import Comment
from ..models.submissions import Submission
from ..once import once


# Whoever sends a form here knows the secret address, which a foreign site does not; see the comment form.
@method_decorator([csrf_exempt, never_cache, sensitive_post_parameters()], name="dispatch")
class SubmissionView(View):
    """What whoever holds the link may see and do; search engines and other sites learn nothing of it."""

    template_name = "kpss_workflows/public/receipt.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the submission by its secret."""
        found = Submission.objects.select_related("consultation__snapshot__page", "identity")
        self.submission = get_object_or_404(found, token=kwargs["token"])
        self.consultation = self.submission.consultation
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.show()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Confirm the address."""
        form = DeedForm(request.POST)
        if not form.is_valid():
            return self.show(status=422)
        try:
            once(form.cleaned_data["key"], [self.submission.pk, "confirm"], self.confirm)
        except Refused as refused:
            return self.show(refused=refused, status=refused.status)
        return redirect(request.path)

    def confirm(self) -> str:
        """Carry it out."""
        ConfirmEmail(self.submission).execute()
        return self.request.path

    def show(self, status: int = 200, **more: Any) -> HttpResponse:
        """Render a page that stands in the host's frame."""
        page = self.consultation.snapshot.page.specific
        comments = answered(self.submission)
        context = page.get_context(self.request) | {
            "submission": self.submission,
            "comments": comments,
            "consultation": self.consultation,
            "version": self.consultation.snapshot,
            "is_open": self.consultation.is_open(),
            "files": self.submission.files.all(),
            "key": uuid.uuid4(),
        }
        return render(self.request, self.template_name, context | more, status=status)


class OwnCommentView(SubmissionView):
    """Correct or withdraw one comment while one may still write."""

    template_name = "kpss_workflows/public/own_comment.html"

    # Not in dispatch: a dispatch of its own would lose what decorates the one above.
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember which comment of the submission it is."""
        super().setup(request, *args, **kwargs)
        self.number = kwargs["number"]

    @property
    def comment(self) -> Comment:
        """The comment as it is stored now."""
        found = self.submission.comments.select_related("submission__consultation__snapshot")
        comment = found.filter(number=self.number).first()
        if comment is None:
            raise Http404
        return comment

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form with the present wording."""
        comment = self.comment
        initial = {"text": comment.text, "proposed": comment.proposed}
        return self.show(comment=comment, form=CorrectionForm(initial=initial))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Correct, or withdraw; what was typed stays if it is refused."""
        comment, form = self.comment, CorrectionForm(request.POST)
        is_withdrawal = "withdraw" in request.POST
        if not form.is_valid() and not (is_withdrawal and "key" not in form.errors):
            return self.show(comment=comment, form=form, status=422)
        text, proposed = form.cleaned_data.get("text", ""), form.cleaned_data.get("proposed", "")
        action = (
            WithdrawComment(self.submission, self.number)
            if is_withdrawal
            else CorrectComment(self.submission, self.number, text=text, proposed=proposed)
        )
        content = [self.submission.pk, self.number, is_withdrawal, text, proposed]
        address = self.submission.private_path

        def act() -> str:
            action.execute()
            return address

        try:
            once(form.cleaned_data["key"], content, act)
        except Refused as refused:
            return self.show(comment=comment, form=form, refused=refused, status=refused.status)
        return redirect(address)
