"""Say anew what people read about a consultation: whom to ask, where, what is done with their data, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models.consultation_places import ConsultationPlace
from ..models.consultations import Consultation
from .base import Invalid, Refused, Stale
from .consultation import ConsultationAction, check_promise

WORDS = ("contact", "introduction", "data_notice")


class DescribeConsultation(ConsultationAction):
    """Change words, places and the promised date. The period and the rules by which comments count stay.

    ``places`` are unsaved rows that take the place of the present ones; ``seen`` is what :func:`described` gave when
    the form was drawn.
    """

    log_action = "kpss_workflows.description"

    def __init__(
        self,
        consultation: Consultation,
        *,
        words: dict[str, str],
        settled_by: date | None,
        places: Sequence[ConsultationPlace],
        user: Any,
        seen: str | None = None,
        now: datetime | None = None,
    ) -> None:
        super().__init__(consultation, user=user, now=now)
        self.words = {name: words[name].strip() for name in WORDS}
        self.settled_by = settled_by
        self.places = places
        self.seen = seen

    def check(self) -> None:
        """People still know whom to ask, and a promised day lies after the closing."""
        super().check()
        if self.seen is not None and self.seen != described(self.consultation):
            raise Stale(_("Meanwhile somebody else changed this. Nothing was saved; look at it again."))
        if self.consultation.settlements_are_public:
            raise Refused(_("The settlements are public; the consultation does not change any more."))
        if not self.words["contact"]:
            raise Invalid(_("Write where else people may comment or ask."))
        if not self.words["data_notice"]:
            raise Invalid(_("Write how the data of those who comment are handled."))
        check_promise(self.settled_by, self.consultation.closes_at)

    def change(self) -> Consultation:
        """Write the words down and replace the places."""
        self.before = described(self.consultation)
        for name, value in self.words.items():
            setattr(self.consultation, name, value)
        self.consultation.settled_by = self.settled_by
        self.consultation.save(update_fields=[*WORDS, "settled_by"])
        self.consultation.places.all().delete()
        for place in self.places:
            place.consultation = self.consultation
        ConsultationPlace.objects.bulk_create(self.places)
        return self.consultation

    def log(self) -> None:
        """Write an entry if anything changed."""
        if described(self.consultation) != self.before:
            super().log()

    def log_data(self) -> dict[str, Any]:
        """The promised date, which people watch."""
        return {"settled_by": self.settled_by.isoformat() if self.settled_by else ""}


def described(consultation: Consultation) -> str:
    """Name all that is said about a consultation, to notice that somebody was quicker."""
    from ..document import canonical_bytes, fingerprint

    rows = consultation.places.order_by("pk").values_list("kind", "place", "hours", "starts_at")
    places = [[kind, place, hours, str(starts_at or "")] for kind, place, hours, starts_at in rows]
    words = [getattr(consultation, name) for name in WORDS]
    return fingerprint(canonical_bytes([words, str(consultation.settled_by or ""), places]))
