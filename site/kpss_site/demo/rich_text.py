"""Paragraphs and lists as people type them, turned into the editor's HTML."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join

BULLET = "- "


def html(text: str) -> str:
    """Turn blocks divided by empty lines into paragraphs, and blocks of lines with dashes into lists."""
    blocks = [block.strip() for block in text.strip().split("\n\n")]
    return "".join(_block(block) for block in blocks if block)


def _block(block: str) -> str:
    if block.startswith(BULLET):
        items = ((line.removeprefix(BULLET),) for line in block.splitlines())
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    return format_html("<p>{}</p>", block)
