"""One comment at the desk: its whole story, and what is seldom done with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..actions.base import Refused, Stale
from ..actions.desk import version_of
from ..desk.people import people_at
from ..forms.comment_deeds import DEEDS, CommentDeedForm, PassageForm, RedactionForm
from ..models.comments import Comment
from ..once import once_or_stale
from ..passages import beside_at_the_desk
from ..permissions import may_moderate, may_read_originals
from .base import BundleView


class RegisterCommentView(BundleView):
    """Several small forms over one comment; each post carries out one of them."""

    template_name = "kpss_workflows/admin/register_comment.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only those who moderate on this page."""
        related = (
            "submission__identity",
            "submission__consultation__snapshot__page",
            "settlement__settled_by",
            "settlement__acceptance",
            "moderated_by",
            "assigned_to",
            "duplicate_of__submission__consultation__snapshot",
        )
        self.comment = get_object_or_404(Comment.objects.select_related(*related), pk=pk)
        self.consultation = self.comment.submission.consultation
        self.root = self.consultation.snapshot.page.specific
        self.require(may_moderate(request.user, self.root))
        return super().dispatch(request, pk)

    def get_page_title(self) -> str:
        """Which comment."""
        return _("Comment %(number)s") % {"number": self.comment.reference}

    def get_page_subtitle(self) -> str:
        """On what."""
        return str(self.consultation.snapshot)

    @property
    def deeds(self) -> list[type[CommentDeedForm]]:
        """What can be done now; a passage is linked to a settlement, so there has to be one."""
        if self.comment.is_withdrawn:
            return []
        if self.consultation.settlements_are_public:
            return [RedactionForm]
        settled = hasattr(self.comment, "settlement")
        return [kind for kind in DEEDS if settled or kind is not PassageForm]

    def form(self, kind: type[CommentDeedForm], data: Any = None) -> CommentDeedForm:
        """One of the forms, over the comment as it is now."""
        initial = {"seen": version_of(self.comment)}
        return kind(data, comment=self.comment, people=people_at(self.root), initial=initial)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show all of it."""
        return self.show([self.form(kind) for kind in self.deeds])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one thing once; what was typed stays if it is refused."""
        kind = next((one for one in self.deeds if one.deed == request.POST.get("deed")), None)
        if kind is None:
            raise Http404
        form = self.form(kind, request.POST)
        if not form.is_valid():
            return self.show_with(form, status=422)

        def act() -> str:
            form.action(request.user).execute()
            return request.path

        content = {name: value for name, value in request.POST.items() if name.startswith(f"{kind.deed}-")}
        try:
            done = once_or_stale(form.cleaned_data["key"], [pk, request.user.pk, content], act)
        except Refused as refused:
            self.comment.refresh_from_db()
            if isinstance(refused, Stale):
                data = request.POST.copy()
                data[f"{kind.deed}-key"], data[f"{kind.deed}-seen"] = (
                    str(uuid.uuid4()),
                    version_of(self.comment),
                )
                form = self.form(kind, data)
            return self.show_with(form, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(request, _("The comment was saved."))
        return redirect(done.result)

    def show_with(self, typed: CommentDeedForm, **more: Any) -> HttpResponse:
        """Show one form as it was typed and the others empty."""
        forms = [typed if kind is type(typed) else self.form(kind) for kind in self.deeds]
        return self.show(forms, typed=typed, **more)

    def show(self, forms: list[CommentDeedForm], status: int = 200, **more: Any) -> HttpResponse:
        """Render the comment with its story."""
        settlement = getattr(self.comment, "settlement", None)
        may_read = may_read_originals(self.request.user, self.root)
        context = self.get_context_data(
            comment=self.comment,
            consultation=self.consultation,
            root=self.root,
            forms=forms,
            settlement=settlement,
            beside=beside_at_the_desk(self.comment, self.root) if self.comment.answer else None,
            settled_before=settlement.former_wordings.select_related("settled_by") if settlement else [],
            former_wordings=self.comment.former_wordings.select_related("changed_by"),
            may_read_originals=may_read,
            duplicates=self.comment.duplicates.select_related("submission__consultation__snapshot"),
            files=self.comment.submission.files.all(),
            desk_url=reverse("kpss_workflows_admin:desk", args=[self.consultation.pk]),
            **{"refused": None, "typed": None} | more,
        )
        return self.render_to_response(context, status=status)
