"""A portal of social services in a stranger's site: the page is added, its form opened, the public reads it."""

from __future__ import annotations

from django.urls import reverse

from kpss_pages.models import KpssIndexPage

from .people import administrator, front_page, see, visitor


def tell() -> None:
    """Add the portal; ``kpss_setup`` comes afterwards."""
    portal = front_page().add_child(instance=KpssIndexPage(title="Komunitní plánování", slug="kpss"))
    portal.save_revision().publish()
    see(visitor(), portal.url, "Komunitní plánování", "mysite.css")
    see(administrator(), reverse("wagtailadmin_pages:edit", args=[portal.pk]))
