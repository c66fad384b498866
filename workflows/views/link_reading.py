"""Read an internal version by a personal link: no account, no cookie, no script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

from ..actions.base import Refused
from ..actions.give_opinion import GiveOpinion, GiveOpinionByLink, LinkGone
from ..file_hashes import sha256_of
from ..forms.opinions import OpinionForm
from ..models.opinions import Opinion
from ..models.reading_invitations import ReadingInvitation
from ..public.internal import newer_was_made
from ..reading.files import with_addresses
from ..reading.publicity import public_address
from ..reading.versions import is_answerable, last_day_to_answer
from ..standing import standing_of
from .reading import ReadingView


# The link itself is what a foreign site would have to know, so a CSRF token would guard nothing; it would need a
# cookie and make the form expire.
@method_decorator(csrf_exempt, name="dispatch")
class LinkReadingView(ReadingView):
    """Every answer to an unknown, an expired and a revoked link is the same."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the invitation. Opening is counted, and it is all that looking at the link changes."""
        related = ("version__page", "user", "invited_by")
        found = ReadingInvitation.objects.of_token(kwargs["token"]).valid().select_related(*related)
        self.invitation = found.first()
        if self.invitation is None:
            return self.gone(typed=request.POST.get("text", ""))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it and count that."""
        if request.method == "GET":
            self.invitation.note_opening(timezone.now())
        return super().get(request, **kwargs)

    @cached_property
    def version(self) -> Any:
        """The one version this link shows."""
        return self.invitation.version

    @cached_property
    def standing(self) -> Any:
        """Where the page stands now."""
        return standing_of(self.version.page.specific)

    def documents(self) -> list[dict[str, Any]]:
        """The kept documents, their files below the link's own address."""
        return with_addresses(self.version.documents, self.file_address)

    def address(self, slug: str) -> str:
        """Below the link."""
        token = self.kwargs["token"]
        if slug:
            return reverse("kpss_workflows:internal_reading_page", args=[token, slug])
        return reverse("kpss_workflows:internal_reading", args=[token])

    def file_address(self, number: int) -> str | None:
        """A file of the version; any other is public, or none of the reader's business."""
        if str(number) not in self.version.files:
            return None
        return reverse("kpss_workflows:internal_file", args=[self.kwargs["token"], number])

    def present_opinion(self) -> Opinion | None:
        """By whichever door the person answered."""
        user = self.invitation.user
        whose = {"user": user} if user else {"invitation": self.invitation}
        return self.version.opinions.standing().filter(**whose).first()

    def action(self, form: OpinionForm) -> GiveOpinion:
        """Answer as the person the link was sent to."""
        data = form.cleaned_data
        return GiveOpinionByLink(self.invitation, kind=data["kind"], text=data["text"])

    def refuse(self, form: OpinionForm, refused: Refused) -> HttpResponse:
        """A link that was revoked at this very moment shows nothing more; what was typed stays."""
        if isinstance(refused, LinkGone):
            return self.gone(typed=form.cleaned_data["text"])
        return super().refuse(form, refused)

    def is_open(self) -> bool:
        """The page is still in the state it was sent out in."""
        return is_answerable(self.version, self.standing)

    def context(self) -> dict[str, Any]:
        """Whose link it is and how long it lasts."""
        last_day = last_day_to_answer(self.standing, self.invitation.expires_at) if self.is_open() else None
        return {
            "invitation": self.invitation,
            "made_at": self.version.created_at,
            "is_newer": newer_was_made(self.version),
            "last_day": last_day,
            "public_url": public_address(self.version, self.request),
        }


class LinkFileView(LinkReadingView):
    """A file that the version names, while it is the very file it was then."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str, pk: int) -> HttpResponse:
        """Serve it as Wagtail does, or say that it is not here."""
        digest = self.version.files.get(str(pk))
        document = get_document_model().objects.filter(pk=pk).first() if digest else None
        if document is None or sha256_of(document) != digest or self.is_private(document):
            return self.gone(sentence=_("The file is no longer here, has changed since, or is kept private."))
        request.kpss_reads_document = document.pk
        try:
            return self.seal(serve(request, document.pk, document.filename))
        except Http404:
            return self.gone()

    def is_private(self, document: Any) -> bool:
        """Somebody put the file where not even a public page would show it; a link to a draft does not either."""
        restrictions = document.collection.get_view_restrictions()
        return not all(one.accept_request(self.request) for one in restrictions)
