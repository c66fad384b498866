"""The guards that come with the app."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .bundles import incomplete_pages
from .deadlines import deadline_of
from .four_eyes import has_written
from .guards import DEADLINE_HAS_PASSED, FOUR_EYES, Moment, Refusal, guard
from .models.consultations import Consultation
from .remembering import remembered
from .standing import standing_of
from .unsettled import unaccepted_refusals, unsettled_refusals


@guard("bundle_is_complete", gettext_lazy("Some pages are not complete yet."))
def bundle_is_complete(moment: Moment) -> bool | list[Refusal]:
    """Every page of the bundle can be frozen; drafts may be saved incomplete."""
    return [
        Refusal(
            _("%(page)s: %(reason)s") % {"page": page.title, "reason": reason},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page, reason in incomplete_pages(moment.page)
    ] or True


@guard("page_is_public", gettext_lazy("The page is not public."))
def page_is_public(moment: Moment) -> bool:
    """Readers find the page, though perhaps an older wording of it."""
    return moment.page.live


@guard("every_comment_is_settled", gettext_lazy("Some comments have not been settled yet."))
def every_comment_is_settled(moment: Moment) -> bool | list[Refusal]:
    """Every comment on the last consultation was released or hidden, and the released ones have an outcome."""
    return remembered(("unsettled", moment.page.pk), lambda: _unsettled(moment.page)) or True


def _unsettled(page: Any) -> list[Refusal]:
    consultation = Consultation.objects.latest_of(page)
    return unsettled_refusals(consultation) if consultation else []


@guard("settlements_accepted", gettext_lazy("Some settlements have not been accepted by a meeting yet."))
def settlements_accepted(moment: Moment) -> bool | list[Refusal]:
    """Every released comment on the last consultation has a settlement that stands in a recorded acceptance."""
    return remembered(("unaccepted", moment.page.pk), lambda: _unaccepted(moment.page)) or True


def _unaccepted(page: Any) -> list[Refusal]:
    consultation = Consultation.objects.latest_of(page)
    return unaccepted_refusals(consultation) if consultation else []


def _closes_at(moment: Moment) -> datetime | None:
    consultation = Consultation.objects.latest_of(moment.page)
    return consultation and consultation.closes_at


@guard("consultation_is_over", gettext_lazy("The consultation has not closed yet."), since=_closes_at)
def consultation_is_over(moment: Moment) -> bool:
    """The closing second has come."""
    closes_at = _closes_at(moment)
    return closes_at is not None and closes_at <= moment.now


def _opens_at(moment: Moment) -> datetime | None:
    consultation = Consultation.objects.latest_of(moment.page)
    return consultation and consultation.opens_at


@guard("consultation_has_begun", gettext_lazy("The consultation has not opened yet."), since=_opens_at)
def consultation_has_begun(moment: Moment) -> bool:
    """The opening second has come."""
    opens_at = _opens_at(moment)
    return opens_at is not None and opens_at <= moment.now


def _deadline(moment: Moment) -> datetime | None:
    standing = standing_of(moment.page)
    return standing and deadline_of(standing)


@guard(DEADLINE_HAS_PASSED, gettext_lazy("The deadline of this state has not passed yet."), since=_deadline)
def deadline_has_passed(moment: Moment) -> bool:
    """The last day of the state's deadline is over."""
    deadline = _deadline(moment)
    return deadline is not None and deadline <= moment.now


@guard(FOUR_EYES, gettext_lazy("You changed this text yourself; somebody else must approve it."))
def four_eyes(moment: Moment) -> bool:
    """Nobody approves what they wrote; the clock approves nothing."""
    return moment.user is not None and not has_written(moment.page, moment.user)
