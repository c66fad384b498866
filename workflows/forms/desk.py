"""One row of the desk: release or hide a comment, and settle it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.base import Refused, Stale
from ..actions.desk import version_of
from ..actions.moderate_comment import ModerateComment
from ..actions.settle_comment import LONGEST_REASONING, SettleComment
from ..actions.sort_comment import ClassifyComment
from ..models.comments import Comment, CommentKind, CommentStatus
from ..models.consultations import Consultation
from ..models.settlements import SettlementOutcome

SET_AT_THE_DESK = [one for one in CommentStatus.choices if one[0] != CommentStatus.WITHDRAWN]
"""An author withdraws, nobody else."""

TOUCHABLE = ("status", "hidden_reason", "kind", "outcome", "reasoning", "is_ready")


def ready_to_be_accepted(consultation: Consultation) -> Any:
    """Return the comments whose settlement is ready and accepted by nobody yet."""
    ready = (
        Comment.objects.on(consultation)
        .released()
        .filter(settlement__is_ready=True, settlement__acceptance__isnull=True)
    )
    return ready.select_related("settlement", "submission__consultation__snapshot")


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
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("not settled yet")), *SettlementOutcome.choices]
    )
    reasoning = forms.CharField(
        label=_("Reasoning"),
        required=False,
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_ready = forms.BooleanField(label=_("Ready to be published"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
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
        # What was on the screen decides what the person touched, not what somebody wrote meanwhile.
        for name in TOUCHABLE:
            self.fields[name].show_hidden_initial = True
        self.refusals: list[Any] = []
        if comment.status != CommentStatus.RECEIVED and not self.is_bound:
            self.fields["status"].choices = [
                choice for choice in SET_AT_THE_DESK if choice[0] != CommentStatus.RECEIVED
            ]

    def clean(self) -> dict[str, Any]:
        """A reason for hiding is not lost because nobody marked the comment as hidden."""
        data = super().clean()
        reason_typed = "hidden_reason" in self.changed_data and data.get("hidden_reason")
        if reason_typed and data.get("status") != CommentStatus.HIDDEN:
            self.add_error("hidden_reason", _("Mark the comment as hidden too, or erase the reason."))
        return data

    @property
    def remembered(self) -> list[str]:
        """Hidden fields with what was on the screen."""
        return [self[name].as_hidden(only_initial=True) for name in TOUCHABLE]

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
