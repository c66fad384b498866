"""The jobs that come with the app, in the order they run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from .registry import MAIL, TABLES, Deed, register_job


def register() -> None:
    """Register them."""
    register_job("transitions", _("Transitions whose time has come"), _transitions)
    register_job("answers", _("Answers to those who commented"), _answers)
    register_job("news", _("News for subscribers"), _news)
    register_job("promises", _("Reminders of promised settlements"), _promises)
    register_job(TABLES, _("Files of settlement tables"), _tables)
    register_job("sealing", _("Sealing the log of decisions"), _sealing)
    register_job("forgetting", _("Forgetting what nobody needs any more"), _forgetting)
    register_job(MAIL, _("Sending mail"), _mail)


# Models load after the app is ready to register its jobs.


def _transitions(now: datetime) -> Iterator[Deed]:
    from ..clock import due_transitions

    return due_transitions(now)


def _answers(now: datetime) -> Iterator[Deed]:
    from ..intake.answers import authors_to_tell

    return authors_to_tell(now)


def _news(now: datetime) -> Iterator[Deed]:
    from ..news.telling import news_to_tell

    return news_to_tell(now)


def _promises(now: datetime) -> Iterator[Deed]:
    from ..intake.promises import promises_to_keep

    return promises_to_keep(now)


def _tables(now: datetime) -> Iterator[Deed]:
    from ..table.making import tables_to_make

    return tables_to_make(now)


def _sealing(now: datetime) -> Iterator[Deed]:
    from ..log.sealing import seal_log

    yield Deed("log", lambda: _counted(seal_log(), "sealed"))


def _forgetting(now: datetime) -> Iterator[Deed]:
    from .forgetting import forgetting

    return forgetting(now)


def _mail(now: datetime) -> Iterator[Deed]:
    from ..mail.delivery import Delivery

    return Delivery(now).deeds()


def _counted(count: int, words: str) -> str | None:
    return f"{count} {words}" if count else None
