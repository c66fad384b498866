"""One person's data: what is kept, a copy of it, and its erasure."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions.base import Refused
from ..actions.erase_person import ErasePerson, erasable, waiting_for_answer
from ..forms.people import ErasureForm, SoughtForm
from ..once import once_or_stale, unreadable
from ..people.export import export_of, name_of_export
from ..people.places import find_everywhere, places
from ..people.sought import may_seek


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class PeopleView(WagtailAdminTemplateMixin, View):
    """Look for a person, then give out or erase. The address of the person travels in bodies of requests only."""

    template_name = "kpss_workflows/admin/people.html"
    header_icon = "user"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        """Only those who answer for the data of people."""
        if not may_seek(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Personal data")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this view."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": ""}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whose, and show what is kept of people at all."""
        return self.show(SoughtForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look, give a copy, or erase."""
        form = SoughtForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        deeds = {"export": self.export, "erase": self.erase}
        return deeds.get(request.POST.get("deed", ""), self.find)(form)

    def find(self, form: SoughtForm, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show what there is, what an erasure would take and what would stay."""
        sought = form.sought(self.request.user)
        found = find_everywhere(sought)
        waiting = waiting_for_answer(sought)
        more = {"erasure": ErasureForm(is_waiting=waiting.exists()), "refused": None} | more
        return self.show(
            form, sought=sought, found=found, is_erasable=bool(erasable(found)), status=status, **more
        )

    def export(self, form: SoughtForm) -> HttpResponse:
        """Give everything as a file."""
        now = timezone.now()
        stream = export_of(form.sought(self.request.user), now)
        return FileResponse(stream, as_attachment=True, filename=name_of_export(now))

    def erase(self, form: SoughtForm) -> HttpResponse:
        """Erase once, or show why not with everything that was typed."""
        sought, user = form.sought(self.request.user), self.request.user
        erasure = ErasureForm(self.request.POST, is_waiting=waiting_for_answer(sought).exists())
        if not erasure.is_valid():
            return self.find(form, erasure=erasure, status=422)
        data = erasure.cleaned_data

        def act() -> str:
            known = bool(data.get("unanswered_too"))
            ErasePerson(sought, reason=data["reason"], user=user, unanswered_too=known).execute()
            return self.request.path

        try:
            # Nothing that tells the person is remembered with the key.
            done = once_or_stale(data["key"], [user.pk, "erase", unreadable(sought.email, sought.name)], act)
        except Refused as refused:
            return self.find(form, erasure=erasure, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(self.request, _("The data of the person were erased."))
        return redirect(self.request.path)

    def show(self, form: SoughtForm, *, status: int = 200, **more: Any) -> HttpResponse:
        """Render the page."""
        context = {"found": None, "places": places(), "form": form, "media": form.media} | more
        return self.render_to_response(self.get_context_data(**context), status=status)
