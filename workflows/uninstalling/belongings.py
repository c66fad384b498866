"""What in the database is ours, and what of the host's stands in the way of dropping it."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site, WorkflowState

from .. import registry
from ..base_page import BasePage
from ..models import StateTask, WorkflowDefinition
from ..naming import named

OWN_LABEL = "kpss_workflows"


def labels() -> list[str]:
    """The apps that leave: this layer and those that stand on it."""
    return [OWN_LABEL, *registry.companions()]


def models() -> list[type]:
    """Every model of ours, those that point to others before those they point to."""
    ours = [
        model
        for label in labels()
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not model._meta.proxy
    ]
    order: TopologicalSorter[type] = TopologicalSorter()
    for model in ours:
        order.add(model)
        for target in _targets(model) & set(ours) - {model}:
            order.add(target, model)
    return list(order.static_order())


def row_models() -> list[type]:
    """The models whose rows are not pages."""
    return [model for model in models() if not issubclass(model, BasePage)]


def pages() -> QuerySet:
    """Pages of types that leave with their app."""
    kinds = [model for model in models() if issubclass(model, BasePage)]
    return BasePage.objects.type(*kinds).order_by("path") if kinds else BasePage.objects.none()


def runs() -> QuerySet:
    """Runs of loaded workflows, open and ended."""
    return WorkflowState.objects.filter(
        workflow__in=WorkflowDefinition.objects.values("workflow")
    ) | WorkflowState.objects.filter(task_states__task__in=StateTask.objects.values("pk"))


def open_runs() -> QuerySet:
    """Runs that have not ended."""
    return WorkflowState.objects.filter(pk__in=runs().values("pk")).active()


def inventory() -> list[str]:
    """Say in sentences what is going to be dropped; nothing where nothing of ours is left."""
    sentences = []
    if count := open_runs().count():
        sentence = ngettext("%(count)s open run ends.", "%(count)s open runs end.", count)
        sentences.append(sentence % {"count": count})
    rows = [(model, model._base_manager.count()) for model in row_models() if not model._meta.auto_created]
    if held := [f"{model._meta.verbose_name_plural} {count}" for model, count in rows if count]:
        sentences.append(_("These rows go: %(rows)s.") % {"rows": ", ".join(held)})
    if gone := pages():
        sentences.append(_("These pages of our types go: %(pages)s.") % {"pages": named(gone)})
    return sentences


def foreign_pages() -> QuerySet:
    """The host's own pages below pages of ours."""
    ours = pages()
    found = [
        key
        for top in top_pages()
        for key in BasePage.objects.descendant_of(top)
        .exclude(pk__in=ours.values("pk"))
        .values_list("pk", flat=True)
    ]
    return BasePage.objects.filter(pk__in=found).order_by("path")


def top_pages() -> list[Any]:
    """Pages of ours that stand below none of ours; in the order of paths they come before all that stand below."""
    tops: list[Any] = []
    for page in pages():
        if not tops or not page.path.startswith(tops[-1].path):
            tops.append(page)
    return tops


def obstacles() -> list[str]:
    """Sentences that say what the host has to move or change before anything of ours can go."""
    found = []
    if moved := foreign_pages():
        found.append(
            _("Pages of your own stand below ours, move them first: %(pages)s.") % {"pages": named(moved)}
        )
    ours = pages()
    if sites := Site.objects.filter(root_page__in=ours.values("pk")):
        where = ", ".join(site.hostname for site in sites)
        found.append(
            _("A site begins at a page of ours, choose another first: %(sites)s.") % {"sites": where}
        )
    return found + [
        _("Rows of “%(model)s” point to what is ours, change them first: %(count)s.")
        % {"model": model._meta.label, "count": count}
        for model, count in _pointing_rows()
    ]


def _targets(model: type) -> set[type]:
    """The models that the columns of a model point to."""
    fields = [field for field in model._meta.get_fields() if field.concrete and field.is_relation]
    return {field.related_model for field in fields if not field.many_to_many} - {None}


def _pointing_rows() -> list[tuple[type, int]]:
    """Rows of the host's models with a key to a row of ours."""
    ours = set(models())
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model in ours or model._meta.proxy:
            continue
        for field in model._meta.get_fields():
            if field.concrete and not field.many_to_many and field.related_model in ours:
                count = model._base_manager.exclude(**{field.name: None}).count()
                found += [(model, count)] if count else []
    return found
