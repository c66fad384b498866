"""Comments in the margin of a Word file, each with the answers that were written below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .word_draft import BREAKS
from .word_xml import attribute, local_name

LONGEST_CONVERSATION = 50
"""Answers to answers; Word itself knows none."""


@dataclass
class WordComment:
    """One comment in the margin: who wrote what and when; ``key`` is how an answer names it."""

    number: str
    author: str
    date: str
    text: str
    key: str
    answers: list[WordComment] = field(default_factory=list)


def comments_of(comments: Any, extended: Any) -> list[WordComment]:
    """Return the comments; an answer stands with the comment it answers, if the file says which one."""
    found = (
        [_comment(one) for one in comments if local_name(one) == "comment"] if comments is not None else []
    )
    parents = dict(_parents(extended))
    by_key = {one.key: one for one in found if one.key}
    first = []
    for comment in found:
        beginning = _beginning(comment, parents, by_key)
        if beginning is comment:
            first.append(comment)
        else:
            beginning.answers.append(comment)
    return first


def _beginning(comment: WordComment, parents: dict[str, str], by_key: dict[str, WordComment]) -> WordComment:
    """Return the comment with which a conversation began; one that runs in a circle begins with each."""
    found = comment
    for _step in range(LONGEST_CONVERSATION):
        parent = by_key.get(parents.get(found.key, ""))
        if parent is None:
            return found
        found = parent
    return comment


def _comment(element: Any) -> WordComment:
    paragraphs = [one for one in element.iter() if local_name(one) == "p"]
    return WordComment(
        number=attribute(element, "id"),
        author=attribute(element, "author").strip(),
        date=attribute(element, "date"),
        text="\n".join("".join(_words(one)) for one in paragraphs).strip(),
        key=attribute(paragraphs[-1], "paraId") if paragraphs else "",
    )


def _words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in BREAKS:
            yield BREAKS[name]


def _parents(extended: Any) -> Iterator[tuple[str, str]]:
    """Give the keys of answers with the keys of what they answer."""
    for element in extended if extended is not None else ():
        if parent := attribute(element, "paraIdParent"):
            yield attribute(element, "paraId"), parent
