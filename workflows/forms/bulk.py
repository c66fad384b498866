"""What is done with several comments at once: one form, of which each button asks for some fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.base import Refused
from ..actions.desk import DeskAction
from ..actions.for_many import Deed
from ..actions.moderate_comment import ModerateComment
from ..actions.settle_comment import LONGEST_REASONING, SettleComment
from ..actions.sort_comment import AssignComment, ClassifyComment
from ..models.comments import Comment, CommentKind, CommentStatus
from ..reading.readers import name_of
from .desk import Words

DEEDS = {
    "release": (),
    "hide": ("hidden_reason",),
    "classify": ("kind",),
    "assign": ("to",),
    "settle": ("outcome", "reasoning", "template", "replaces", "is_ready"),
    "ready": (),
}
"""The buttons, and the fields each of them reads."""

NEEDED = {"hide": "hidden_reason", "settle": "outcome"}
"""What a button cannot do without. An empty kind or person is a choice, too."""


class BulkForm(forms.Form):
    """One deed for all that are ticked. Fields of other deeds are left as they are."""

    hidden_reason = forms.CharField(label=gettext_lazy("Reason for hiding"), required=False, max_length=2000)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("not sorted yet")), *CommentKind.choices],
    )
    to = forms.ChoiceField(label=gettext_lazy("Who settles it"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)
    template = forms.ChoiceField(label=gettext_lazy("Ready reasoning"), required=False)
    reasoning = forms.CharField(
        label=gettext_lazy("Reasoning"),
        required=False,
        max_length=LONGEST_REASONING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_ready = forms.BooleanField(label=gettext_lazy("Ready to be published"), required=False)
    replaces = forms.BooleanField(
        label=gettext_lazy("Also replace settlements that read otherwise"), required=False
    )

    def __init__(self, data: Any = None, *, deed: str = "", people: list[Any], words: Words) -> None:
        super().__init__(data, prefix="bulk", initial={"is_ready": True})
        self.deed = deed
        self.people = {str(one.pk): one for one in people}
        self.words = words
        self.fields["to"].choices = [
            ("", _("nobody")),
            *((key, name_of(one)) for key, one in self.people.items()),
        ]
        self.fields["outcome"].choices = [("", _("choose")), *words.outcomes]
        self.fields["template"].choices = [
            ("", _("none")),
            *((one.key, one.title) for one in words.reasonings),
        ]
        for name in set(self.fields) - set(DEEDS.get(deed, ())):
            # What stands in the fields of other deeds may be half written.
            self.fields[name].disabled = bool(deed)

    def clean(self) -> dict[str, Any]:
        """The deed has what it cannot do without; a ready reasoning stands in for none."""
        data = super().clean()
        needed = NEEDED.get(self.deed)
        if needed and not data.get(needed) and needed not in self.errors:
            sentence = (
                _("Say why the comments are hidden.")
                if needed == "hidden_reason"
                else _("Choose an outcome.")
            )
            self.add_error(needed, sentence)
        template = self.words.reasoning(data.get("template", ""))
        if self.deed == "settle" and "reasoning" not in self.errors:
            data["reasoning"] = data.get("reasoning", "").strip() or (template.text if template else "")
            if not data["reasoning"]:
                self.add_error("reasoning", _("Every outcome needs its reasoning."))
        return data

    def made(self, user: Any) -> Deed:
        """Return the deed with what was filled in."""
        return getattr(self, f"_{self.deed}")(user, self.cleaned_data)

    @staticmethod
    def _release(user: Any, data: dict[str, Any]) -> Deed:
        return Deed(
            lambda one, seen: ModerateComment(one, status=CommentStatus.RELEASED, user=user, seen=seen),
            lambda one: one.is_released,
        )

    @staticmethod
    def _hide(user: Any, data: dict[str, Any]) -> Deed:
        reason = data["hidden_reason"]
        return Deed(
            lambda one, seen: ModerateComment(
                one, status=CommentStatus.HIDDEN, reason=reason, user=user, seen=seen
            ),
            lambda one: (one.status, one.hidden_reason) == (CommentStatus.HIDDEN, reason),
        )

    @staticmethod
    def _classify(user: Any, data: dict[str, Any]) -> Deed:
        kind = data["kind"]
        return Deed(
            lambda one, seen: ClassifyComment(one, kind=kind, user=user, seen=seen),
            lambda one: one.kind == kind,
        )

    def _assign(self, user: Any, data: dict[str, Any]) -> Deed:
        to = self.people.get(data["to"])
        return Deed(
            lambda one, seen: AssignComment(one, to=to, user=user, seen=seen),
            lambda one: one.assigned_to_id == (to.pk if to else None),
        )

    @staticmethod
    def _settle(user: Any, data: dict[str, Any]) -> Deed:
        said = (data["outcome"], data["reasoning"], data["is_ready"])

        def make(one: Comment, seen: str) -> DeskAction:
            settlement = getattr(one, "settlement", None)
            if settlement and not data["replaces"]:
                raise Refused(_("It has another settlement already, and replacing was not ticked."))
            return _settling(one, said, user, seen)

        return Deed(make, lambda one: _settled(one) == said)

    @staticmethod
    def _ready(user: Any, data: dict[str, Any]) -> Deed:
        def make(one: Comment, seen: str) -> DeskAction:
            if _settled(one) is None:
                raise Refused(_("It has no settlement yet that could be ready."))
            return _settling(one, (*_settled(one)[:2], True), user, seen)

        return Deed(make, lambda one: bool(_settled(one)) and _settled(one)[2])


def _settled(one: Comment) -> tuple[str, str, bool] | None:
    settlement = getattr(one, "settlement", None)
    return (settlement.outcome, settlement.reasoning, settlement.is_ready) if settlement else None


def _settling(one: Comment, said: tuple[str, str, bool], user: Any, seen: str) -> DeskAction:
    outcome, reasoning, is_ready = said
    return SettleComment(one, outcome=outcome, reasoning=reasoning, is_ready=is_ready, user=user, seen=seen)
