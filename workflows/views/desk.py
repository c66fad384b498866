"""The desk: every comment of a consultation, read and settled in place."""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
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
    "mine": gettext_lazy("assigned to me"),
    "late": gettext_lazy("late"),
    "formal": gettext_lazy("formal"),
    "substantive": gettext_lazy("substantive"),
    "hidden": gettext_lazy("hidden"),
}

SHOWN_WITH = (
    "submission__identity",
    "submission__consultation__snapshot",
    "settlement",
    "moderated_by",
    "duplicate_of__settlement",
    "duplicate_of__submission__consultation__snapshot",
)
"""Everything a row shows, so that the number of queries does not grow with the rows."""

LONGEST_SEARCH = 100


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
        found = self.narrowed(Comment.objects.on(self.consultation)).select_related(*SHOWN_WITH)
        return Paginator(found, PAGE_SIZE).get_page(self.request.GET.get("p"))

    def narrowed(self, found: Any) -> Any:
        """Leave those that the filter, the page of the bundle and the words looked for choose."""
        by_filter = {
            "waiting": found.unmoderated,
            "unsettled": found.unsettled,
            "mine": lambda: found.filter(assigned_to=self.request.user),
            "late": lambda: found.filter(submission__is_late=True),
            "formal": lambda: found.filter(kind="formal"),
            "substantive": lambda: found.filter(kind="substantive"),
            "hidden": found.hidden,
        }
        found = by_filter.get(self.chosen, lambda: found)()
        if self.words:
            found = found.filter(Q(text__icontains=self.words) | Q(part_label__icontains=self.words))
        return found.filter(page_id=self.place) if self.place else found

    @cached_property
    def words(self) -> str:
        """Words looked for; a database refuses what nobody sees."""
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def place(self) -> int | None:
        """A page of the bundle, if it is one."""
        typed = self.request.GET.get("place", "")
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
        return number if number in dict(self.places) else None

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The pages of the frozen bundle."""
        return [(one["page"], one["title"]) for one in self.consultation.snapshot.documents]

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
        found = Comment.objects.on(self.consultation).filter(pk__in=pks).select_related(*SHOWN_WITH)
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
            words=self.words,
            place=self.place,
            places=self.places,
            **self.counts(everything),
            offers=offers_for(self.root, self.request.user),
        )
        return self.render_to_response(context, status=status)

    def counts(self, everything: Any) -> dict[str, int]:
        """How many there are, by what is left to do."""
        unsettled = Q(status="released", duplicate_of__isnull=True) & (
            Q(settlement__isnull=True) | Q(settlement__is_ready=False)
        )
        return everything.order_by().aggregate(
            total=Count("pk"),
            waiting=Count("pk", filter=Q(status="received")),
            unsettled=Count("pk", filter=unsettled),
        )
