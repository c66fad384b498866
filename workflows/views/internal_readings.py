"""Internal readings of a page: who was asked, who opened the link, what they answered; and asking more people."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..actions.base import NotAllowed, Refused, Stale
from ..actions.invite_to_read import InviteToRead
from ..actions.renew_invitation import RenewInvitation
from ..actions.revoke_invitation import RevokeInvitation
from ..bundles import bundle_fingerprint
from ..forms.invitations import DeedForm, InvitationForm
from ..models.outbox import OutgoingMail
from ..models.reading_invitations import ReadingInvitation
from ..once import once
from ..reading.readers import suggested_readers
from ..reading.rights import asks_for_opinions, may_give_opinion, may_invite, may_see_opinions
from ..reading.rounds import Round, rounds_of
from ..reading.versions import newest_version
from ..standing import standing_of
from .base import BundleView, governed_page_or_404

DONE = {
    "revoke": gettext_lazy("The link was revoked. It opens nothing any more."),
    "renew": gettext_lazy("A new link will be mailed within minutes. The old one opens nothing any more."),
}


class InternalReadingsView(BundleView):
    """The desk of whoever asks people to read, or records what was decided."""

    template_name = "kpss_workflows/admin/internal_readings.html"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Only those who may see who answered what."""
        self.root = governed_page_or_404(page_id)
        self.standing = standing_of(self.root)
        self.require(may_see_opinions(request.user, self.root, self.standing))
        return super().dispatch(request, page_id)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Internal reading")

    def get_page_subtitle(self) -> str:
        """Of which page."""
        return self.root.get_admin_display_title()

    @cached_property
    def may_invite(self) -> bool:
        """This person sends the draft out now."""
        return may_invite(self.request.user, self.root, self.standing)

    def form(self, data: Any = None) -> InvitationForm:
        """The form of an invitation."""
        suggestions = suggested_readers(self.root, self.standing)
        return InvitationForm(data, suggestions=suggestions, standing=self.standing)

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show what was answered so far."""
        return self.show(self.form() if self.may_invite else None)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Invite once, or show why not with everything that was typed."""
        form = self.form(request.POST)
        if self.may_invite and not form.is_valid():
            return self.show(form, status=422)
        try:
            self.check_state()
            self.invite(form)
        except Refused as refused:
            if isinstance(refused, Stale):
                form.renew()
            return self.show(form, refused=refused, status=refused.status)
        return redirect("kpss_workflows_admin:internal_readings", self.root.pk)

    def check_state(self) -> None:
        """The page may have moved on while the form was being filled in."""
        if not asks_for_opinions(self.standing):
            raise Refused(_("In its present state the page asks nobody for an opinion."))
        if not self.may_invite:
            raise NotAllowed(_("You have no role that may do this here."))

    def invite(self, form: InvitationForm) -> None:
        """Invite, and say how many people that were."""
        asked = form.action_kwargs()
        action = InviteToRead(self.root, user=self.request.user, **asked)

        def act() -> str:
            action.execute()
            return ""

        done = once(form.cleaned_data["key"], [self.root.pk, self.request.user.pk, asked], act)
        if done.differs:
            raise Stale(
                _("This form was sent already, with other people. To invite these, press the button again.")
            )
        if not done.repeated:
            _tell_invited(self.request, len(action.invited), len(asked["readers"]))

    def show(
        self, form: InvitationForm | None, *, refused: Refused | None = None, status: int = 200
    ) -> HttpResponse:
        """Render the desk."""
        print_of_draft = bundle_fingerprint(self.root)
        rounds = rounds_of(self.root, print_of_draft)
        present = next((one for one in rounds if self.is_present(one)), None)
        newest = newest_version(self.root, self.standing)
        context = self.get_context_data(
            root=self.root,
            standing=self.standing,
            form=form,
            media=form.media if form else "",
            refused=refused,
            present=present,
            earlier=[(one.state_name(self.standing.definition), one) for one in rounds if one is not present],
            has_changed=bool(newest) and newest.sha256 != print_of_draft,
            may_invite=self.may_invite,
            may_answer=may_give_opinion(self.request.user, self.root, self.standing),
            undelivered=_undelivered(present),
            key=uuid.uuid4(),
        )
        return self.render_to_response(context, status=status)

    def is_present(self, reading: Round) -> bool:
        """The page is still where these people were asked."""
        task_state = self.standing.task_state
        return task_state is not None and task_state.pk == reading.state_entry


class InvitationView(BundleView):
    """The two buttons beside a link: take it back, send a new one."""

    http_method_names = ["post"]
    deeds = {"revoke": RevokeInvitation, "renew": RenewInvitation}

    def post(self, request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
        """Do it once; the actions know who may."""
        self.root = governed_page_or_404(page_id)
        found = ReadingInvitation.objects.filter(version__page_id=self.root.pk).select_related(
            "version__page"
        )
        invitation = get_object_or_404(found, pk=pk)
        form = DeedForm(request.POST)
        if not form.is_valid():
            raise Http404
        try:
            self.carry_out(invitation, **form.cleaned_data)
        except NotAllowed:
            self.require(False)
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("kpss_workflows_admin:internal_readings", self.root.pk)

    def carry_out(self, invitation: ReadingInvitation, deed: str, key: uuid.UUID) -> None:
        """One press, one deed. Another button of the same screen is another deed."""
        action = self.deeds[deed](invitation, user=self.request.user)

        def act() -> str:
            action.execute()
            return ""

        done = once(key, [self.request.user.pk, invitation.pk, deed], act)
        if done.differs:
            act()
        if done.differs or not done.repeated:
            messages.success(self.request, DONE[deed])


def _tell_invited(request: HttpRequest, count: int, asked: int) -> None:
    sentence = ngettext(
        "%(count)s person was invited. The mail leaves within minutes.",
        "%(count)s people were invited. The mail leaves within minutes.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    if had := asked - count:
        sentence = ngettext(
            "%(count)s person has a valid link to this wording already and was not mailed again.",
            "%(count)s people have a valid link to this wording already and were not mailed again.",
            had,
        )
        messages.info(request, sentence % {"count": had})


def _undelivered(reading: Round | None) -> set[int]:
    """The invitations whose mail could not be delivered."""
    links = [line.invitation for line in reading.lines if line.invitation] if reading else []
    dead = OutgoingMail.objects.dead().filter(key__in=[one.mail_key for one in links])
    keys = set(dead.values_list("key", flat=True))
    return {one.pk for one in links if one.mail_key in keys}
