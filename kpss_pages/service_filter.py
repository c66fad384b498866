"""The form above the list of services; works by an ordinary GET."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .folding import fold
from .models.codelists import ServiceType, TargetGroup
from .models.services import ServiceForm


class ServiceFilter(forms.Form):
    """Narrows services by words, form, type and target group; a choice nobody offers narrows nothing."""

    q = forms.CharField(
        label=pgettext_lazy("to search for", "Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    form = forms.ChoiceField(
        label=_("Form of provision"),
        required=False,
        choices=[("", _("All forms")), *ServiceForm.Form.choices],
    )
    type = forms.ModelChoiceField(
        label=_("Service type"),
        required=False,
        queryset=None,
        to_field_name="key",
        empty_label=_("All service types"),
    )
    target = forms.ModelChoiceField(
        label=_("Target group"),
        required=False,
        queryset=None,
        to_field_name="key",
        empty_label=_("Everybody"),
    )

    def __init__(self, data: Any, services: QuerySet):
        super().__init__(data, auto_id="filter-%s")
        self.services = services
        listed = services.values("pk")
        self.fields["type"].queryset = ServiceType.objects.filter(services__in=listed).distinct()
        self.fields["target"].queryset = TargetGroup.objects.filter(services__in=listed).distinct()

    @cached_property
    def is_used(self) -> bool:
        """Somebody has asked for something."""
        return self.is_bound and (not self.is_valid() or any(self.cleaned_data.values()))

    def narrowed(self) -> QuerySet:
        """The services asked for."""
        self.full_clean()
        chosen = getattr(self, "cleaned_data", {})
        services = self.services
        if form := chosen.get("form"):
            services = services.filter(pk__in=ServiceForm.objects.filter(form=form).values("page"))
        if service_type := chosen.get("type"):
            services = services.filter(service_type=service_type)
        if target := chosen.get("target"):
            services = services.filter(pk__in=target.services.values("pk"))
        return services.filter(_has_words(chosen.get("q", "")))


def _has_words(typed: str) -> Q:
    """Every word is somewhere in the service or in its provider's name."""
    condition = Q()
    for word in fold(typed).split():
        condition &= Q(searchable_text__contains=word) | Q(provider__searchable_name__contains=word)
    return condition
