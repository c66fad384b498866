"""Blocks that migrations call by name."""

from __future__ import annotations

from typing import Any


class NamedDefinition:
    """Mixin of a block that migrations know by its class alone, so that a new label or field makes no migration.

    Such a block takes no arguments. Its module and name are part of old migrations: a class that moves leaves an
    import behind.
    """

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Name the class and nothing of what is in it."""
        return self.canonical_module_path, [], {}

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, list[Any], dict[str, Any]]:
        """Need no table of definitions."""
        return self.deconstruct()

    @classmethod
    def construct_from_lookup(cls, lookup: Any, *args: Any, **kwargs: Any) -> NamedDefinition:
        """Come back as the class is today."""
        return cls()
