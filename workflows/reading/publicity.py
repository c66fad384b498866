"""Whether what somebody read as an internal draft is public by now, word for word."""

from __future__ import annotations

from django.http import HttpRequest

from ..bundles import bundle_of, texts_of
from ..document import fingerprint
from ..models.internal_versions import InternalVersion
from ..models.snapshots import Snapshot, bundle_bytes
from ..public.addresses import version_url


def public_address(version: InternalVersion, request: HttpRequest) -> str:
    """Return where everybody reads the very same text; "" while nobody does."""
    root = version.page.specific
    if root.live and _reads_the_same(version):
        return root.get_url(request) or ""
    frozen = Snapshot.objects.of_page(root).public().filter(sha256=version.sha256).order_by("-number").first()
    return version_url(root, frozen.number, request=request) if frozen else ""


def _reads_the_same(version: InternalVersion) -> bool:
    """Tell whether the live page shows it: the version in force, or the live pages where none was frozen."""
    root = version.page.specific
    in_force = Snapshot.objects.of_page(root).in_force().first()
    if in_force:
        return in_force.sha256 == version.sha256
    live = [page for page in bundle_of(root) if page.live]
    return fingerprint(bundle_bytes(texts_of(live))) == version.sha256
