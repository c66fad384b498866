"""The editor's action menu of a governed page: transitions instead of Wagtail's buttons."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.forms import Media
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
from wagtail.admin.staticfiles import versioned_static

from ..definition import Transition
from ..models.governed import GovernedMixin
from ..offers import Offer, offers_for
from ..save_first import FIELD, begun_by_saving, offered_to_new

SHUT_ITEMS = (
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
    WorkflowMenuItem,
)


class TransitionMenuItem(ActionMenuItem):
    """Leads to the view of one transition; a refused one stays, disabled, with its sentences.

    Where the person may write, a form that was touched is saved on the way.
    """

    template_name = "kpss_workflows/admin/transition_menu_item.html"
    icon_name = "arrow-right"

    def __init__(self, offer: Offer, order: int) -> None:
        super().__init__(order=order)
        self.offer = offer
        self.name = f"kpss-{offer.transition.key}"
        self.label = offer.transition.name

    @property
    def media(self) -> Media:
        """Bring the script that saves on the way."""
        return Media(js=[versioned_static("kpss_workflows/save_first.js")])

    def get_url(self, context: Any) -> str:
        """The view that asks, shows and carries out."""
        return self.offer.url

    def get_context_data(self, parent_context: Any) -> Any:
        """Add what stands in the way, and what saving on the way takes."""
        is_saved = not parent_context["locked_for_user"]
        return super().get_context_data(parent_context) | {
            "refusals": self.offer.refusals,
            "field": FIELD if is_saved else "",
            "transition": self.offer.transition,
        }


class SavingMenuItem(ActionMenuItem):
    """Saves the form, always, and leads to a transition that is offered once it is saved."""

    template_name = "kpss_workflows/admin/saving_menu_item.html"
    icon_name = "arrow-right"

    def __init__(self, transition: Transition, order: int) -> None:
        super().__init__(order=order)
        self.transition = transition
        self.name = f"kpss-{transition.key}"
        self.label = transition.name

    def get_context_data(self, parent_context: Any) -> Any:
        """Add what the form says of it."""
        return super().get_context_data(parent_context) | {"field": FIELD, "transition": self.transition}


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
    if context.get("view") == "create":
        _construct_for_new(menu_items, request, context)
        return
    page = context.get("page")
    if not (isinstance(page, GovernedMixin) and page.is_governed):
        return
    menu_items[:] = [item for item in menu_items if not isinstance(item, SHUT_ITEMS)]
    menu_items += _transitions(page, request.user, context)
    menu_items.append(ProcessMenuItem(order=300))
    menu_items.sort(key=lambda item: isinstance(item, TransitionMenuItem) and bool(item.offer.refusals))


def _construct_for_new(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer what may follow the first saving of a new page."""
    kwargs = request.resolver_match.kwargs
    model = apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
    parent = context["parent_page"]
    if not (issubclass(model, GovernedMixin) and model.is_governed_below(parent)):
        return
    menu_items[:] = [item for item in menu_items if not isinstance(item, SHUT_ITEMS)]
    offered = offered_to_new(model, parent, request.user)
    menu_items += [SavingMenuItem(one, 200 + order) for order, one in enumerate(offered)]


def _transitions(page: Any, user: Any, context: dict[str, Any]) -> list[ActionMenuItem]:
    """What is offered now, and what saving a published page would begin.

    The form of an old version differs from the draft before anybody touches it, so it is always saved.
    """
    offers = offers_for(page, user)
    begun = [] if context["locked_for_user"] else begun_by_saving(page, user)
    if begun:
        offers = [offer for offer in offers if offer.transition.effect != "start"]
    saved = [*begun]
    if context["view"] == "revisions_revert" and not context["locked_for_user"]:
        saved, offers = [*saved, *(offer.transition for offer in offers)], []
    items = [SavingMenuItem(one, 200 + order) for order, one in enumerate(saved)]
    return [*items, *(TransitionMenuItem(offer, 250 + order) for order, offer in enumerate(offers))]
