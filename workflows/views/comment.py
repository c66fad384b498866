"""Comment on a frozen version, without an account and without JavaScript."""

from __future__ import annotations

import uuid
from dataclasses import astuple
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from ..actions.base import Refused
from ..actions.submit_comments import ConsultationClosed, SubmitComments
from ..file_hashes import digest_of
from ..forms.comments import NOWHERE, FilesForm, IdentityForm, RemarkFormSet, places_of, repaired, says_more
from ..intake.late import takes_late
from ..intake.limits import WHILE, may_send
from ..intake.robots import is_stamp, stamp
from ..intake.work import challenge
from ..models.consultations import Consultation
from ..once import once
from ..public.addresses import version_url


# A visitor has no standing here that a foreign site could misuse, so there is nothing for a CSRF token to guard;
# a token would only make the form expire and eat what was typed.
# What was typed stands in no report of an error.
@method_decorator([csrf_exempt, never_cache, sensitive_post_parameters()], name="dispatch")
class CommentView(View):
    """The form, its errors, and what was typed when the closing second or a withdrawal came first."""

    template_name = "kpss_workflows/public/comment_form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find a consultation the public may know of."""
        super().setup(request, *args, **kwargs)
        known = Consultation.objects.select_related("snapshot__page")
        self.consultation = get_object_or_404(known, pk=kwargs["pk"])
        self.page = self.consultation.snapshot.page.specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Before the opening second nothing is here; a private section asks for its password on the page itself."""
        if self.consultation.opens_at > (self.consultation.withdrawn_at or timezone.now()):
            raise Http404
        if not all(one.accept_request(request) for one in self.page.get_view_restrictions()):
            return redirect(self.page.get_url(request) or "/")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def places(self) -> list[Any]:
        """The parts one may comment on; a withdrawn draft names none."""
        return NOWHERE if self.consultation.is_withdrawn else places_of(self.consultation.snapshot)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Offer the form, at the part the reader came from; a withdrawn draft says why it is gone."""
        if self.consultation.is_withdrawn:
            return redirect(version_url(self.page, self.consultation.snapshot.number, request=request))
        initial = [{"part": request.GET.get("cast", "")}]
        remarks = RemarkFormSet(initial=initial, form_kwargs={"places": self.places}, prefix="r")
        remarks.extra = 0
        return self.render(remarks, IdentityForm(), self.files_form())

    def files_form(self, *bound: Any) -> FilesForm | None:
        """Where the consultation takes files."""
        return FilesForm(*bound) if self.consultation.takes_files else None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a place for one more comment, or send."""
        data = repaired(request.POST)
        remarks = RemarkFormSet(data, form_kwargs={"places": self.places}, prefix="r")
        identity, files = IdentityForm(data), self.files_form(data, request.FILES)
        if "add" in request.POST:
            return self.render(remarks, identity, files, is_checked=False)
        if self.consultation.is_withdrawn:
            return self.render(remarks, identity, files, is_checked=False, status=409)
        # All are asked, so that every error shows at once.
        valid = [form.is_valid() for form in (remarks, identity, files) if form]
        if not all(valid):
            if "key" in identity.errors:
                data["key"] = str(uuid.uuid4())
            if not is_stamp(data.get("drawn", "")):
                data["drawn"] = stamp()
            return self.render(remarks, identity, files, status=422)
        if not may_send(request):
            return self.refuse_many(remarks, identity, files)
        return self.send(remarks, identity, files)

    def refuse_many(self, remarks: Any, identity: IdentityForm, files: FilesForm | None) -> HttpResponse:
        """Too much came from this part of the network; the text stays, and so do other ways."""
        refused = Refused(_("Too many letters came from your network. Wait ten minutes and send it again."))
        response = self.render(remarks, identity, files, refused=refused, status=429)
        response["Retry-After"] = str(WHILE.seconds)
        return response

    def send(self, remarks: Any, identity: IdentityForm, files: FilesForm | None) -> HttpResponse:
        """Store the submission once and lead to its receipt."""
        person = identity.person
        sent = files.cleaned_data["files"] if files else []
        content = [[astuple(one) for one in remarks.remarks()], [digest_of(file) for file in sent]]

        def act() -> str:
            submission = SubmitComments(
                self.consultation, remarks.remarks(), identity=person, files=sent
            ).execute()
            return reverse("kpss_workflows:receipt", args=[submission.token])

        try:
            done = once(identity.cleaned_data["key"], [self.consultation.pk, content, person], act)
        except Refused as refused:
            closed = isinstance(refused, ConsultationClosed)
            return self.render(
                remarks, identity, files, refused=refused, is_closed=closed, status=refused.status
            )
        if done.differs:
            return self.offer_again(remarks, identity, files, done.result)
        return redirect(done.result)

    def offer_again(
        self, remarks: Any, identity: IdentityForm, files: FilesForm | None, receipt: str
    ) -> HttpResponse:
        """The reader went back and wrote something else: keep it, and let it be sent as another submission."""
        data = identity.data.copy()
        data["key"] = str(uuid.uuid4())
        return self.render(remarks, IdentityForm(data), files, status=409, earlier_receipt=receipt)

    def render(
        self,
        remarks: Any,
        identity: IdentityForm,
        files: FilesForm | None,
        status: int = 200,
        **extra: Any,
    ) -> HttpResponse:
        """Show the form with everything that was typed; a browser forgets the files, so they are chosen anew."""
        if files:
            files.come_back()
        others = remarks.total_error_count() + len(files.errors if files else ())
        is_late = takes_late(self.consultation, self.page)
        context = self.page.get_context(self.request) | {
            "root": self.page,
            "consultation": self.consultation,
            "version": self.consultation.snapshot,
            "remarks": remarks,
            "identity": identity,
            "files": files,
            "sentences": identity.sentences(alone=not others),
            "is_checked": True,
            "is_closed": not (is_late or self.consultation.is_open()),
            "is_late": is_late,
            "work": challenge(identity["key"].value()),
            "says_more": says_more(remarks, identity, files),
            "title": _("Comment on the draft"),
        }
        return render(self.request, self.template_name, context | extra, status=status)
