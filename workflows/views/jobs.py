"""The clock and the mail, for administrators: what ran, what failed, what was not delivered."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions.base import Refused
from ..actions.retry_mail import RetryMail
from ..jobs.health import health
from ..models.outbox import OutgoingMail

PAGE_SIZE = 50


class JobsView(WagtailAdminTemplateMixin, View):
    """One report; a mail in trouble may be tried again from it, or all that were given up."""

    template_name = "kpss_workflows/admin/jobs.html"
    header_icon = "time"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        """Addresses of people stand here."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Clock and mail")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this view."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": ""}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        troubled = Paginator(OutgoingMail.objects.in_trouble(), PAGE_SIZE)
        mails = troubled.get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(health=health(), mails=mails))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try a mail again, or all that were given up, and come back."""
        retried = 0
        for mail in self._chosen(request.POST.get("mail", "")):
            try:
                RetryMail(mail, user=request.user).execute()
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                retried += 1
        if retried:
            sentence = ngettext(
                "%(count)s mail will be tried again within minutes.",
                "%(count)s mails will be tried again within minutes.",
                retried,
            )
            messages.success(request, sentence % {"count": retried})
        return redirect(request.get_full_path())

    def _chosen(self, value: str) -> Any:
        """The mail of this number, or all that were given up and are still known."""
        if value == "all":
            return list(OutgoingMail.objects.dead().exclude(to=""))
        number = int(value) if value.isdecimal() and len(value) < 19 else 0
        return list(OutgoingMail.objects.filter(pk=number)) or [OutgoingMail(pk=number)]
