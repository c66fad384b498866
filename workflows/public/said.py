"""How a consultation stands, in one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models.consultations import Consultation
from ..templatetags.kpss import czdatetime


def said_of(consultation: Consultation) -> str:
    """One sentence for a feed and a calendar."""
    if consultation.settlements_are_public:
        return _("The settlement of comments is published.")
    if consultation.is_over():
        return _("The time for comments is over. The comments are being settled.")
    return _("Comments are received until %(closes)s.") % {"closes": czdatetime(consultation.closes_at)}
