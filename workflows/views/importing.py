"""Enter letters from a file: bring it, read the fate of every row, confirm."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from ..actions.base import Refused
from ..actions.import_submissions import AlreadyEntered, ImportSubmissions
from ..forms.importing import ImportForm
from ..importing.columns import COLUMNS
from ..importing.entries import span_of
from ..importing.keeping import keep, read_again, usual_of
from ..importing.problems import Unreadable
from ..importing.reading import reads_word
from ..importing.templates import KINDS, template
from ..models.submission_imports import SubmissionImport
from ..table.kinds import FILES
from .base import ConsultationView

PAGE_SIZE = 200
MOST_PROBLEMS = 100


class ImportingView(ConsultationView):
    """A view of importing, for those who moderate on this page."""

    def get_page_title(self) -> str:
        """What this is."""
        return _("Enter letters from a file")

    @property
    def language(self) -> str:
        """In which the plan is written."""
        return self.root.locale.language_code

    def address(self, name: str, *args: Any) -> str:
        """Where another view of this consultation is."""
        return reverse(f"kpss_workflows_admin:{name}", args=[self.consultation.pk, *args])

    def show(self, status: int = 200, **more: Any) -> HttpResponse:
        """Render the screen."""
        shared = {"consultation": self.consultation, "root": self.root, "desk_url": self.desk_url}
        context = self.get_context_data(**{"refused": None} | shared | more)
        return self.render_to_response(context, status=status)


class ImportView(ImportingView):
    """Bring a file."""

    template_name = "kpss_workflows/admin/import.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the empty form and what the columns are."""
        return self.show_form(ImportForm(language=self.language))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a file that can be read, and show what would become of its rows."""
        form = ImportForm(request.POST, request.FILES, language=self.language)
        if not form.is_valid():
            return self.show_form(form, status=422)
        action = ImportSubmissions(self.consultation, form.reading, user=request.user, usual=form.usual)
        try:
            action.preview()
        except Refused as refused:
            return self.show_form(form, refused=refused, status=refused.status)
        upload = keep(self.consultation, form.reading, form.content, user=request.user, usual=form.usual)
        return redirect(self.address("import_preview", upload.token))

    def show_form(self, form: ImportForm, status: int = 200, **more: Any) -> HttpResponse:
        """Render the form."""
        files = [(kind.upper(), self.address("import_template", kind)) for kind in KINDS]
        return self.show(status, form=form, columns=COLUMNS, reads_word=reads_word(), templates=files, **more)


class ImportPreviewView(ImportingView):
    """The fate of every row; nothing is written before it is confirmed."""

    template_name = "kpss_workflows/admin/import_preview.html"

    def dispatch(self, request: HttpRequest, pk: int, token: str) -> HttpResponse:
        """Nobody but whoever brought the file."""
        found = SubmissionImport.objects.filter(consultation_id=pk, token=token)
        self.upload = found.filter(uploaded_by_id=request.user.pk).first()
        return super().dispatch(request, pk, token=token)

    def require(self, allowed: bool) -> None:
        """Whoever may enter letters still does not see what another brought."""
        super().require(allowed)
        if self.upload is None:
            raise Http404

    def get(self, request: HttpRequest, pk: int, token: str) -> HttpResponse:
        """Show the rows by what stands now."""
        if self.upload.is_entered:
            return self.entered_before()
        try:
            return self.show_plan()
        except Unreadable as refused:
            return self.bring_again(refused)

    def post(self, request: HttpRequest, pk: int, token: str) -> HttpResponse:
        """Enter everything, or say why nothing was entered and show the rows again."""
        if self.upload.is_entered:
            return self.entered_before()
        try:
            action = self.action(seen=request.POST.get("seen", ""))
            submissions = action.execute()
        except AlreadyEntered as refused:
            return self.entered_before(str(refused))
        except Refused as refused:
            return self.show_plan(refused)
        except Unreadable as refused:
            return self.bring_again(refused)
        sentence = ngettext(
            "%(count)s letter was entered under the number %(numbers)s.",
            "%(count)s letters were entered under the numbers %(numbers)s.",
            len(submissions),
        )
        numbers = span_of(submissions[0].reference, submissions[-1].reference)
        messages.success(request, sentence % {"count": len(submissions), "numbers": numbers})
        return redirect(self.desk_url)

    def action(self, seen: str | None = None) -> ImportSubmissions:
        """The action over the kept bytes."""
        return ImportSubmissions(
            self.consultation,
            read_again(self.upload, language=self.language),
            user=self.request.user,
            usual=usual_of(self.upload),
            upload=self.upload,
            seen=seen,
        )

    def show_plan(self, refused: Refused | None = None) -> HttpResponse:
        """Render the rows as they stand now; without them where nothing may be entered any more."""
        try:
            plan = self.action().preview()
        except Refused as now_refused:
            return self.show(now_refused.status, refused=now_refused, plan=None, upload=self.upload)
        problems = plan.problems
        return self.show(
            refused.status if refused else 200,
            refused=refused,
            plan=plan,
            upload=self.upload,
            problems=problems[:MOST_PROBLEMS],
            more_problems=max(len(problems) - MOST_PROBLEMS, 0),
            fates=Paginator(plan.fates, PAGE_SIZE).get_page(self.request.GET.get("p")),
        )

    def entered_before(self, sentence: str = "") -> HttpResponse:
        """The second click, or the other tab."""
        messages.warning(
            self.request, sentence or _("This file was entered already. Nothing was entered again.")
        )
        return redirect(self.desk_url)

    def bring_again(self, refused: Unreadable) -> HttpResponse:
        """The kept file is gone."""
        messages.error(self.request, str(refused))
        return redirect(self.address("import"))


class ImportTemplateView(ImportingView):
    """The template as a file."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Give it to be saved."""
        if kind not in KINDS:
            raise Http404
        return HttpResponse(
            template(kind, self.consultation.snapshot),
            content_type=FILES[kind],
            headers={"Content-Disposition": f'attachment; filename="sablona-pripominek.{kind}"'},
        )
