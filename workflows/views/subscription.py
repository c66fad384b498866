"""Ask for news by an e-mail address alone, confirm it and end it. Opening a page changes nothing; a button does."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ..actions.subscriptions import ConfirmSubscription, Subscribe, Unsubscribe, in_one_line
from ..forms.subscription import SubscriptionForm
from ..intake.limits import WHILE, may_send
from ..intake.robots import is_stamp, stamp
from ..intake.subscriptions import kept_unconfirmed
from ..news.links import CONFIRM, UNSUBSCRIBE, is_ours, subscription_of
from ..news.places import in_frame_of, place_of, public_title


# As with the comment form, a visitor has no standing here that a foreign site could misuse.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class SubscribeView(View):
    """The form for one page and all below it."""

    template_name = "kpss_workflows/public/subscribe.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The public must know the page."""
        self.place = place_of(request, kwargs["pk"])
        if self.place is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.show(SubscriptionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask the address, and answer everybody the same: nobody learns here who reads the news."""
        data = request.POST.copy()
        form = SubscriptionForm(data)
        if not form.is_valid():
            if not is_stamp(data.get("drawn", "")):
                data["drawn"] = stamp()
            return self.show(form, status=422)
        if not may_send(request, what="subscription"):
            response = self.show(form, status=429, is_flooded=True)
            response["Retry-After"] = str(WHILE.seconds)
            return response
        language = get_language() or settings.LANGUAGE_CODE
        Subscribe(self.place, email=form.cleaned_data["email"], language=language).execute()
        return redirect("kpss_workflows:subscription_asked")

    def show(self, form: SubscriptionForm, status: int = 200, **more: Any) -> HttpResponse:
        """Render the form with what was typed."""
        context = {"subscription_form": form, "title": _("News by e-mail")}
        context |= in_frame_of(self.place)
        return render(self.request, self.template_name, context | more, status=status)


@never_cache
def subscription_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens next. The page knows neither address nor place, so it looks the same to everybody."""
    context = {"title": _("Look into your mail"), "days": kept_unconfirmed().days}
    return render(request, "kpss_workflows/public/subscription_asked.html", context)


# Mail programs send their one click without a cookie. Whoever sends it knows the signed link.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class LinkView(View):
    """A page behind a link of a mail, with one button. Programs that try every link in a mail change nothing."""

    deed = ""
    template_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the subscription; keep the link to ourselves."""
        self.subscription = subscription_of(kwargs["token"], self.deed)
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        # Django writes the address of every answer from 400 on into its log, unless somebody has done it.
        response._has_been_logged = True
        return response

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render it in the frame of the site, as a page about the place where it is known."""
        if self.subscription:
            context |= in_frame_of(self.subscription.place) | {"subscription": self.subscription}
        return render(self.request, self.template_name, context, status=status)


class ConfirmView(LinkView):
    """The second of the two steps."""

    deed = CONFIRM
    template_name = "kpss_workflows/public/subscription_confirm.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Offer the button; a link that came too late says so."""
        if self.subscription is None:
            return self.show(status=410)
        return self.show(is_done=self.subscription.confirmed_at is not None)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Confirm."""
        if self.subscription is None:
            return self.show(status=410)
        ConfirmSubscription(self.subscription).execute()
        return redirect(request.path)


class UnsubscribeView(LinkView):
    """The way out, by the button or by the mail program's own (RFC 8058)."""

    deed = UNSUBSCRIBE
    template_name = "kpss_workflows/public/unsubscribe.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Say what would end, or that nothing is left to end; of a link that was never ours, say that."""
        if not is_ours(token, self.deed):
            return self.show(status=404, is_foreign=True)
        ending = in_one_line(self.subscription) if self.subscription else []
        names = [name for one in ending if (name := public_title(one.place))]
        return self.show(names=names)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """End it. Whether it had ended before makes no difference."""
        if not is_ours(token, self.deed):
            return self.show(status=404, is_foreign=True)
        if self.subscription:
            Unsubscribe(self.subscription).execute()
            self.subscription = None
        return self.show()
