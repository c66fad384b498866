"""Kinds of parts that our addresses have."""

from __future__ import annotations

from django.urls.converters import IntConverter, get_converters, register_converter

NUMBER = "kpss_number"


class NumberConverter(IntConverter):
    """A number that every database can hold: what is longer is no address of ours, and nothing is asked for."""

    regex = "[0-9]{1,18}"


def use_numbers() -> None:
    """Let addresses say ``<kpss_number:pk>``."""
    if NUMBER not in get_converters():
        register_converter(NumberConverter, NUMBER)
