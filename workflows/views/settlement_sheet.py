"""The settlement work as a spreadsheet: download, upload with a preview, confirm."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from ..actions.base import Invalid, Refused, Stale
from ..actions.settle_by_sheet import SettleBySheet
from ..forms.settlement_sheet import SheetConfirmForm, SheetUploadForm
from ..intake.kept_uploads import forget, keep, take
from ..models.consultations import Consultation
from ..once import once
from ..permissions import may_moderate
from ..settlement_sheet.comparing import Plan, plan_of
from ..settlement_sheet.reading import NoSheet
from ..settlement_sheet.writing import xlsx
from ..table.kinds import FILES, XLSX
from .base import ConsultationView

PURPOSE = "settlement sheet"


class SettlementSheetView(ConsultationView):
    """First a file is uploaded and its rows are shown; then exactly that file is taken in."""

    template_name = "kpss_workflows/admin/settlement_sheet.html"

    def get_page_title(self) -> str:
        """What this is."""
        return _("Settle in a spreadsheet")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how it is done."""
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Preview what was uploaded, or take in what was previewed."""
        try:
            return self.confirm() if "token" in request.POST else self.preview()
        except Refused as refused:
            return self.show(status=refused.status, refused=refused)
        except NoSheet as reason:
            return self.show(status=Invalid.status, refused=Refused(str(reason)))

    def preview(self) -> HttpResponse:
        """Keep the file and show the fate of every row; nothing is changed."""
        upload = SheetUploadForm(self.request.POST, self.request.FILES)
        if not upload.is_valid():
            return self.show(upload=upload, status=422)
        file = upload.cleaned_data["file"]
        content = file.read()
        plan = plan_of(content, self.consultation)
        if plan.problems:
            return self.show(plan=plan, status=422)
        token = keep(file, PURPOSE, self.request.user, str(self.consultation.pk))
        return self.show(plan=plan, confirm=SheetConfirmForm(initial={"token": token, "seen": plan.print_of}))

    def confirm(self) -> HttpResponse:
        """Take in the kept file, once."""
        data = self.request.POST.copy()
        content = take(data["token"], PURPOSE, self.request.user, str(self.consultation.pk))
        form = SheetConfirmForm(data)
        if not form.is_valid():
            return self.show_again(data, plan_of(content, self.consultation), self.stale())
        taken = sorted(form.cleaned_data["taken"])
        action = SettleBySheet(
            self.consultation, content, taken=taken, user=self.request.user, seen=form.cleaned_data["seen"]
        )
        settled: list[int] = []

        def act() -> str:
            settled.append(action.execute())
            forget(data["token"])
            return self.desk_url

        try:
            done = once(form.cleaned_data["key"], [self.consultation.pk, data["token"], taken], act)
            if done.differs:
                raise self.stale()
        except Refused as refused:
            return self.show_again(data, plan_of(content, self.consultation), refused)
        for count in settled:
            sentence = ngettext(
                "%(count)s settlement was taken from the sheet.",
                "%(count)s settlements were taken from the sheet.",
                count,
            )
            messages.success(self.request, sentence % {"count": count})
        return redirect(done.result)

    def show_again(self, data: Any, plan: Plan, refused: Refused) -> HttpResponse:
        """Show the same file against the register as it is now."""
        data["key"], data["seen"] = str(uuid.uuid4()), plan.print_of
        confirm = None if plan.problems else SheetConfirmForm(data)
        return self.show(plan=plan, confirm=confirm, refused=refused, status=refused.status)

    @staticmethod
    def stale() -> Stale:
        """Something else stands in the register than was shown."""
        return Stale(_("Meanwhile the settlements changed. Nothing was done; look at them again."))

    def show(self, status: int = 200, **more: Any) -> HttpResponse:
        """Render the page."""
        context = self.get_context_data(
            consultation=self.consultation,
            root=self.root,
            desk_url=self.desk_url,
            **{"upload": SheetUploadForm(), "plan": None, "confirm": None, "refused": None} | more,
        )
        return self.render_to_response(context, status=status)


@never_cache
def settlement_sheet_file(request: HttpRequest, pk: int) -> Any:
    """Give the sheet to whoever settles; for others there is none."""
    consultation = get_object_or_404(Consultation.objects.select_related("snapshot__page"), pk=pk)
    page = consultation.snapshot.page.specific
    if not may_moderate(request.user, page):
        raise Http404
    name = f"vyporadani-{page.slug}-{consultation.snapshot.number}-prace.xlsx"
    response = FileResponse(xlsx(consultation), as_attachment=True, filename=name, content_type=FILES[XLSX])
    response["X-Content-Type-Options"] = "nosniff"
    return response
