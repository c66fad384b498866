"""The site before us: a front page, an article and a proposal that everybody reads."""

from __future__ import annotations

from home.models import ArticlePage, HomePage, ProposalPage
from wagtail.models import Site

from .people import see, visitor


def tell() -> None:
    """Found it."""
    home = _front_page()
    for model, title in ((ArticlePage, "Stary clanek"), (ProposalPage, "Stary navrh")):
        page = model(title=title, slug=title.lower().replace(" ", "-"), body="<p>Psáno dávno.</p>")
        home.add_child(instance=page)
        page.save_revision().publish()
        see(visitor(), page.url, "Psáno dávno.", "of-the-host", "mysite.css")


def _front_page() -> HomePage:
    """The page that ``wagtail start`` made, or one for a base page model of the host's own."""
    if home := HomePage.objects.first():
        return home
    old = Site.objects.get().root_page
    home = old.get_parent().add_child(instance=HomePage(title="Home", slug="front"))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    old.delete()
    return home
