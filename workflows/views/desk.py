"""The desk: every comment of a consultation, read and settled in place."""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..forms.desk import DeskRowForm
from ..models.comments import Comment
from ..models.consultations import Consultation
from ..offers import offers_for
from ..permissions import may_moderate
from .base import BundleView

PAGE_SIZE = 50

ROW = re.compile(r"c(?P<pk>[0-9]{1,18})-seen")
"""The hidden field that every row sends."""

FILTERS = {
    "": gettext_lazy("all"),
    "waiting": gettext_lazy("waiting for release"),
    "unsettled": gettext_lazy("not settled yet"),
    "hidden": gettext_lazy("hidden"),
}


class DeskView(BundleView):
    """One long form; each row goes through the actions by itself, so a refused row costs no other."""

    template_name = "kpss_workflows/admin/desk.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only those who moderate on this page."""
        known = Consultation.objects.select_related("snapshot__page")
        self.consultation = get_object_or_404(known, pk=pk)
        self.root = self.consultation.snapshot.page.specific
        self.require(may_moderate(request.user, self.root))
        return super().dispatch(request, pk)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Comments and their settlement")

    def get_page_subtitle(self) -> str:
        """On what."""
        return str(self.consultation.snapshot)

    @cached_property
    def chosen(self) -> str:
        """The filter, if it is one."""
        chosen = self.request.GET.get("show", "")
        return chosen if chosen in FILTERS else ""

    @cached_property
    def comments(self) -> Any:
        """One screen of comments with all they need."""
        found = Comment.objects.on(self.consultation)
        if self.chosen == "waiting":
            found = found.unmoderated()
        elif self.chosen == "unsettled":
            found = found.unsettled()
        elif self.chosen == "hidden":
            found = found.filter(status="hidden")
        related = ("submission__identity", "submission__consultation__snapshot", "settlement", "moderated_by")
        return Paginator(found.select_related(*related), PAGE_SIZE).get_page(self.request.GET.get("p"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the desk."""
        return self.show([DeskRowForm(comment=comment) for comment in self.comments])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save every row that was touched; rows that cannot be saved come back as they were typed."""
        forms = self.posted_forms()
        changed = [form for form in forms if form.has_changed()]
        saved = [form for form in changed if form.is_valid() and self.save(form)]
        if saved:
            sentence = ngettext("%(count)s comment was saved.", "%(count)s comments were saved.", len(saved))
            messages.success(request, sentence % {"count": len(saved)})
        if len(saved) == len(changed):
            if not changed:
                messages.info(request, _("Nothing was changed."))
            return redirect(request.get_full_path())
        left = len(changed) - len(saved)
        sentence = ngettext(
            "%(count)s comment could not be saved.", "%(count)s comments could not be saved.", left
        )
        messages.error(request, sentence % {"count": left})
        return self.show(self.mixed(forms, changed, saved), status=409)

    def posted_forms(self) -> list[DeskRowForm]:
        """Bind every comment that was on the screen, also one that a filter would no longer show."""
        rows = [ROW.fullmatch(name) for name in self.request.POST]
        pks = [int(row["pk"]) for row in rows if row][: PAGE_SIZE * 2]
        related = ("submission__identity", "submission__consultation__snapshot", "settlement", "moderated_by")
        found = Comment.objects.on(self.consultation).filter(pk__in=pks).select_related(*related)
        return [DeskRowForm(self.request.POST, comment=comment) for comment in found]

    def save(self, form: DeskRowForm) -> bool:
        """Save one row, wholly or not at all."""
        with transaction.atomic():
            if form.save(self.request.user):
                return True
            transaction.set_rollback(True)
            return False

    def mixed(self, forms: list[Any], changed: list[Any], saved: list[Any]) -> list[DeskRowForm]:
        """Show refused rows as typed and all others as they now stand."""
        refused = {form.comment.pk: form for form in changed if form not in saved}
        fresh = {comment.pk: comment for comment in self.comments}
        rows = [refused.get(pk) or DeskRowForm(comment=comment) for pk, comment in fresh.items()]
        return rows + [form for pk, form in refused.items() if pk not in fresh]

    def show(self, forms: list[DeskRowForm], status: int = 200) -> HttpResponse:
        """Render the desk with its counts."""
        everything = Comment.objects.on(self.consultation)
        context = self.get_context_data(
            root=self.root,
            consultation=self.consultation,
            forms=forms,
            comments=self.comments,
            filters=[(key, label, key == self.chosen) for key, label in FILTERS.items()],
            show=self.chosen,
            total=everything.count(),
            waiting=everything.unmoderated().count(),
            unsettled=everything.unsettled().count(),
            offers=offers_for(self.root, self.request.user),
        )
        return self.render_to_response(context, status=status)
