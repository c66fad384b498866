"""Answer an internal draft: "I agree" or "I have remarks"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import signals
from ..bundles import bundle_fingerprint
from ..models.opinions import Opinion, OpinionKind
from ..models.reading_invitations import ReadingInvitation
from ..reading.readers import name_of
from ..reading.rights import may_give_opinion
from ..reading.versions import is_answerable, version_to_read
from .base import Invalid, NotAllowed, Refused, Stale
from .reading import ReadingAction

LONGEST_TEXT = 20_000


class LinkGone(Refused):
    """The link opens nothing: unknown, revoked or expired."""

    status = 404


class GiveOpinion(ReadingAction):
    """Keep the answer of one reader to one version. Subclasses say who reads and what.

    A later answer replaces the earlier one, which is kept; the same answer again changes nothing.
    """

    log_action = "kpss_workflows.opinion"

    def __init__(self, page: Any, *, kind: str, text: str, user: Any, now: datetime | None = None) -> None:
        super().__init__(page, user=user, now=now)
        self.kind = kind
        self.text = text.strip()

    def check(self) -> None:
        """The answer is one of the two, and remarks have words."""
        if self.kind not in OpinionKind.values:
            raise Invalid(_("Choose whether you agree or have remarks."))
        if self.kind == OpinionKind.REMARKS and not self.text:
            raise Invalid(_("Write your remarks."))
        if len(self.text) > LONGEST_TEXT:
            raise Invalid(
                _("Your remarks are too long; at most %(count)s characters fit.") % {"count": LONGEST_TEXT}
            )

    def reader(self) -> dict[str, Any]:
        """Return the fields of the opinion that say whose it is."""
        raise NotImplementedError

    def change(self) -> Opinion:
        """Put the answer in place of the earlier one."""
        reader = self.reader()
        same = (
            {"user_id": reader["user_id"]} if reader.get("user_id") else {"invitation": reader["invitation"]}
        )
        self.before = self.version.opinions.standing().filter(**same).first()
        if self.is_repeated:
            return self.before
        if self.before:
            self.before.replaced_at = self.now
            self.before.save(update_fields=["replaced_at"])
        self.opinion = Opinion.objects.create(
            version=self.version, kind=self.kind, text=self.text, given_at=self.now, **reader
        )
        return self.opinion

    @property
    def is_repeated(self) -> bool:
        """The reader said the same before."""
        return bool(self.before) and (self.before.kind, self.before.text) == (self.kind, self.text)

    def log(self) -> None:
        """Write an entry unless nothing changed."""
        if not self.is_repeated:
            super().log()

    def log_data(self) -> dict[str, Any]:
        """What was answered before and now, and to which text; neither words nor person."""
        return {
            "opinion": self.kind,
            "before": self.before.kind if self.before else "",
            "fingerprint": self.version.sha256,
        }

    def tell(self, result: Opinion) -> None:
        """Tell of the opinion."""
        if not self.is_repeated:
            signals.opinion_given.send(sender=Opinion, opinion=self.opinion, user=self.user)


class GiveOpinionByLink(GiveOpinion):
    """Whoever holds a personal link answers to the version it shows, while the page stays in its state."""

    def __init__(self, invitation: ReadingInvitation, **kwargs: Any) -> None:
        super().__init__(invitation.version.page.specific, user=None, **kwargs)
        self.token_hash = invitation.token_hash

    def hold(self) -> None:
        """Lock the invitation, too. By the link itself: one that was replaced meanwhile is gone."""
        super().hold()
        rows = ReadingInvitation.objects.select_for_update(of=("self",)).select_related("version", "user")
        self.invitation = rows.filter(token_hash=self.token_hash).first()
        if self.invitation is None or not self.invitation.is_valid(self.now):
            raise LinkGone(_("This link opens nothing any more. Nothing was saved."))
        self.version = self.invitation.version

    def check(self) -> None:
        """The page has not moved on."""
        if not is_answerable(self.version, self.standing):
            raise Refused(
                _("The time for opinions is over: the page has moved on. Your answer was not saved.")
            )
        super().check()

    def reader(self) -> dict[str, Any]:
        """The invitation; with the account, if the person has one that may answer after signing in, too."""
        user = self.invitation.user
        account = {"user_id": user.pk, "user_name": name_of(user)} if user else {}
        return {"invitation": self.invitation} | account


class GiveOpinionSignedIn(GiveOpinion):
    """Whoever plays a role that the state asks answers to the draft they have before their eyes.

    ``seen`` is its fingerprint; if the text has changed since, nothing happens.
    """

    def __init__(self, page: Any, *, seen: str, **kwargs: Any) -> None:
        super().__init__(page, **kwargs)
        self.seen = seen

    def check(self) -> None:
        """The state asks this person, and what was read is what stands there."""
        if not may_give_opinion(self.user, self.page, self.standing):
            raise NotAllowed(_("In its present state the page does not ask you for an opinion."))
        super().check()
        if self.seen != bundle_fingerprint(self.page):
            raise Stale(_("Meanwhile the text changed. Nothing was saved; read the new wording first."))

    def change(self) -> Opinion:
        """Keep the text that was read, if it was not kept yet, and the answer."""
        self.version = version_to_read(self.page, self.standing, self.user)
        return super().change()

    def reader(self) -> dict[str, Any]:
        """The account."""
        return {"user_id": self.user.pk, "user_name": name_of(self.user)}
