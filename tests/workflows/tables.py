"""Settled consultations with hostile and with many comments, for the tests of their tables."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from workflows.actions.submit_comments import Remark, SubmitComments
from workflows.models import Comment, Consultation, Settlement
from workflows.table.rows import Table
from workflows.table.writing import written

from .story import TownHall, release, settle

TABLE = "/orez/navrh/1/vyporadani/"

HOSTILE = [
    '=HYPERLINK("http://zly.example","klikni")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=2",
    "\uff1d1+1",
    "  =1+1",
    "zvonek \x07 a \x00 konec \x1b[31m \x9f \ufffe",
    "<script>alert(1)</script>",
    "]]><w:p/>&amp;",
    '#import "@preview/zly:1.0.0"; #read("/etc/passwd") $x^2$ *ne* _ne_ = ne',
    'uvozovka " středník ; čárka ,',
    "dva\r\nřádky",
    "smajlík 🙂 a 漢字 \u202eobráceně",
    "https://velmi.dlouha.adresa.example/" + "x" * 300,
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
]
"""What programs take for a formula, a command or a fault."""


def settled_hall(hall: TownHall) -> TownHall:
    """A consultation on which a person who agreed to be named and one who did not wrote; its settlements are public."""
    hall.until_open()
    SubmitComments(
        hall.consultation,
        [Remark(text.replace("\x00", "")) for text in HOSTILE],
        identity={"name": "Jana Veřejná", "publish_name": True, "email": "jana@example.cz"},
    ).execute()
    SubmitComments(hall.consultation, [Remark("Tajná.")], identity={"name": "Eva Tajná"}).execute()
    for comment in Comment.objects.all():
        release(comment, hall.secretary)
        settle(comment, hall.secretary, reasoning="=A1 Vyhovíme.")
    Consultation.objects.update(settlements_published_at=timezone.now())
    hall.consultation.refresh_from_db()
    return hall


def many(hall: TownHall, count: int) -> None:
    """Many settled comments, made in a hurry."""
    letter = Comment.objects.order_by("pk").first().submission
    comments = Comment.objects.bulk_create(
        Comment(submission=letter, number=100 + number, text=f"Připomínka {number}. " * 10, status="released")
        for number in range(count)
    )
    Settlement.objects.bulk_create(
        Settlement(comment=comment, outcome="noted", reasoning="Bereme na vědomí. " * 10)
        for comment in comments
    )


def bytes_of(hall: TownHall, kind: str, **kwargs: Any) -> list[bytes]:
    """The volumes of a file of the table."""
    return [stream.read() for _volume, stream in written(Table(hall.consultation, **kwargs), kind)]
