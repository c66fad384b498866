"""What a page type gains when its text is put before the public or a body in numbered versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .governed import GovernedMixin


class PublicVersionMixin(GovernedMixin):
    """A governed page whose frozen versions anybody may read, and comment on while a consultation is open.

    Stand it before the base page: ``class Plan(PublicVersionMixin, BasePage)``. Readers get the document of a version,
    the same for preview, version and approved page, in ``version_template``.
    """

    version_template = "kpss_workflows/public/page.html"

    class Meta:
        abstract = True

    def get_public_card(self) -> Any:
        """Return what may be said of the page before any version is public, or ``None``."""
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

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the draft by the same view that readers get."""
        return self.serve(request)
