"""Forms about a running consultation: more time, other words."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.describe_consultation import WORDS, DescribeConsultation, described
from ..actions.extend_consultation import ExtendConsultation
from ..models.consultations import Consultation
from .fields import TownDateTimeField
from .opening import OpenConsultationForm
from .places import PlaceFormSet, as_initial


class ConsultationForm(forms.Form):
    """A form over one consultation, with its one-time key and what was seen."""

    more_template = ""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any = None, *, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(data, initial=self.usual(consultation) | kwargs.pop("initial", {}), **kwargs)
        self.consultation = consultation

    def usual(self, consultation: Consultation) -> dict[str, Any]:
        """What stands there now."""
        raise NotImplementedError

    def action(self, user: Any) -> Any:
        """The action with what was filled in."""
        raise NotImplementedError

    def renewed(self) -> ConsultationForm:
        """The same words over the consultation as it is now."""
        data = self.data.copy()
        data["key"] = str(uuid.uuid4())
        data["seen"] = self.usual(self.consultation)["seen"]
        return type(self)(data, consultation=self.consultation)


class ExtensionForm(ConsultationForm):
    """Until when, and why."""

    closes_at = TownDateTimeField(
        label=_("Closes"), later=True, help_text=_("At this minute writing stops. Nobody has to do anything.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who reads the draft will read this."),
    )

    def usual(self, consultation: Consultation) -> dict[str, Any]:
        """The present closing."""
        return {"closes_at": consultation.closes_at, "seen": consultation.closes_at.isoformat()}

    def action(self, user: Any) -> ExtendConsultation:
        """Extend, from the closing that was seen."""
        data = self.cleaned_data
        seen = (
            self.consultation.closes_at if data["seen"] == self.consultation.closes_at.isoformat() else None
        )
        return ExtendConsultation(
            self.consultation,
            closes_at=data["closes_at"],
            reason=data["reason"],
            user=user,
            seen=seen or self.consultation.opens_at,
        )


class DescriptionForm(ConsultationForm):
    """What people read about the consultation."""

    more_template = "kpss_workflows/admin/consultation_places.html"

    contact = OpenConsultationForm.base_fields["contact"]
    introduction = OpenConsultationForm.base_fields["introduction"]
    settled_by = OpenConsultationForm.base_fields["settled_by"]
    data_notice = OpenConsultationForm.base_fields["data_notice"]

    def __init__(self, data: Any = None, *, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(data, consultation=consultation, **kwargs)
        self.places = PlaceFormSet(data, prefix="places", initial=as_initial(consultation.places.all()))

    def usual(self, consultation: Consultation) -> dict[str, Any]:
        """What is said now."""
        said = {name: getattr(consultation, name) for name in (*WORDS, "settled_by")}
        return said | {"seen": described(consultation)}

    def is_valid(self) -> bool:
        """The places are part of it."""
        return all([super().is_valid(), self.places.is_valid()])

    def action(self, user: Any) -> DescribeConsultation:
        """Say it."""
        data = self.cleaned_data
        return DescribeConsultation(
            self.consultation,
            words={name: data[name] for name in WORDS},
            settled_by=data["settled_by"],
            places=self.places.rows(),
            user=user,
            seen=data["seen"],
        )
