"""Enter a letter that did not come by the web form."""

from __future__ import annotations

import uuid
from dataclasses import astuple
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from ..actions.base import Refused, Stale
from ..actions.enter_submission import EnterSubmission
from ..file_hashes import digest_of
from ..forms.comments import places_of, repaired
from ..forms.entry import EnteredRemarkFormSet, EntryForm
from ..once import once
from .base import ConsultationView


@method_decorator(sensitive_post_parameters(), name="dispatch")
class EntryView(ConsultationView):
    """One letter with its comments; after it is entered, the form is empty for the next one."""

    template_name = "kpss_workflows/admin/entry.html"

    def get_page_title(self) -> str:
        """What this is."""
        return _("Enter a letter")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the empty form; what all letters of a pile share stays from the last one."""
        kept = {name: request.GET[name] for name in ("channel",) if name in request.GET}
        remarks = self.remarks(initial=[{}])
        remarks.extra = 0
        return self.show(EntryForm(initial=kept), remarks)

    def remarks(self, *bound: Any, **kwargs: Any) -> Any:
        """The comments of the letter."""
        places = places_of(self.consultation.snapshot)
        return EnteredRemarkFormSet(*bound, form_kwargs={"places": places}, prefix="r", **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a place for one more comment, or enter."""
        data = repaired(request.POST)
        form, remarks = EntryForm(data, request.FILES), self.remarks(data)
        if "add" in request.POST:
            return self.show(form, remarks, is_checked=False)
        valid = [one.is_valid() for one in (form, remarks)]
        if not all(valid):
            return self.show(form, remarks, status=422)
        facts = form.facts
        content = [astuple(one) for one in remarks.remarks()]
        content += [facts | {"files": [digest_of(file) for file in facts["files"]]}, request.user.pk, pk]
        entered: list[str] = []

        def act() -> str:
            action = EnterSubmission(self.consultation, remarks.remarks(), user=request.user, **facts)
            entered.append(action.execute().reference)
            return f"{request.path}?channel={facts['channel']}"

        try:
            done = once(form.cleaned_data["key"], content, act)
            if done.differs:
                raise Stale(
                    _(
                        "This form was sent already, with other words. Press the button again to enter one more."
                    )
                )
        except Refused as refused:
            if isinstance(refused, Stale):
                data["key"] = str(uuid.uuid4())
                form = EntryForm(data, request.FILES)
            return self.show(form, remarks, refused=refused, status=refused.status)
        if entered:
            messages.success(
                request, _("The letter was entered under the number %(number)s.") % {"number": entered[0]}
            )
        return redirect(done.result)

    def show(self, form: EntryForm, remarks: Any, status: int = 200, **more: Any) -> HttpResponse:
        """Render the form with everything that was typed."""
        context = self.get_context_data(
            consultation=self.consultation,
            root=self.root,
            form=form,
            remarks=remarks,
            desk_url=self.desk_url,
            **{"is_checked": True, "refused": None} | more,
        )
        return self.render_to_response(context, status=status)
