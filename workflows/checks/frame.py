"""Public pages of ours stand in the host's frame and at addresses of the host's."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

PROCESSOR = "workflows.context_processors.kpss"
BLOCKS = ("title", "extra_css", "content")
"""The blocks of the host's frame that our pages fill."""


def public_pages_have_a_place(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check frame and addresses, if any page type has versions that the public reads."""
    from ..models.public_versions import PublicVersionMixin

    if not any(issubclass(model, PublicVersionMixin) for model in apps.get_models()):
        return []
    return [*_processor(), *_frame(), *_addresses()]


def _processor() -> list[checks.CheckMessage]:
    engines = [one.get("OPTIONS", {}).get("context_processors", []) for one in settings.TEMPLATES]
    if any(PROCESSOR in processors for processors in engines):
        return []
    return [
        checks.Warning(
            "Public pages of the workflow do not know the frame of your site.",
            hint=f'Add "{PROCESSOR}" to the context processors in TEMPLATES.',
            id="kpss_workflows.W010",
        )
    ]


def _frame() -> list[checks.CheckMessage]:
    name = getattr(settings, "KPSS_BASE_TEMPLATE", None)
    hint = 'Set KPSS_BASE_TEMPLATE = "base.html", or the name of your own page frame.'
    if name is None:
        sentence = "Public pages of the workflow stand in a plain frame of their own."
        return [checks.Warning(sentence, hint=hint, id="kpss_workflows.W011")]
    try:
        missing = sorted(set(BLOCKS) - _blocks_of(name))
    except (TemplateDoesNotExist, TemplateSyntaxError) as error:
        sentence = f"KPSS_BASE_TEMPLATE names {name!r}, which cannot be read: {error}"
        return [checks.Error(sentence, hint=hint, id="kpss_workflows.E010")]
    if not missing:
        return []
    sentence = f"The page frame {name!r} lacks the blocks {', '.join(missing)}, which pages of ours fill."
    return [checks.Warning(sentence, hint="Put these blocks into it.", id="kpss_workflows.W012")]


def _blocks_of(name: str) -> set[str]:
    """The names of the blocks in a template and in all it extends."""
    nodes = Engine.get_default().get_template(name).nodelist
    found = {node.name for node in nodes.get_nodes_by_type(BlockNode)}
    for extends in nodes.get_nodes_by_type(ExtendsNode):
        parent = extends.parent_name.var
        # A parent that is only known while a page is made may bring any block.
        found |= _blocks_of(parent) if isinstance(parent, str) else set(BLOCKS)
    return found


def _addresses() -> list[checks.CheckMessage]:
    hint = 'Put path("", include("workflows.urls")) above Wagtail\'s own addresses in urls.py.'
    try:
        match = resolve(reverse("kpss_workflows:receipt", args=["token"]))
    except (NoReverseMatch, Resolver404):
        sentence = "Nobody can comment: the addresses of the comment form are not there."
        return [checks.Error(sentence, hint=hint, id="kpss_workflows.E011")]
    if match.app_name == "kpss_workflows":
        return []
    sentence = "Nobody can comment: another pattern of your addresses stands before the comment form."
    return [checks.Error(sentence, hint=hint, id="kpss_workflows.E012")]
