"""The forms in which a town words its outcomes and ready reasonings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.settle_comment import LONGEST_REASONING
from ..actions.word_settlements import Worded, version_of_words
from ..models.settlement_words import OutcomeLabel, ReadyReasoning
from ..models.settlements import SettlementOutcome
from ..settlement_words import labels_at, reasonings_at, shipped_reasonings

EMPTY_ROWS = 2


class OutcomeLabelsForm(forms.Form):
    """One field for each outcome; an empty one leaves the word that holds without it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, place: Any) -> None:
        own = dict(OutcomeLabel.objects.filter(place=place).values_list("outcome", "label"))
        super().__init__(data, prefix="outcomes", initial=own | {"seen": version_of_words(place)})
        above = labels_at(place.get_parent().pk) if place.depth > 1 else {}
        for key, label in SettlementOutcome.choices:
            holds = above.get(key) or str(label)
            self.fields[key] = forms.CharField(
                label=str(label).capitalize(),
                required=False,
                max_length=60,
                help_text=_("Without a word of your own: %(label)s") % {"label": holds},
            )

    @property
    def labels(self) -> dict[str, str]:
        """What was written."""
        return {key: self.cleaned_data[key] for key in SettlementOutcome.values}


class ReasoningForm(forms.Form):
    """One ready reasoning: a shipped one, one of the town's own, or an empty row for a new one."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=80)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    removed = forms.BooleanField(label=gettext_lazy("Do not offer it any more"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both or neither; a row that is emptied is removed."""
        data = super().clean()
        if data.get("removed") or not self.is_written:
            return data
        for name in ("title", "text"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Write it, or tick that it is not offered."))
        return data

    @property
    def is_written(self) -> bool:
        """There is something in the row, or it is a row that stands already."""
        return any(self.cleaned_data.get(name) for name in ("key", "pk", "title", "text"))

    @property
    def worded(self) -> Worded:
        """The reasoning as it shall be."""
        data = self.cleaned_data
        return Worded(data["title"], data["text"], data["key"], data["pk"], not data["removed"])


class BaseReasoningFormSet(forms.BaseFormSet):
    """All the ready reasonings of a place."""

    def __init__(self, data: Any = None, *, place: Any) -> None:
        self.place = place
        super().__init__(data, prefix="reasonings", initial=_rows_of(place))

    def clean(self) -> None:
        """Only the keys that are shipped, and only rows of this place."""
        shipped = {one.key for one in shipped_reasonings()}
        own = set(ReadyReasoning.objects.filter(place=self.place, key="").values_list("pk", flat=True))
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() else {}
            if (data.get("key") and data["key"] not in shipped) or (data.get("pk") and data["pk"] not in own):
                raise forms.ValidationError(
                    _("Meanwhile somebody else changed these words. What you wrote is kept below.")
                )

    @property
    def worded(self) -> list[Worded]:
        """The reasonings that were written."""
        return [form.worded for form in self.forms if form.is_written]


ReasoningFormSet = forms.formset_factory(
    ReasoningForm, formset=BaseReasoningFormSet, extra=EMPTY_ROWS, max_num=100
)


def inherited_reasonings(place: Any) -> list[str]:
    """Return the titles of what outer places keep ready besides the shipped ones."""
    shipped = {one.key for one in shipped_reasonings()}
    above = reasonings_at(place.get_parent()) if place.depth > 1 else []
    return [one.title for one in above if one.key not in shipped]


def _rows_of(place: Any) -> list[dict[str, Any]]:
    here = {row.key: row for row in ReadyReasoning.objects.filter(place=place).exclude(key="")}
    above = {one.key: one for one in reasonings_at(place.get_parent())} if place.depth > 1 else {}
    rows = []
    for one in shipped_reasonings():
        row = here.get(one.key)
        holds = row or above.get(one.key) or one
        is_offered = row.is_offered if row else one.key in above
        rows.append({"key": one.key, "title": holds.title, "text": holds.text, "removed": not is_offered})
    own = ReadyReasoning.objects.filter(place=place, key="")
    return rows + [{"pk": row.pk, "title": row.title, "text": row.text} for row in own]
