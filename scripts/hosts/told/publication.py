"""Simple publication of the host's own article: written, submitted, sent back, published, by Wagtail's own groups."""

from __future__ import annotations

from home.models import ArticlePage

from .people import administrator, editor, fresh, moderator, rewritten, see, transition, visitor, written

FRAME = ("of-the-host", "mysite.css")


def tell() -> None:
    """Tell it from the first word to the public page and its next wording."""
    article = written(editor(), "ArticlePage", "Nova lavka", "Přes potok.")
    see(visitor(), "/nova-lavka/", status=404)
    _nobody_goes_around(article)
    article = transition(editor(), article, "submit")
    article = transition(moderator(), article, "send_back", comment="Chybí datum.")
    rewritten(editor(), article, "Přes potok od května.")
    article = transition(editor(), article, "submit")
    article = transition(moderator(), article, "publish")
    assert article.live
    see(visitor(), article.url, "Přes potok od května.", *FRAME)
    _next_wording(article)
    _old_article_lives_on()


def _nobody_goes_around(article: ArticlePage) -> None:
    """Wagtail's own button publishes no governed page."""
    for browser in (moderator(), administrator()):
        rewritten(browser, article, "Obejito.", **{"action-publish": "action-publish"})
        assert not fresh(article).live


def _next_wording(article: ArticlePage) -> None:
    """The public reads the old words until the new ones are published."""
    article = transition(editor(), article, "revise")
    rewritten(editor(), article, "Přes potok od června.")
    see(visitor(), article.url, "Přes potok od května.", *FRAME)
    transition(editor(), article, "submit")
    article = transition(moderator(), article, "publish")
    see(visitor(), article.url, "Přes potok od června.", *FRAME)


def _old_article_lives_on() -> None:
    """What was public before us stays so, and may be written anew."""
    old = ArticlePage.objects.get(slug="stary-clanek")
    see(visitor(), old.url, "Psáno dávno.", *FRAME)
    old = transition(editor(), old, "revise")
    rewritten(editor(), old, "Psáno nově.")
    old = transition(moderator(), old, "publish")
    see(visitor(), old.url, "Psáno nově.", *FRAME)
