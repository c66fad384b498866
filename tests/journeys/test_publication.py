"""A news item in a real browser: written, submitted, sent back, published, changed; and no word is lost on the way."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from kpss_pages.models import NewsPage
from tests.journeys.conftest import PHONE
from tests.journeys.people import carry_out, make, open_menu_entry, sign_in, write_title
from tests.kpss_pages.publication_story import LISTING, Office
from tests.workflows.story import state_of


def choose(page: Page, title: str) -> None:
    """Choose an entry of the open editor's menu."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("footer .button", has_text=title).first.click()


def type_text(page: Page, words: str) -> None:
    """Type into the text as an editor does, at its end; the field follows a quarter of a second later."""
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    page.wait_for_function("words => document.querySelector('[name=body]').value.includes(words)", arg=words)


def open_editor(page: Page, news: NewsPage) -> None:
    """Open the editor and wait for its scripts."""
    page.goto(f"/admin/pages/{news.pk}/edit/")
    page.wait_for_load_state("networkidle")


def test_a_news_item_takes_its_way(open_page, axe):
    office = Office()
    listing = office.listings[LISTING[NewsPage]]

    writer = open_page()
    sign_in(writer, "writer")
    writer.goto(f"/admin/pages/add/kpss_pages/newspage/{listing.pk}/")
    write_title(writer, "Hledáme lidi do skupin")
    type_text(writer, "Přijďte v úterý.")
    choose(writer, "Předat ke zveřejnění")
    carry_out(writer, axe, "Předat ke zveřejnění")
    news = NewsPage.objects.get()
    assert (state_of(news), news.live) == ("pending", False)

    editor = open_page()
    sign_in(editor, "editor")
    make(editor, axe, news, "Vrátit autorovi", comment="Doplňte prosím místo.")

    open_editor(writer, news)
    expect(writer.locator("body")).to_contain_text("Doplňte prosím místo.")
    type_text(writer, " Na radnici.")
    choose(writer, "Předat ke zveřejnění")
    carry_out(writer, axe, "Předat ke zveřejnění")

    # Looking is not writing: an untouched form is left as it is.
    before = news.revisions.count()
    open_menu_entry(editor, news, "Zveřejnit")
    assert news.revisions.count() == before
    carry_out(editor, axe, "Zveřejnit")

    public = open_page(size=PHONE)
    public.goto(news.url)
    expect(public.locator("main")).to_contain_text("Přijďte v úterý. Na radnici.")

    open_editor(editor, news)
    type_text(editor, " Občerstvení zajištěno.")
    choose(editor, "Zveřejnit")
    expect(editor.get_by_role("heading", name="Zveřejnit").first).to_be_visible()
    public.goto(news.url)
    expect(public.locator("main")).not_to_contain_text("Občerstvení")
    carry_out(editor, axe, "Zveřejnit")
    public.goto(news.url)
    expect(public.locator("main")).to_contain_text("Na radnici. Občerstvení zajištěno.")

    make(editor, axe, news, "Stáhnout ze zveřejnění", comment="Akce se ruší.")
    assert public.goto(news.url).status == 404
