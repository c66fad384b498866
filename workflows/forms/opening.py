"""The form by which a consultation is opened, and the list of what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.base import Invalid
from ..actions.consultation import check_period, check_promise
from ..actions.open_consultation import RULES
from ..bundles import incomplete_pages
from ..intake.notice import usual_notice
from ..models.consultations import Consultation, WhatCounts, WhenShown
from .fields import TownDateTimeField
from .places import PlaceFormSet, as_initial
from .transitions import TransitionForm

SAID = ("opens_at", "closes_at", "contact", "introduction", "data_notice", "settled_by")


@dataclass(frozen=True)
class Item:
    """One line of the list: what is needed, and whether it is there."""

    label: str
    is_done: bool


class OpenConsultationForm(TransitionForm):
    """From when until when, whom to ask, where, and by which rules comments count."""

    more_template = "kpss_workflows/admin/opening.html"

    opens_at = TownDateTimeField(
        label=gettext_lazy("Opens"), help_text=gettext_lazy("From this minute on the draft reads in public.")
    )
    closes_at = TownDateTimeField(
        label=gettext_lazy("Closes"),
        later=True,
        help_text=gettext_lazy("At this minute writing stops. Nobody has to do anything."),
    )
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Where else one may comment or ask: address, e-mail, telephone, office hours."
        ),
    )
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("A few words for the public: what the draft is about."),
    )
    settled_by = forms.DateField(
        label=gettext_lazy("Settlement promised by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("People read this date, and whoever settles is reminded of it."),
    )
    shown = forms.ChoiceField(
        label=gettext_lazy("Comments are read in public"), choices=WhenShown.choices, widget=forms.RadioSelect
    )
    counts = forms.ChoiceField(
        label=gettext_lazy("A letter is in time by"), choices=WhatCounts.choices, widget=forms.RadioSelect
    )
    takes_late = forms.BooleanField(
        label=gettext_lazy("Late comments are taken and marked late"), required=False
    )
    takes_files = forms.BooleanField(
        label=gettext_lazy("People may send files"),
        required=False,
        help_text=gettext_lazy("PDF, ODT, DOCX, JPG or PNG, at most 10 MB each. They are never published."),
    )
    data_notice = forms.CharField(
        label=gettext_lazy("Information on personal data"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Who processes the data, why, for how long and which rights people have."),
    )

    def __init__(self, data: Any = None, *args: Any, page: Any, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        latest = Consultation.objects.of_page(page).order_by("-snapshot__number").first()
        super().__init__(data, *args, initial=usual_values(page, latest) | initial, **kwargs)
        self.page = page
        places = as_initial(latest.places.exclude(kind="hearing")) if latest else []
        self.places = PlaceFormSet(data, prefix="places", initial=places)

    def is_valid(self) -> bool:
        """The places are part of it."""
        return all([super().is_valid(), self.places.is_valid()])

    def clean(self) -> dict[str, Any]:
        """A consultation closes after it opens, and is settled after it closes."""
        data = super().clean()
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at:
            self.ask(check_period, opens_at, closes_at)
        if closes_at:
            self.ask(check_promise, data.get("settled_by"), closes_at)
        return data

    def ask(self, rule: Callable[..., None], *values: Any) -> None:
        """Show at its field what the action would refuse."""
        try:
            rule(*values)
        except Invalid as refused:
            self.add_error(refused.field, str(refused))

    @property
    def checklist(self) -> list[Item]:
        """What must be there before the draft opens; all of it shows at once."""
        has = {name: not self[name].errors and any(_parts(self[name].value())) for name in self.fields}
        obstacles = self.page.get_consultation_obstacles()
        return [
            Item(_("The day and time of opening and closing"), has["opens_at"] and has["closes_at"]),
            Item(_("Whom people may ask"), has["contact"]),
            Item(_("Information on personal data"), has["data_notice"]),
            Item(_("Every page is complete"), not incomplete_pages(self.page)),
            *(Item(label, is_done) for label, is_done in obstacles),
        ]

    def action_kwargs(self) -> dict[str, Any]:
        """The period, the words, the rules and the places, too."""
        return (
            super().action_kwargs()
            | {name: self.cleaned_data[name] for name in SAID}
            | {"rules": {name: self.cleaned_data[name] for name in RULES}, "places": self.places.rows()}
        )


def usual_values(page: Any, latest: Consultation | None) -> dict[str, Any]:
    """What the form begins with: what the last round on the page said."""
    begun = {"data_notice": usual_notice(page)} | {
        name: Consultation._meta.get_field(name).default for name in RULES
    }
    return begun | ({name: getattr(latest, name) for name in ("contact", *RULES)} if latest else {})


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
