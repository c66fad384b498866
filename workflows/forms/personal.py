"""Forms that know who fills them in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from ..doors.draft_files import is_hidden_from


class PersonalForm:
    """A form of one person."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class PublicDocumentForm(PersonalForm):
    """A form whose ``document`` becomes public, so it is chosen from what the person may read."""

    def clean_document(self) -> Any:
        """Refuse a file of a hidden draft in the words in which one that is not there is refused."""
        document = self.cleaned_data["document"]
        if document and is_hidden_from(document, self.user):
            raise ValidationError(self.fields["document"].error_messages["invalid_choice"], "invalid_choice")
        return document
