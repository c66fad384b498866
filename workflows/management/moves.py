"""The option by which commands are told where waiting pages move."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _


def add_moves(parser: CommandParser) -> None:
    """Add the option to a command."""
    parser.add_argument(
        "--move",
        dest="moves",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="Pages that wait in the state OLD move to the state NEW; may be given again.",
    )


def moves_in(options: dict[str, Any]) -> dict[str, str]:
    """Return where pages of which state move. Raises :class:`CommandError` for what cannot be read."""
    moves: dict[str, str] = {}
    for given in options["moves"]:
        old, _sign, new = (part.strip() for part in given.partition("="))
        if not old or not new:
            raise CommandError(_("Write a move as OLD=NEW, not “%(given)s”.") % {"given": given})
        if old in moves:
            raise CommandError(_("Two moves lead from the state “%(state)s”.") % {"state": old})
        moves[old] = new
    return moves
