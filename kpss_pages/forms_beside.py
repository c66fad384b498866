"""Forms of what stands beside a page."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.documents.widgets import AdminDocumentChooser

from workflows.forms.personal import PersonalForm, PublicDocumentForm

from .models import Contact, LaterDocument, PlanCard, ShortVersion
from .rich_text import RICH_TEXT_FEATURES

CONTACT_FIELDS = [
    "name",
    "role",
    "organisation",
    "purpose",
    "phone",
    "phone2",
    "email",
    "address",
    "data_box",
    "note",
    "is_coordinator",
    "sort_order",
]


class KeyForm(forms.Form):
    """The one-time key that keeps a second click from adding a row twice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    @classmethod
    def renewed(cls) -> KeyForm:
        """Another key, so that whoever has looked again may press again."""
        return cls({"key": str(uuid.uuid4())})

    def save(self) -> None:
        """Nothing of its own."""

    def has_changed(self) -> bool:
        """A key is no change."""
        return False


class RowFormSet(forms.BaseModelFormSet):
    """Rows of one page; a new row is given the page when it is saved."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        self.page = page
        super().__init__(*args, queryset=self.model.objects.filter(page_id=page.pk), **kwargs)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Hang the row on the page."""
        form.instance.page_id = self.page.pk
        return super().save_new(form, commit)


class RowForm(forms.ModelForm):
    """One part of which there is at most one a page."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        found = self._meta.model.objects.filter(page_id=page.pk).first()
        super().__init__(*args, instance=found or self._meta.model(page_id=page.pk), **kwargs)
        # What is not there yet may stay away: an untouched form is not an error.
        self.empty_permitted = found is None
        self.use_required_attribute = False


class ShortVersionForm(PublicDocumentForm, RowForm):
    """The plan in plain words."""

    class Meta:
        model = ShortVersion
        fields = ["text", "document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
        self.fields["document"].widget = AdminDocumentChooser()


class PlanCardForm(PersonalForm, RowForm):
    """What is said of a plan before its first version."""

    class Meta:
        model = PlanCard
        fields = ["title", "period_text", "steps", "coordinator"]
        widgets = {"coordinator": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steps"].widget = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)

    def save(self, commit: bool = True) -> Any:
        """Note who announced, and when, the first time."""
        if self.instance.pk is None:
            self.instance.announced_by, self.instance.announced_at = self.user, timezone.now()
        return super().save(commit)


class LaterDocumentForm(PublicDocumentForm, forms.ModelForm):
    """One row of what came after the decision."""


ContactFormSet = forms.modelformset_factory(
    Contact,
    fields=CONTACT_FIELDS,
    formset=RowFormSet,
    extra=1,
    can_delete=True,
    widgets={"address": forms.Textarea(attrs={"rows": 3}), "sort_order": forms.HiddenInput},
)

LaterDocumentFormSet = forms.modelformset_factory(
    LaterDocument,
    form=LaterDocumentForm,
    fields=["title", "document", "published_on", "note"],
    formset=RowFormSet,
    extra=1,
    can_delete=True,
    widgets={
        "document": AdminDocumentChooser,
        "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "note": forms.Textarea(attrs={"rows": 2}),
    },
)
