"""Read the draft after signing in, in a state that asks for one's opinion."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..actions.base import NotAllowed, Refused
from ..actions.give_opinion import GiveOpinion, GiveOpinionSignedIn
from ..bundles import draft_bundle
from ..document import canonical_bytes, document_of, fingerprint
from ..forms.opinions import OpinionForm
from ..models.opinions import Opinion
from ..models.snapshots import bundle_bytes
from ..reading.rights import may_give_opinion
from ..reading.versions import last_day_of_stay
from ..standing import standing_of
from .base import governed_page_or_404
from .reading import ReadingView

NOT_ASKED = _("In its present state the page does not ask you for an opinion.")


class SignedReadingView(ReadingView):
    """The draft as it was last saved; an answer is about exactly the text that was on the screen."""

    is_secret = False

    def dispatch(self, request: HttpRequest, page_id: int, slug: str = "") -> HttpResponse:
        """Only those whom the present state asks. Who was asked a moment ago loses nothing that was typed."""
        self.root = governed_page_or_404(page_id)
        self.standing = standing_of(self.root)
        if may_give_opinion(request.user, self.root, self.standing):
            return super().dispatch(request, page_id=page_id, slug=slug)
        if typed := request.POST.get("text"):
            return self.gone(status=403, sentence=NOT_ASKED, typed=typed)
        raise PermissionDenied(NOT_ASKED)

    @cached_property
    def drafts(self) -> list[dict[str, Any]]:
        """The documents of the draft."""
        return [document_of(page) for page in draft_bundle(self.root)]

    def documents(self) -> list[dict[str, Any]]:
        """The draft."""
        return self.drafts

    def hidden(self) -> dict[str, str]:
        """The fingerprint of what is shown."""
        texts = [canonical_bytes(document).decode() for document in self.drafts]
        return {"fingerprint": fingerprint(bundle_bytes(texts))}

    def address(self, slug: str) -> str:
        """Below the page in the administration."""
        args = [self.root.pk, *filter(None, [slug])]
        return reverse(f"kpss_workflows_admin:read_internally{'_page' if slug else ''}", args=args)

    def present_opinion(self) -> Opinion | None:
        """The latest answer since the page entered its state, to whichever wording."""
        mine = Opinion.objects.standing().filter(user=self.request.user, version__page_id=self.root.pk)
        return mine.filter(version__state_entry=self.standing.task_state.pk).order_by("given_at").last()

    def action(self, form: OpinionForm) -> GiveOpinion:
        """Answer as the person who signed in."""
        data = form.cleaned_data
        return GiveOpinionSignedIn(
            self.root, user=self.request.user, seen=data["fingerprint"], kind=data["kind"], text=data["text"]
        )

    def refuse(self, form: OpinionForm, refused: Refused) -> HttpResponse:
        """Who is asked no more reads no more."""
        if isinstance(refused, NotAllowed):
            return self.gone(status=refused.status, sentence=str(refused), typed=form.cleaned_data["text"])
        self.root = governed_page_or_404(self.root.pk)
        return super().refuse(form, refused)

    def is_open(self) -> bool:
        """Who sees the page may answer."""
        return True

    def context(self) -> dict[str, Any]:
        """The way back, and until when an answer helps."""
        return {
            "back_url": reverse("kpss_workflows_admin:process", args=[self.root.pk]),
            "last_day": last_day_of_stay(self.standing),
            "is_other_wording": self.answered_another_wording(),
        }

    def answered_another_wording(self) -> bool:
        """The text changed since this person answered."""
        opinion = self.present_opinion()
        return bool(opinion) and opinion.version.sha256 != self.hidden()["fingerprint"]
