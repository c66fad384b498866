"""Texts pasted from Word keep their headings, and pages keep one tree of headings."""

from kpss_pages.rich_text import RICH_TEXT_FEATURES
from kpss_pages.templatetags.kpss_text import richtext_below


def test_every_pasted_heading_stays_a_heading():
    assert {f"h{level}" for level in range(1, 7)} <= set(RICH_TEXT_FEATURES)


def test_pasted_headings_stand_below_the_heading_over_them():
    html = richtext_below("<h1>Úvod</h1><p>Text</p><h4>Podrobnosti</h4>", 2)
    assert html == "<h3>Úvod</h3><p>Text</p><h4>Podrobnosti</h4>"


def test_lists_and_links_are_kept():
    text = '<ul><li>jedna</li></ul><p><a href="https://www.example.cz/">odkaz</a></p>'
    assert richtext_below(text, 1) == text
