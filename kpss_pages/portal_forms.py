"""Forms that offer only what belongs to the portal at hand."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from .portals import is_kept_by_portal, portal_of, portals_for, within


class PortalPageForm(WagtailAdminPageForm):
    """A page's form: people, organisations and pages on offer are those of its own portal, in rows too."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        portal = portal_of(self.parent_page)
        _offer(self, portal)
        for formset in self.formsets.values():
            formset.form = partial(_row_form, formset.form, portal)


class RegisterForm(WagtailAdminModelForm):
    """The form of a register's entry: the portal is chosen once, from those its keeper may edit."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        portals = self._portals()
        self.fields["portal"].queryset = portals
        self.fields["portal"].disabled = bool(self.instance.pk)
        if not self.instance.pk and len(portals) == 1:
            self.initial["portal"] = portals[0].pk
        for field in _choices_of(self):
            if is_kept_by_portal(field.queryset):
                field.queryset = field.queryset.filter(portal__in=portals)

    def _portals(self) -> QuerySet:
        """The portal the entry is in; for a new one, those of whoever fills in the form."""
        if self.instance.pk:
            return self.fields["portal"].queryset.filter(pk=self.instance.portal_id)
        return portals_for(self.for_user) if self.for_user else self.fields["portal"].queryset.none()


def _row_form(form_class: type[forms.ModelForm], portal: Any, *args: Any, **kwargs: Any) -> forms.ModelForm:
    form = form_class(*args, **kwargs)
    _offer(form, portal)
    return form


def _offer(form: forms.ModelForm, portal: Any) -> None:
    for field in _choices_of(form):
        field.queryset = within(portal, field.queryset)


def _choices_of(form: forms.ModelForm) -> list[forms.ModelChoiceField]:
    return [field for field in form.fields.values() if isinstance(field, forms.ModelChoiceField)]
