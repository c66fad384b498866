"""What both ways to read an internal draft share: showing it, and taking the answer once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from ..actions.base import Refused, Stale
from ..actions.give_opinion import GiveOpinion
from ..forms.opinions import OpinionForm
from ..models.opinions import Opinion
from ..once import once
from ..public.internal import InternalReading, sealed

FORM = "nazor"
"""The name of the form's place on the page."""


class ReadingView(View):
    """One page of the draft with the form below it. Subclasses say who reads what and where."""

    template_name = "kpss_workflows/reading/page.html"
    is_secret = True

    # What a subclass says

    def documents(self) -> list[dict[str, Any]]:
        """The documents of the bundle."""
        raise NotImplementedError

    def address(self, slug: str) -> str:
        """Where one of them is read."""
        raise NotImplementedError

    def present_opinion(self) -> Opinion | None:
        """What the reader answered so far."""
        raise NotImplementedError

    def action(self, form: OpinionForm) -> GiveOpinion:
        """What the form asks for."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What the page says of itself."""
        raise NotImplementedError

    def hidden(self) -> dict[str, str]:
        """The hidden fields that say what was read."""
        return {}

    def is_open(self) -> bool:
        """An answer may be given now."""
        raise NotImplementedError

    # What they share

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the draft, and the form with what the reader answered so far."""
        opinion = self.present_opinion()
        said = {"kind": opinion.kind, "text": opinion.text} if opinion else {}
        return self.show(OpinionForm(initial=said | self.hidden()), opinion=opinion)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take the answer once; whatever stands in the way comes back with everything that was typed."""
        form = OpinionForm(request.POST)
        if not form.is_valid():
            if "key" in form.errors:
                form.renew()
            return self.show(form, opinion=self.present_opinion(), status=422)
        try:
            self.take(form)
        except Refused as refused:
            return self.refuse(form, refused)
        return self.seal(HttpResponseRedirect(f"{self.address(self.kwargs.get('slug', ''))}#{FORM}"))

    def take(self, form: OpinionForm) -> None:
        """Give the opinion. Another answer from the same form is another answer, and is given, too."""
        said = [self.request.path, form.cleaned_data["kind"], form.cleaned_data["text"]]

        def act() -> str:
            # Where it led is known from the address, which is a secret and is kept nowhere.
            self.action(form).execute()
            return ""

        if once(form.cleaned_data["key"], said, act).differs:
            act()

    def refuse(self, form: OpinionForm, refused: Refused) -> HttpResponse:
        """Show why not. Over a changed text the same words wait to be sent again."""
        if isinstance(refused, Stale):
            form.renew(**self.hidden())
        return self.show(form, opinion=self.present_opinion(), refused=refused, status=refused.status)

    def show(
        self,
        form: OpinionForm,
        *,
        opinion: Opinion | None,
        refused: Refused | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Render a page of the draft."""
        reading = InternalReading(self.documents(), self.address, self.kwargs.get("slug", ""))
        if reading.position is None:
            return self.gone()
        context = reading.context() | self.context()
        context |= {"form": form, "opinion": opinion, "refused": refused, "is_open": self.is_open()}
        context |= {"is_secret": self.is_secret, "place": FORM}
        return self.seal(render(self.request, self.template_name, context, status=status))

    def gone(self, status: int = 404, **context: Any) -> HttpResponse:
        """Say that nothing is here, in the same words whatever the reason; what was typed stays."""
        context |= {"is_secret": self.is_secret}
        return self.seal(render(self.request, "kpss_workflows/reading/gone.html", context, status=status))

    def seal(self, response: HttpResponse) -> HttpResponse:
        """Keep the answer from spreading."""
        return sealed(response, is_secret=self.is_secret)
