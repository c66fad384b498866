"""What a page type gains when its pages belong to the page above them."""

from __future__ import annotations

from typing import Any

from django.db import models


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
        parent = self.get_parent() if self.path else None
        return parent.specific if parent else self
