"""The desk: every comment of a consultation, read and settled in place."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from ..desk.listing import PAGE_SIZE, SHOWN_WITH, DeskList
from ..desk.people import people_at
from ..forms.bulk import BulkForm
from ..forms.desk import DeskRowForm, Words
from ..offers import offers_for
from ..remembering import remembering
from .base import ConsultationView
from .desk_bulk import BulkDesk, Ticks, asked_deed

ROW = re.compile(r"c(?P<pk>[0-9]{1,18})-seen")
"""The hidden field that every row sends."""


class DeskView(ConsultationView):
    """One long form; each row goes through the actions by itself, so a refused row costs no other."""

    template_name = "kpss_workflows/admin/desk.html"

    def dispatch(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        """Note when the screen is drawn: what is changed after this moment it may not show."""
        self.drawn_at = timezone.now()
        return super().dispatch(request, pk, **kwargs)

    @cached_property
    def listing(self) -> DeskList:
        """The comments that are looked at."""
        return DeskList(self.consultation, self.request.user, self.request.GET)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Comments and their settlement")

    @cached_property
    def words(self) -> Words:
        """What the town calls outcomes, and its ready reasonings."""
        return Words.at(self.root)

    @cached_property
    def people(self) -> list[Any]:
        """Who a comment may be given to."""
        return people_at(self.root)

    def row(self, comment: Any, data: Any = None) -> DeskRowForm:
        """The form of one comment."""
        return DeskRowForm(data, comment=comment, words=self.words)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the desk."""
        return self.show([self.row(comment) for comment in self.listing.screen])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what a button for many says, or save every row that was touched."""
        forms = self.posted_forms()
        changed = [form for form in forms if form.has_changed()]
        if deed := asked_deed(request):
            return self.do_for_many(deed, forms, changed)
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

    def do_for_many(self, deed: str, forms: list[DeskRowForm], changed: list[DeskRowForm]) -> HttpResponse:
        """Carry out one deed for what is ticked; what was written into rows meanwhile is not lost for it."""
        ticks = Ticks(self.request, self.listing)
        form = BulkForm(self.request.POST, deed=deed, people=self.people, words=self.words)
        bulk = BulkDesk(self.request, ticks, form)
        refusal = ""
        if changed:
            refusal = _("Something was written into single comments. Save that first; the ticks stay.")
        refusal = refusal or bulk.carry_out()
        if not refusal and bulk.is_whole:
            messages.success(self.request, " ".join(bulk.sentences))
            return redirect(self.request.get_full_path())
        shown = self.mixed(forms, changed, []) if changed else None
        status = 422 if form.is_bound and form.errors else 409
        more = {
            "bulk": form,
            "ticks": ticks,
            "bulk_refusal": refusal,
            "bulk_done": bulk if bulk.outcome else None,
        }
        if ticks.every:
            # Pressed again, the rest is still judged by what was seen first.
            more["drawn"] = self.request.POST.get("drawn", "")
        return self.show(shown or [self.row(one) for one in self.listing.screen], status, **more)

    def posted_forms(self) -> list[DeskRowForm]:
        """Bind every comment that was on the screen, also one that a filter would no longer show."""
        rows = [ROW.fullmatch(name) for name in self.request.POST]
        pks = [int(row["pk"]) for row in rows if row][: PAGE_SIZE * 2]
        found = self.listing.everything.filter(pk__in=pks).select_related(*SHOWN_WITH)
        return [self.row(comment, self.request.POST) for comment in found]

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
        fresh = {comment.pk: comment for comment in self.listing.screen}
        rows = [refused.get(pk) or self.row(comment) for pk, comment in fresh.items()]
        return rows + [form for pk, form in refused.items() if pk not in fresh]

    def show(self, forms: list[DeskRowForm], status: int = 200, **more: Any) -> HttpResponse:
        """Render the desk with its counts."""
        with remembering():
            context = self.get_context_data(
                root=self.root,
                consultation=self.consultation,
                forms=forms,
                listing=self.listing,
                comments=self.listing.screen,
                counts=self.listing.counts,
                words=self.words,
                offers=offers_for(self.root, self.request.user),
                **{
                    "bulk": BulkForm(people=self.people, words=self.words),
                    "ticks": None,
                    "drawn": self.drawn_at.isoformat(),
                }
                | more,
            )
            return self.render_to_response(context, status=status).render()
