"""A person at a browser, as far as a server can tell: cookies, a token against forgery, forms."""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

PATIENCE = 120  # seconds
PASSWORD = "password"
SAID = re.compile(
    r'<(?P<tag>div|p|li)[^>]*class="[^"]*(?:help-critical|kpss-banner--error|\berror\b)[^"]*"[^>]*>(?P<text>.*?)</(?P=tag)>',
    re.DOTALL,
)
TAG = re.compile(r"<svg.*?</svg>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Press:
    """A form somebody sends: whose browser, where to, what."""

    who: str
    path: str
    data: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back; ``status`` 0 when the connection broke before an answer."""

    status: int
    location: str = ""
    body: str = ""
    milliseconds: float = 0.0

    @property
    def sentence(self) -> str:
        """What the answer says of why not, in plain words."""
        if self.body.startswith("{"):
            return json.loads(self.body).get("error_message", "")
        return " ".join(TAG.sub(" ", " ".join(found["text"] for found in SAID.finditer(self.body))).split())


class Browser:
    """One person's cookies. Sends each request over a connection of its own, from any thread."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def sign_in(self, name: str) -> Browser:
        """Go through Wagtail's own door."""
        self.send("GET", "/admin/login/", keep=True)
        answer = self.send("POST", "/admin/login/", {"username": name, "password": PASSWORD}, keep=True)
        if answer.status != 302:
            raise RuntimeError(f"{name} could not sign in: {answer.status}")
        return self

    def press(self, press: Press, **headers: str) -> Answer:
        """Send a form. A broken connection is an answer, too."""
        return self.send("POST", press.path, press.data, press.headers | headers)

    def send(
        self,
        method: str,
        path: str,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        *,
        keep: bool = False,
    ) -> Answer:
        """Send a request and read the answer; ``keep`` takes its cookies."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        started = time.monotonic()
        try:
            connection.request(method, path, urlencode(data or {}), self.headers() | (headers or {}))
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
        except (http.client.HTTPException, ConnectionError):
            return Answer(0, milliseconds=(time.monotonic() - started) * 1000)
        finally:
            connection.close()
        if keep:
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        location = response.headers.get("Location", "")
        return Answer(response.status, location, body, (time.monotonic() - started) * 1000)

    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Accept": "text/html",
        }
