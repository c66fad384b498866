"""The mails subscribers get: the question whether they want any, and the news. Each leads to one way out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..mail.outbox import post, written_mail
from ..models.consultations import Consultation
from ..models.outbox import OutgoingMail
from ..models.subscriber_notices import NoticeKind, SubscriberNotice
from ..models.subscriptions import Subscription
from ..public.addresses import TABLE, version_url
from ..public.full_address import full_address
from .links import CONFIRM, UNSUBSCRIBE, path_to
from .places import public_title


def ask_to_confirm(subscription: Subscription) -> None:
    """Ask the address whether it wants the news; one that has said yes already is reminded of the way out."""
    with translation.override(subscription.language):
        title = " ".join(public_title(subscription.place).split())
        is_confirmed = subscription.confirmed_at is not None
        context = {
            "title": title,
            "is_confirmed": is_confirmed,
            "link": full_address(subscription.place, path_to(CONFIRM, subscription)),
            "unsubscribe": full_address(subscription.place, path_to(UNSUBSCRIBE, subscription)),
        }
        subject = _("You already get news: %(title)s") if is_confirmed else _("Confirm: news of %(title)s")
        text = render_to_string("kpss_workflows/mail/subscription.txt", context)
        key = f"{subscription.mail_prefix}{subscription.asked_at:%Y%m%d%H%M%S%f}"
        post(key, subscription.email, subject % {"title": title}, text, unsubscribe=context["unsubscribe"])


class NewsMail:
    """The mails of one notice. What they share is gathered once, however many there are."""

    template_name = "kpss_workflows/mail/news.txt"

    def __init__(self, notice: SubscriberNotice) -> None:
        self.notice = notice
        self.snapshot = notice.snapshot
        self.page = self.snapshot.page
        self.title = " ".join(self.snapshot.title.split())
        self.consultation = self._consultation()
        self.site_address = full_address(self.page, "")
        self.context = {
            "kind": notice.kind,
            "title": self.title,
            "consultation": self.consultation,
            "extension": self.consultation and self.consultation.extensions.last(),
            "link": self._link(),
            "table": self._table(),
        }

    def _consultation(self) -> Consultation | None:
        """The one it is about; of an approved wording the last one, if its settlement is public."""
        if self.notice.kind != NoticeKind.APPROVED:
            return self.snapshot.consultation
        latest = Consultation.objects.latest_of(self.page)
        return latest if latest and latest.settlements_are_public else None

    def to(self, subscription: Subscription) -> OutgoingMail:
        """Write it to one person, in the language they asked in."""
        unsubscribe = self.site_address + path_to(UNSUBSCRIBE, subscription)
        with translation.override(subscription.language):
            subject = str(SUBJECTS[self.notice.kind]) % {"title": self.title}
            text = render_to_string(self.template_name, self.context | {"unsubscribe": unsubscribe})
        key = f"{self.notice.mail_prefix}{subscription.pk}"
        return written_mail(key, subscription.email, subject, text, unsubscribe=unsubscribe)

    def _link(self) -> str:
        if self.notice.kind == NoticeKind.APPROVED:
            return self._whole(self.page.get_url() or "/")
        return self._whole(version_url(self.page, self.snapshot.number))

    def _table(self) -> str:
        if self.consultation is None or not self.consultation.settlements_are_public:
            return ""
        return self._whole(version_url(self.page, self.consultation.snapshot.number, TABLE))

    def _whole(self, address: str) -> str:
        # Where there are several sites, Wagtail gives the whole address; which host it names is not for it to say.
        return self.site_address + urlsplit(address).path


SUBJECTS = {
    NoticeKind.OPENED: gettext_lazy("You can comment: %(title)s"),
    NoticeKind.CLOSING: gettext_lazy("The time for comments ends soon: %(title)s"),
    NoticeKind.EXTENDED: gettext_lazy("More time for comments: %(title)s"),
    NoticeKind.SETTLED: gettext_lazy("How the comments were settled: %(title)s"),
    NoticeKind.APPROVED: gettext_lazy("The approved wording is published: %(title)s"),
}
"""What stands above each mail."""
