"""Inside a web process: say which process serves, wait for the other one, or die at a given statement.

What to do stands in headers of the request, so only the requests of the referee are touched:

``X-Trust-Port``   send this process's number to the referee's UDP port, so that it can be killed from outside
``X-Trust-Meet``   before the first statement that writes or locks, tell the referee and wait until it says go
``X-Trust-Die-At`` kill this process before the n-th statement that writes, counting from 1
"""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

LOOPBACK = "127.0.0.1"
PATIENCE = 10  # seconds
WRITING = re.compile(r"\s*(BEGIN|INSERT|UPDATE|DELETE|COMMIT|SAVEPOINT)", re.IGNORECASE)


class Victim:
    """The first middleware: everything a person's request does happens inside it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve, watched where the headers ask for it."""
        with ExitStack() as watched, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as referee:
            if port := request.headers.get("X-Trust-Port"):
                referee.connect((LOOPBACK, int(port)))
                referee.send(str(os.getpid()).encode())
            if "X-Trust-Meet" in request.headers:
                watched.enter_context(connection.execute_wrapper(Meeting(referee)))
            if count := request.headers.get("X-Trust-Die-At"):
                watched.enter_context(connection.execute_wrapper(Death(int(count))))
            return self.get_response(request)


class Meeting:
    """Waits once, when all has been read and nothing is written or locked yet."""

    def __init__(self, referee: socket.socket) -> None:
        self.referee: socket.socket | None = referee

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Wait before the first statement that writes or holds a row; after it the other one could not come."""
        if self.referee and (WRITING.match(sql) or "FOR UPDATE" in sql):
            self.referee.settimeout(PATIENCE)
            self.referee.send(b"here")
            self.referee.recv(8)
            self.referee = None
        return execute(sql, *rest)


class Death:
    """Counts the statements that write, and kills its own process before the chosen one."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Count, and die when the count has run out."""
        if WRITING.match(sql):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)
