"""What a page type gains when its pages belong to the page above them."""

from __future__ import annotations

from typing import Any

from django.db import models

from ..remembering import remembered


class BundlePartMixin(models.Model):
    """A page that shares the run of the page above it: frozen, locked, approved and published with it.

    Stand it first: ``class Chapter(BundlePartMixin, GovernedMixin, BasePage)``.
    """

    is_bundle_root = False

    class Meta:
        abstract = True

    @property
    def bundle_root(self) -> Any:
        """The page that holds the run; a page that is not in the tree yet has none above it."""
        above = self.path[: -self.steplen] if self.path else ""
        return remembered(("bundle root", above), self._page_above) if above else self

    def _page_above(self) -> Any:
        return self.get_parent().specific

    @classmethod
    def is_governed_below(cls, parent: Any) -> bool:
        """A page inside a bundle is governed as its root is."""
        return getattr(parent.specific, "is_governed", False)
