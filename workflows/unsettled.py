"""What the desk still owes the people who commented."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from .guards import Refusal
from .models.comments import Comment
from .models.consultations import Consultation


def unaccepted_refusals(consultation: Consultation) -> list[Refusal]:
    """Say how many answers no meeting has accepted, with the way to record it; empty when none is left."""
    own = Comment.objects.on(consultation).released().standing_alone()
    left = own.filter(settlement__acceptance__isnull=True).count()
    if not left:
        return []
    sentence = ngettext(
        "No meeting has accepted %(count)s settlement yet.",
        "No meeting has accepted %(count)s settlements yet.",
        left,
    )
    return [
        Refusal(sentence % {"count": left}, reverse("kpss_workflows_admin:accept", args=[consultation.pk]))
    ]


def unsettled_refusals(consultation: Consultation) -> list[Refusal]:
    """Say how many comments nobody has read or settled, with the way to the desk; empty when none is left."""
    left = Comment.objects.on(consultation).waiting().count()
    if not left:
        return []
    sentence = ngettext(
        "%(count)s comment has not been settled yet.", "%(count)s comments have not been settled yet.", left
    )
    return [Refusal(sentence % {"count": left}, reverse("kpss_workflows_admin:desk", args=[consultation.pk]))]
