"""What loading a definition changes, in sentences: which key, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from ..definition import Definition
from .toml import RENAMED, value_of

PARTS = ("roles", "states", "transitions")
HEAD = ("title", "title_en", "note", "page_types")


def changes(old: Definition | None, new: Definition) -> list[str]:
    """Compare a loaded definition with the one that takes its place; an empty list means they are the same."""
    if old is None:
        counts = {name: len(getattr(new, name)) for name in PARTS}
        sentence = _(
            "The definition is new; roles: %(roles)d, states: %(states)d, transitions: %(transitions)d."
        )
        return [sentence % counts, *_differences("", _None(), new, ("page_types",))]
    found = list(_differences("", old, new, HEAD))
    for name in PARTS:
        found += _items(name, getattr(old, name), getattr(new, name))
    if old.initial.key != new.initial.key:
        found.append(_("A new page begins in the state “%(state)s”.") % {"state": new.initial})
    return found + list(_held_roles(old, new))


class _None:
    """Nothing was loaded before."""

    page_types: tuple[str, ...] = ()


def _items(where: str, old: Iterable[Any], new: Iterable[Any]) -> Iterator[str]:
    before, after = ({one.key: one for one in items} for items in (old, new))
    for key in (one for one in after if one not in before):
        yield _("%(where)s is new: “%(title)s”.") % {"where": f"{where}.{key}", "title": after[key]}
    for key in (one for one in before if one not in after):
        yield _("%(where)s is dropped: “%(title)s”.") % {"where": f"{where}.{key}", "title": before[key]}
    both = [key for key in after if key in before]
    for key in both:
        names = [name for name in after[key].__dataclass_fields__ if name != "key"]
        yield from _differences(f"{where}.{key}", before[key], after[key], names)
    if both != [key for key in before if key in after]:
        yield _("%(where)s: the order changes.") % {"where": where}


def _differences(where: str, old: Any, new: Any, names: Iterable[str]) -> Iterator[str]:
    written = {name: key for key, name in RENAMED.items()}
    for name in names:
        place = ".".join(filter(None, (where, written.get(name, name))))
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from _difference(place, before, after)


def _difference(where: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                yield from _difference(f"{where}.{key}", old.get(key, ""), new.get(key, ""))
    elif isinstance(new, tuple):
        yield from _listed(where, old, new)
    else:
        values = {"where": where, "old": value_of(old), "new": value_of(new)}
        yield _("%(where)s: %(old)s becomes %(new)s.") % values


def _listed(where: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    added, dropped = ([one for one in new if one not in old], [one for one in old if one not in new])
    if added:
        yield _("%(where)s: added %(names)s.") % {"where": where, "names": ", ".join(added)}
    if dropped:
        yield _("%(where)s: dropped %(names)s.") % {"where": where, "names": ", ".join(dropped)}
    if not added and not dropped:
        yield _("%(where)s: the order changes.") % {"where": where}


def _held_roles(old: Definition, new: Definition) -> Iterator[str]:
    """Groups keep a role by its key; when the key goes, its people may do nothing with it."""
    left = {role.key for role in new.roles}
    for key in (role.key for role in old.roles if role.key not in left):
        groups = Group.objects.filter(kpss_roles__role=key).distinct().order_by("name")
        if groups:
            sentence = _("roles.%(key)s is dropped, but groups hold it: %(groups)s. Give them another role.")
            yield sentence % {"key": key, "groups": ", ".join(group.name for group in groups)}
