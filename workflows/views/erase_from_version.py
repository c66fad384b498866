"""Erase a personal detail from a frozen version: look where it stands, then erase it everywhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from ..actions.base import Refused
from ..erasure.standing_in import standing_in
from ..forms.erase_from_version import ErasureFromVersionForm, FileForm, PhrasesForm
from ..models.snapshots import Snapshot
from ..once import once_or_stale, unreadable
from ..permissions import may_handle_personal_data
from .base import BundleView


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class EraseFromVersionView(BundleView):
    """Two forms over one version: words and files."""

    template_name = "kpss_workflows/admin/erase_from_version.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only those who answer for the data of people on this page."""
        self.version = get_object_or_404(Snapshot.objects.select_related("page"), pk=pk)
        self.root = self.version.page.specific
        self.require(may_handle_personal_data(request.user, self.root))
        return super().dispatch(request, pk)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Erase a personal detail")

    def get_page_subtitle(self) -> str:
        """From what."""
        return str(self.version)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the empty forms."""
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Look where the words stand, or erase once; what was typed stays if it is refused."""
        kind = FileForm if request.POST.get("deed") == FileForm.deed else PhrasesForm
        form = kind(request.POST, request.FILES, version=self.version)
        if request.POST.get("deed") == "look":
            return self.look(form)
        if not form.is_valid():
            return self.show(form, status=422)

        def act() -> str:
            form.action(request.user).execute()
            return request.path

        try:
            # What is erased is not remembered with the key either.
            typed = unreadable(*(request.POST.getlist("phrases") + request.POST.getlist("file")))
            done = once_or_stale(form.cleaned_data["key"], [pk, request.user.pk, kind.deed, typed], act)
        except Refused as refused:
            return self.show(form, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(
                request, _("The personal detail was erased. The former fingerprint stays listed.")
            )
        return redirect(request.path)

    def look(self, form: ErasureFromVersionForm) -> HttpResponse:
        """Say where the words stand."""
        form.is_valid()
        if "phrases" in form.errors:
            return self.show(form, status=422)
        # Why it is erased is asked when it is erased.
        form.errors.pop("reason", None)
        return self.show(form, standing=standing_in(self.root, form.lines), has_looked=True)

    def show(
        self, typed: ErasureFromVersionForm | None = None, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        """Render both forms, one of them as it was typed."""
        words = typed if isinstance(typed, PhrasesForm) else PhrasesForm(version=self.version)
        file = typed if isinstance(typed, FileForm) else FileForm(version=self.version)
        context = self.get_context_data(
            root=self.root,
            version=self.version,
            words=words,
            file=file if file.fields["file"].choices else None,
            erasures=self.version.erasures.select_related("erased_by"),
            **{"refused": None, "standing": None, "has_looked": False, "typed": typed} | more,
        )
        return self.render_to_response(context, status=status)
