"""The guards that come with the app."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .bundles import bundle_of, incomplete_pages
from .deadlines import deadline_of
from .guards import Moment, Refusal, guard
from .models.consultations import Consultation
from .models.edits import Edit
from .models.snapshots import Snapshot
from .standing import standing_of
from .unsettled import unsettled_refusals


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


@guard("every_comment_is_settled", gettext_lazy("Some comments have not been settled yet."))
def every_comment_is_settled(moment: Moment) -> bool | list[Refusal]:
    """Every comment on the last consultation was released or hidden, and the released ones have an outcome."""
    consultation = Consultation.objects.latest_of(moment.page)
    if consultation is None:
        return True
    return unsettled_refusals(consultation) or True


@guard("consultation_is_over", gettext_lazy("The consultation has not closed yet."))
def consultation_is_over(moment: Moment) -> bool:
    """The closing second has come."""
    consultation = Consultation.objects.latest_of(moment.page)
    return consultation is not None and consultation.is_over(moment.now)


@guard("consultation_has_begun", gettext_lazy("The consultation has not opened yet."))
def consultation_has_begun(moment: Moment) -> bool:
    """The opening second has come."""
    consultation = Consultation.objects.latest_of(moment.page)
    return consultation is not None and consultation.opens_at <= moment.now


@guard("deadline_has_passed", gettext_lazy("The deadline of this state has not passed yet."))
def deadline_has_passed(moment: Moment) -> bool:
    """The last day of the state's deadline is over."""
    standing = standing_of(moment.page)
    deadline = standing and deadline_of(standing)
    return deadline is not None and deadline <= moment.now


@guard("four_eyes", gettext_lazy("You saved this text yourself; somebody else must approve it."))
def four_eyes(moment: Moment) -> bool:
    """Nobody approves what they wrote: not who saved any page of the bundle since the version before this text.

    Read from the log of edits, because revisions forget deleted users and may be overwritten.
    """
    pages = [page.pk for page in bundle_of(moment.page)]
    # A page may have been written in another bundle and moved here.
    edits = Edit.objects.filter(Q(bundle_root_id=moment.page.pk) | Q(page_id__in=pages))
    newest = edits.first()
    if newest is None:
        return True
    before = Snapshot.objects.of_page(moment.page).filter(created_at__lt=newest.saved_at).last()
    if before:
        edits = edits.filter(saved_at__gt=before.created_at)
    return not edits.filter(user_id=moment.user.pk).exists()
