"""What is done with one comment at the desk besides releasing and settling it: each a small form of its own."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.desk import DeskAction
from ..actions.link_passage import LinkPassage
from ..actions.redact_comment import RedactComment
from ..actions.sort_comment import AssignComment, JoinComment
from ..models.comments import Comment
from ..passages import key_of, place_of, places_in
from ..reading.readers import name_of
from ..wordings import DRAFT, documents_of
from .typed_text import TypedText


class CommentDeedForm(forms.Form):
    """A form over one comment, with its one-time key and the comment as it was seen."""

    deed = ""
    title: Any = ""
    submit: Any = ""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, comment: Comment, people: list[Any], **kwargs: Any) -> None:
        super().__init__(data, prefix=self.deed, **kwargs)
        self.comment, self.people = comment, people

    def action(self, user: Any) -> DeskAction:
        """The action with what was filled in."""
        raise NotImplementedError


class RedactionForm(CommentDeedForm):
    """The passage that nobody shall read, and why."""

    deed, title, submit = "redact", _("Redact a passage"), _("Redact")

    passage = TypedText(
        label=_("Passage"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy it from the comment exactly. It is blacked out wherever it stands in the comment."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, help_text=_("For example the name of a private person.")
    )

    def action(self, user: Any) -> RedactComment:
        """Redact."""
        data = self.cleaned_data
        return RedactComment(
            self.comment,
            passages=[data["passage"].strip()],
            reason=data["reason"],
            user=user,
            seen=data["seen"],
        )


class AssignmentForm(CommentDeedForm):
    """Who settles it."""

    deed, title, submit = "assign", _("Assign"), _("Assign")

    to = forms.ChoiceField(label=_("Who settles it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("nobody")), *((str(one.pk), name_of(one)) for one in self.people)]
        self.initial.setdefault("to", str(self.comment.assigned_to_id or ""))

    def action(self, user: Any) -> AssignComment:
        """Assign."""
        data = self.cleaned_data
        to = next((one for one in self.people if str(one.pk) == data["to"]), None)
        return AssignComment(self.comment, to=to, user=user, seen=data["seen"])


REFERENCE = re.compile(r"(?:(?P<version>[0-9]{1,9})-)?(?P<letter>[0-9]{1,9})/(?P<number>[0-9]{1,4})")


class JoiningForm(CommentDeedForm):
    """Which comment says the same."""

    deed, title, submit = "join", _("Answer together with another comment"), _("Save")

    to = forms.CharField(
        label=_("Number of the other comment"),
        required=False,
        max_length=30,
        help_text=_("For example 1-0007/1. Leave it empty to answer this comment by itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        joined = self.comment.duplicate_of
        self.initial.setdefault("to", joined.reference if joined else "")

    def clean_to(self) -> Comment | None:
        """Find the comment by its number."""
        typed = self.cleaned_data["to"].strip()
        if not typed:
            return None
        consultation = self.comment.submission.consultation
        match = REFERENCE.fullmatch(typed)
        found = (
            match
            and match["version"] in (None, str(consultation.snapshot.number))
            and Comment.objects.on(consultation)
            .filter(submission__number=match["letter"], number=match["number"])
            .select_related("submission__consultation__snapshot")
            .first()
        )
        if not found:
            raise forms.ValidationError(_("There is no comment of this number on this consultation."))
        return found

    def action(self, user: Any) -> JoinComment:
        """Join, or part."""
        data = self.cleaned_data
        return JoinComment(self.comment, to=data["to"], user=user, seen=data["seen"])


class PassageForm(CommentDeedForm):
    """Where the text was changed because of the comment."""

    deed, title, submit = "passage", _("The changed passage"), _("Save")

    to = forms.ChoiceField(
        label=_("Where the text was changed"),
        required=False,
        help_text=_("Readers see this passage before and after the change beside the comment."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        snapshot = self.comment.submission.consultation.snapshot
        places = places_in(documents_of(snapshot.page.specific, DRAFT), snapshot.documents)
        self.fields["to"].choices = [("", _("where the comment stands")), *places.items()]
        settlement = getattr(self.comment, "settlement", None)
        linked = bool(settlement and settlement.passage_page)
        self.initial.setdefault("to", key_of(place_of(self.comment)) if linked else "")

    def action(self, user: Any) -> LinkPassage:
        """Link, or unlink."""
        data = self.cleaned_data
        return LinkPassage(self.comment, key=data["to"], user=user, seen=data["seen"])


DEEDS: list[type[CommentDeedForm]] = [RedactionForm, JoiningForm, AssignmentForm, PassageForm]
