"""Lets people press at one moment, and kills the process that serves one of them."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from contextlib import suppress
from threading import Barrier, Thread

from .browser import Answer, Browser, Press

PATIENCE = 5  # seconds
APART = 0.03  # seconds


class Referee:
    """Holds the browsers of all people and one UDP port the web processes report to."""

    def __init__(self, browsers: dict[str, Browser]) -> None:
        self.browsers = browsers

    # Races

    def race(self, presses: list[Press], start: str = "together") -> list[Answer]:
        """Let all press at one moment; ``apart`` up to 30 milliseconds one after another.

        With ``met``, no process writes before all have read, and then they write in any order: the closest finish.
        """
        meet = start == "met"
        barrier = Barrier(len(presses) + 1)
        answers = [Answer(0)] * len(presses)
        with listening() as ear:
            headers = {"X-Trust-Port": str(ear.getsockname()[1]), "X-Trust-Meet": "1"} if meet else {}

            def run(number: int) -> None:
                browser = self.browsers[presses[number].who]
                barrier.wait()
                if start == "apart":
                    time.sleep(random.uniform(0, APART))  # noqa: S311 (no secret)
                answers[number] = browser.press(presses[number], **headers)
                ear_of(ear, b"done")

            threads = [Thread(target=run, args=[number]) for number in range(len(presses))]
            for thread in threads:
                thread.start()
            barrier.wait()
            if meet:
                self.introduce(ear, len(presses))
            for thread in threads:
                thread.join()
        return answers

    def introduce(self, ear: socket.socket, count: int) -> None:
        """Say go when every process has come to its first writing, or has answered without writing."""
        here: list[tuple[str, int]] = []
        done = 0
        with suppress(TimeoutError):
            while len(here) + done < count:
                word, sender = ear.recvfrom(32)
                here += [sender] if word == b"here" else []
                done += word == b"done"
        random.shuffle(here)
        for sender in here:
            ear.sendto(b"go", sender)
            time.sleep(random.uniform(0, APART / 2))  # noqa: S311 (no secret)

    # Kills

    def kill(self, press: Press, delay: float) -> Answer:
        """Press, and ``kill -9`` the process that serves it ``delay`` seconds after it has begun."""
        with listening() as ear:
            killer = Thread(target=kill_who_reports, args=[ear, delay])
            killer.start()
            answer = self.browsers[press.who].press(press, **{"X-Trust-Port": str(ear.getsockname()[1])})
            killer.join()
        return answer

    def time(self, press: Press) -> tuple[Answer, float]:
        """Press, and measure from the moment a process has begun until it has answered; in seconds."""
        begun: list[float] = []
        with listening() as ear:

            def listen() -> None:
                with suppress(TimeoutError):
                    ear.recv(32)
                    begun.append(time.monotonic())

            listener = Thread(target=listen)
            listener.start()
            answer = self.browsers[press.who].press(press, **{"X-Trust-Port": str(ear.getsockname()[1])})
            ended = time.monotonic()
            listener.join()
        return answer, ended - begun[0] if begun else 0.0

    def die_at(self, press: Press, statement: int) -> Answer:
        """Press, and let the process kill itself before its n-th statement that writes."""
        return self.browsers[press.who].press(press, **{"X-Trust-Die-At": str(statement)})


def listening() -> socket.socket:
    """Open an ear on a free UDP port."""
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind(("127.0.0.1", 0))
    ear.settimeout(PATIENCE)
    return ear


def ear_of(ear: socket.socket, word: bytes) -> None:
    """Tell the referee from inside."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.sendto(word, ear.getsockname())


def kill_who_reports(ear: socket.socket, delay: float) -> None:
    """Wait for a process to report, wait a little more, and kill it."""
    with suppress(TimeoutError):
        pid = int(ear.recv(32))
        time.sleep(delay)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_after(pid: int, delay: float) -> None:
    """Kill a child of ours, such as the ticking clock."""
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
