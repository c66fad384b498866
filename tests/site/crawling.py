"""Go through everything a reader reaches by links."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from django.test import Client

LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)')
ELSEWHERE = ("/admin/", "/static/", "/media/")
COMMENT_FORM = "/kpss/pripominka/"


@dataclass(frozen=True)
class Answer:
    """What an address gave."""

    status: int
    text: str


def crawl(start: Iterable[str], *, limit: int) -> dict[str, Answer]:
    """Follow links from the start and return every answer by its address; more than ``limit`` is an error."""
    client, answers, waiting = Client(), {}, deque(start)
    while waiting:
        address = waiting.popleft()
        if address in answers:
            continue
        assert len(answers) < limit, "The pages lead on and on."
        answers[address] = _read(client, address)
        waiting.extend(link for link in _links(answers[address].text) if link not in answers)
    return answers


def _read(client: Client, address: str) -> Answer:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    is_text = response.headers.get("Content-Type", "").startswith(("text/", "application/json"))
    return Answer(response.status_code, html.unescape(body.decode()) if is_text else "")


def _links(text: str) -> Iterable[str]:
    """Every link of the site; of the forms for comments, which differ by the part only, just the plain one."""
    for link in LINK.findall(text):
        if not link.startswith(ELSEWHERE):
            yield link.partition("?")[0] if link.startswith(COMMENT_FORM) else link
