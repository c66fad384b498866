"""What a page type gains when its text is put before the public or a body in numbered versions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from .governed import GovernedMixin


def _exists(template: str) -> bool:
    try:
        return bool(get_template(template))
    except TemplateDoesNotExist:
        return False


class PublicVersionMixin(GovernedMixin):
    """A governed page whose frozen versions anybody may read, and comment on while a consultation is open.

    Stand it before the base page: ``class Plan(PublicVersionMixin, BasePage)``. Readers get the document of a version,
    the same for preview, version and approved page, in ``version_template``. Without a version there is nothing to
    read, so nothing is published before a definition is loaded.
    """

    version_template = "kpss_workflows/public/page.html"
    card_template = "kpss_workflows/public/card.html"

    class Meta:
        abstract = True

    @property
    def is_governed(self) -> bool:
        """Only a workflow publishes a version."""
        return True

    @classmethod
    def is_governed_below(cls, parent: Any) -> bool:
        """Only a workflow publishes a version, wherever the page stands."""
        return True

    def get_public_card(self) -> Any:
        """Return what may be said of the page before any version is public, or ``None``.

        ``card_template`` shows it; the shipped one shows its ``title`` and ``text``.
        """
        return None

    def get_public_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what stands beside the document in public, for the root of a bundle."""
        return {}

    @property
    def has_lasting_address(self) -> bool:
        """Tell whether the public knows the page: from the announcement or the first version on."""
        from ..freezing import is_frozen

        return bool(self.pk) and (is_frozen(self) or self.get_public_card() is not None)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find frozen versions and what belongs to them, also while the page is not live."""
        from ..public.routes import route

        return route(self, request, path_components) or super().route(request, path_components)

    def serve(self, request: HttpRequest, view: str = "reading", **kwargs: Any) -> HttpResponseBase:
        """Answer with a public view of the bundle; a preview shows the draft as the public will read it."""
        from ..public.views import VIEWS

        return VIEWS[view](request, self, **kwargs)

    def serve_unversioned(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page did before its type had versions, if the type has a template from that time."""
        template = self.get_template(request)
        if template == self.version_template or not _exists(template):
            raise Http404
        return super().serve(request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the draft by the same view that readers get."""
        return self.serve(request)
