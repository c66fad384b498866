"""The front page everything stands under, and the site that leads to it."""

from __future__ import annotations

from wagtail.models import Page, Site

from kpss_site.home.models import HomePage

from .rich_text import html

TITLE = "Komunitní plánování sociálních služeb"
SITE_NAME = "Komunitní plánování"
INTRODUCTION = (
    "Ukázka modulu KPSS pro Wagtail. Čtyři města nesou údaje, které samy zveřejnily; páté je smyšlené a ukazuje vše, "
    "co modul umí."
)


def ensure_front_page(port: int) -> HomePage:
    """Return the front page of the default site, which answers on localhost; both are made if they are missing."""
    page = HomePage.objects.first() or _new_front_page()
    _ensure_site(page, port)
    return page


def _new_front_page() -> HomePage:
    """Stand the front page in place of the greeting that Wagtail's migrations leave."""
    root = Page.get_first_root_node()
    greeting = root.get_children().exact_type(Page).filter(slug="home", numchild=0)
    Site.objects.filter(root_page__in=greeting).delete()
    # As a query: the history would name a page that nobody of this site has ever written.
    greeting.delete()
    root.refresh_from_db()
    page = root.add_child(
        instance=HomePage(title=TITLE, slug="home", introduction=html(INTRODUCTION), live=False)
    )
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk)


def _ensure_site(page: HomePage, port: int) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {
        "hostname": "localhost",
        "port": port,
        "root_page_id": page.pk,
        "site_name": site.site_name or SITE_NAME,
    }
    if site.pk and all(getattr(site, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(site, name, value)
    site.save()
