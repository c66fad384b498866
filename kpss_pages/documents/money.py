"""Amounts in Czech crowns, written as the Czech office writes them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

SPACE = "\u00a0"


def crowns(amount: int | None) -> str:
    """Write an amount in whole crowns: "1 250 000 Kč", with spaces that do not break; nothing for ``None``."""
    if amount is None:
        return ""
    return f"{amount:,}".replace(",", SPACE) + f"{SPACE}Kč"


def cost_text(cost: Any) -> str:
    """Write an estimate: an amount, a range, words, or all of it."""
    low, high, words = cost.get("amount"), cost.get("up_to"), cost.get("text") or ""
    return ", ".join(filter(None, (_range(low, high), words)))


def _range(low: int | None, high: int | None) -> str:
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s") % {"low": crowns(low), "high": crowns(high)}
    if low is None and high is not None:
        return _("up to %(high)s") % {"high": crowns(high)}
    return crowns(low)
