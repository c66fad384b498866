"""The editor's action menu of a governed page: transitions instead of Wagtail's buttons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
    WorkflowMenuItem,
)

from .models.governed import GovernedMixin
from .offers import Offer, offers_for

SHUT_ITEMS = (
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
    WorkflowMenuItem,
)


class TransitionMenuItem(ActionMenuItem):
    """Leads to the view of one transition; a refused one stays, disabled, with its sentences."""

    template_name = "kpss_workflows/admin/transition_menu_item.html"
    icon_name = "arrow-right"

    def __init__(self, offer: Offer, order: int) -> None:
        super().__init__(order=order)
        self.offer = offer
        self.name = f"kpss-{offer.transition.key}"
        self.label = offer.transition.name

    def get_url(self, context: Any) -> str:
        """The view that asks, shows and carries out."""
        return self.offer.url

    def get_context_data(self, parent_context: Any) -> Any:
        """Add what stands in the way."""
        return super().get_context_data(parent_context) | {"refusals": self.offer.refusals}


class ProcessMenuItem(ActionMenuItem):
    """Leads to the whole process of the page: state, versions, comments, resolutions, history."""

    name = "kpss-process"
    label = _("Process of the page")
    icon_name = "history"

    def get_url(self, context: Any) -> str:
        """The overview of the bundle."""
        return reverse("kpss_workflows_admin:process", args=[context["page"].bundle_root.pk])


def construct(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take Wagtail's doors out of the menu of a governed page and put the transitions in, never first."""
    page = context.get("page")
    if not (isinstance(page, GovernedMixin) or _creates_governed(request)):
        return
    menu_items[:] = [item for item in menu_items if not isinstance(item, SHUT_ITEMS)]
    if page is None or not page.pk or context.get("view") == "create":
        return
    offers = offers_for(page, request.user)
    menu_items += [TransitionMenuItem(offer, 200 + order) for order, offer in enumerate(offers)]
    menu_items.append(ProcessMenuItem(order=300))
    menu_items.sort(key=lambda item: isinstance(item, TransitionMenuItem) and bool(item.offer.refusals))


def _creates_governed(request: HttpRequest) -> bool:
    from django.apps import apps

    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    if "content_type_model_name" not in kwargs:
        return False
    model = apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
    return issubclass(model, GovernedMixin)
