"""One row of the desk: release or hide a comment, and settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..actions.base import Refused, Stale
from ..actions.desk import version_of
from ..actions.moderate_comment import ModerateComment
from ..actions.settle_comment import LONGEST_REASONING, SettleComment
from ..actions.sort_comment import ClassifyComment
from ..models.comments import Comment, CommentKind, CommentStatus
from ..models.consultations import Consultation
from ..settlement_words import Reasoning, outcome_choices, reasonings_at

SET_AT_THE_DESK = [one for one in CommentStatus.choices if one[0] != CommentStatus.WITHDRAWN]
"""An author withdraws, nobody else."""

TOUCHABLE = ("status", "hidden_reason", "kind", "outcome", "reasoning", "is_ready")


def ready_to_be_accepted(consultation: Consultation) -> Any:
    """Return the comments whose settlement is ready and accepted by nobody yet."""
    ready = Comment.objects.on(consultation).ready_to_be_accepted()
    return ready.select_related("settlement", "submission__consultation__snapshot")


@dataclass(frozen=True)
class Words:
    """What the rows of one desk have in common: the outcomes as the town calls them, and its ready reasonings."""

    outcomes: list[tuple[str, str]]
    reasonings: list[Reasoning]

    @classmethod
    def at(cls, page: Any) -> Words:
        """Those of a page."""
        return cls(outcome_choices(page.pk), reasonings_at(page))

    # Translated once, because a screen has fifty rows of them.

    @cached_property
    def status_options(self) -> list[tuple[str, str]]:
        """Where a comment may stand."""
        return [(key, str(label)) for key, label in SET_AT_THE_DESK]

    @cached_property
    def kind_options(self) -> list[tuple[str, str]]:
        """The kinds, and none."""
        return [("", gettext("not sorted yet")), *((key, str(label)) for key, label in CommentKind.choices)]

    @cached_property
    def outcome_options(self) -> list[tuple[str, str]]:
        """The outcomes, and none."""
        return [("", gettext("not settled yet")), *self.outcomes]

    @cached_property
    def reasoning_options(self) -> list[tuple[str, str]]:
        """The ready reasonings by their titles, and none."""
        return [("", gettext("none")), *((one.key, one.title) for one in self.reasonings)]

    def reasoning(self, key: str) -> Reasoning | None:
        """The ready reasoning of this key, if it is still offered."""
        return next((one for one in self.reasonings if one.key == key), None)


class DeskRowForm(forms.Form):
    """What the desk says about one comment. What is not touched is not saved."""

    status = forms.ChoiceField(
        label=_("Publicity"), choices=SET_AT_THE_DESK, widget=forms.RadioSelect, required=False
    )
    hidden_reason = forms.CharField(
        label=_("Reason for hiding"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("not sorted yet")), *CommentKind.choices]
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    template = forms.ChoiceField(label=_("Ready reasoning"), required=False)
    reasoning = forms.CharField(
        label=_("Reasoning"),
        required=False,
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_ready = forms.BooleanField(label=_("Ready to be published"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, comment: Comment, words: Words, **kwargs: Any) -> None:
        settlement = getattr(comment, "settlement", None)
        initial = {
            "status": comment.status,
            "hidden_reason": comment.hidden_reason,
            "kind": comment.kind,
            "outcome": settlement.outcome if settlement else "",
            "reasoning": settlement.reasoning if settlement else "",
            "is_ready": settlement.is_ready if settlement else True,
            "seen": version_of(comment),
        }
        super().__init__(*args, initial=initial, prefix=f"c{comment.pk}", **kwargs)
        self.comment = comment
        self.words = words
        if self.is_bound:
            self.fields["outcome"].choices = words.outcome_options
            self.fields["template"].choices = words.reasoning_options
        # What was on the screen decides what the person touched, not what somebody wrote meanwhile.
        for name in TOUCHABLE:
            self.fields[name].show_hidden_initial = True
        self.refusals: list[Any] = []

    def clean(self) -> dict[str, Any]:
        """A reason for hiding is not lost because nobody marked the comment as hidden."""
        data = super().clean()
        self._take_ready_reasoning(data)
        reason_typed = "hidden_reason" in self.changed_data and data.get("hidden_reason")
        if reason_typed and data.get("status") != CommentStatus.HIDDEN:
            self.add_error("hidden_reason", _("Mark the comment as hidden too, or erase the reason."))
        return data

    def _take_ready_reasoning(self, data: dict[str, Any]) -> None:
        """Without a script a ready reasoning is taken where none was written; what was written is stronger."""
        chosen = self.words.reasoning(data.get("template", ""))
        if chosen and not data.get("reasoning", "").strip() and "reasoning" not in self.errors:
            data["reasoning"] = chosen.text
            # If the row is refused, it comes back with the words that are to be completed.
            self.data = self.data.copy()
            self.data[self.add_prefix("reasoning")] = chosen.text

    @cached_property
    def changed_data(self) -> list[str]:
        """What was touched; a ready reasoning beside a written one is no change."""
        touched = [name for name in super().changed_data if name != "seen"]
        template, reasoning = (self[name].value() or "" for name in ("template", "reasoning"))
        if template and not reasoning.strip():
            return [*touched, *({"reasoning"} - set(touched))]
        return [name for name in touched if name != "template"]

    @property
    def status_options(self) -> list[tuple[str, str]]:
        """What may be chosen: nobody takes a decision back to waiting."""
        waits = self.comment.status == CommentStatus.RECEIVED or self.is_bound
        return [one for one in self.words.status_options if waits or one[0] != CommentStatus.RECEIVED]

    @property
    def now(self) -> dict[str, Any]:
        """What stands in each field, as it was typed or as it is stored."""
        return {name: "" if (value := self[name].value()) is None else value for name in self.fields}

    @property
    def was(self) -> dict[str, Any]:
        """What was on the screen before it was touched."""
        return {name: self[name].initial for name in TOUCHABLE} | self._was_sent()

    def _was_sent(self) -> dict[str, Any]:
        sent = {name: self.data.get(f"initial-{self.add_prefix(name)}") for name in TOUCHABLE}
        return {name: value for name, value in sent.items() if value is not None}

    def look_again(self) -> None:
        """Take what stands now for seen, because it is shown beside what was typed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = version_of(self.comment)

    def save(self, user: Any) -> bool:
        """Carry out what changed through the actions; ``False`` with :attr:`refusals` if one refused."""
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        touched = set(self.changed_data)
        try:
            if touched & {"status", "hidden_reason"} and data["status"] != CommentStatus.RECEIVED:
                reason = data["hidden_reason"]
                comment = ModerateComment(
                    self.comment, status=data["status"], reason=reason, user=user, seen=seen
                ).execute()
                seen = version_of(comment)
            if "kind" in touched:
                comment = ClassifyComment(self.comment, kind=data["kind"], user=user, seen=seen).execute()
                seen = version_of(comment)
            if touched & {"outcome", "reasoning", "is_ready"}:
                SettleComment(
                    self.comment,
                    outcome=data["outcome"],
                    reasoning=data["reasoning"],
                    is_ready=data["is_ready"],
                    user=user,
                    seen=seen,
                ).execute()
        except Refused as refused:
            self.refusals = refused.refusals
            if isinstance(refused, Stale):
                self.look_again()
            return False
        return True
