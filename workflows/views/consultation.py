"""More time for a consultation, and other words about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..actions.base import Refused, Stale
from ..forms.consultation import ConsultationForm, DescriptionForm, ExtensionForm
from ..models.consultations import Consultation
from ..once import once_or_stale
from ..permissions import may_run_consultation
from .base import BundleView


class ConsultationFormView(BundleView):
    """A form over one consultation, for whoever may open them."""

    template_name = "kpss_workflows/admin/consultation_form.html"
    form_class: type[ConsultationForm]

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find the consultation and ask for the role."""
        known = Consultation.objects.select_related("snapshot__page")
        self.consultation = get_object_or_404(known, pk=pk)
        self.root = self.consultation.snapshot.page.specific
        self.require(may_run_consultation(request.user, self.root))
        return super().dispatch(request, pk)

    def get_page_subtitle(self) -> str:
        """On what."""
        return str(self.consultation.snapshot)

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
