"""More time for a consultation, and other words about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..actions.base import Refused, Stale
from ..forms.consultation import ConsultationForm, DescriptionForm, ExtensionForm
from ..once import once_or_stale
from ..permissions import may_run_consultation
from .base import ConsultationView


class ConsultationFormView(ConsultationView):
    """A form over one consultation, for whoever may open them."""

    template_name = "kpss_workflows/admin/consultation_form.html"
    form_class: type[ConsultationForm]

    def is_allowed(self) -> bool:
        """Whether the person may open consultations here."""
        return may_run_consultation(self.request.user, self.root)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what stands there now."""
        return self.show(self.form_class(consultation=self.consultation))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it once; what was typed stays if it is refused."""
        form = self.form_class(request.POST, consultation=self.consultation)
        if not form.is_valid():
            return self.show(form, status=422)

        def act() -> str:
            form.action(request.user).execute()
            return reverse("kpss_workflows_admin:process", args=[self.root.pk])

        content = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        try:
            done = once_or_stale(form.cleaned_data["key"], [pk, request.user.pk, content], act)
        except Refused as refused:
            self.consultation.refresh_from_db()
            form = form.renewed() if isinstance(refused, Stale) else form
            return self.show(form, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(request, self.done)
        return redirect(done.result)

    def show(
        self, form: ConsultationForm, *, refused: Refused | None = None, status: int = 200
    ) -> HttpResponse:
        """Render the form."""
        context = self.get_context_data(
            consultation=self.consultation,
            root=self.root,
            form=form,
            refused=refused,
            submit=self.submit,
            back_url=reverse("kpss_workflows_admin:process", args=[self.root.pk]),
            media=form.media,
        )
        return self.render_to_response(context, status=status)


class ExtendView(ConsultationFormView):
    """More time."""

    form_class = ExtensionForm

    @property
    def submit(self) -> str:
        """What the button does."""
        return _("Extend the consultation")

    @property
    def done(self) -> str:
        """What is said afterwards."""
        return _("The consultation was extended.")

    def get_page_title(self) -> str:
        """What this is."""
        return _("Extend the consultation")


class DescribeView(ConsultationFormView):
    """Other words and places."""

    form_class = DescriptionForm

    @property
    def submit(self) -> str:
        """What the button does."""
        return _("Save")

    @property
    def done(self) -> str:
        """What is said afterwards."""
        return _("The description of the consultation was saved.")

    def get_page_title(self) -> str:
        """What this is."""
        return _("Describe the consultation")
