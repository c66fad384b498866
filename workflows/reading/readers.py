"""Who is to read a draft: people as somebody wrote them down, and people who may be suggested."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from .. import registry
from ..models.roles import RoleAssignment
from ..standing import Standing

MOST_READERS = 100
LONGEST_NAME = 200
WRITTEN = re.compile(r"(?P<name>[^<>]*)<\s*(?P<email>[^<>\s]+)\s*>")
is_email = EmailValidator()


@dataclass(frozen=True)
class Reader:
    """Somebody to be sent a link. ``user`` is the number of the account if the person has one that answers here."""

    name: str
    email: str
    user: int | None = None
    group: str = ""

    @property
    def key(self) -> str:
        """What a form calls a suggested person: by the account, so that nobody answers in another's name."""
        return f"account-{self.user}" if self.user else self.email


def readers_from(text: str) -> list[Reader]:
    """Read people written one on a line, as "Jana Nováková <jana@example.cz>" or the address alone.

    Raises ``ValidationError`` with a sentence for each line that cannot be read.
    """
    found, errors = [], []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        written = " ".join(line.split())
        if not written:
            continue
        try:
            found.append(_reader(written, number))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return found


def each_once(readers: Iterable[Reader]) -> list[Reader]:
    """Leave out whoever stands there again, by the address; the first one stays."""
    return list({reader.email: reader for reader in reversed(list(readers))}.values())[::-1]


def is_sound(reader: Reader) -> bool:
    """Tell whether a name and an address are what they seem: nothing in them begins a line of its own."""
    try:
        is_email(reader.email)
    except ValidationError:
        return False
    return len(reader.email) <= 254 and len(reader.name) <= LONGEST_NAME and not _has_unseen(reader.name)


def suggested_readers(root: Any, standing: Standing) -> list[Reader]:
    """Return whom one may want to ask: accounts that answer in this state, then whom the host names."""
    named = [
        Reader(one.name.strip(), one.email.strip().lower(), group=one.group)
        for source in registry.reader_suggestions()
        for one in source(root, standing.state)
    ]
    everybody = each_once([*_accounts(root, standing), *named])
    return [reader for reader in everybody if is_sound(reader)]


def _reader(line: str, number: int) -> Reader:
    written = WRITTEN.fullmatch(line)
    name, email = (written["name"], written["email"]) if written else ("", line)
    reader = Reader(name.strip(' ",;'), email.strip(" ,;").lower())
    if not is_sound(reader):
        raise ValidationError(
            _("Line %(number)s: “%(line)s” is no e-mail address. Write Jana Nováková <jana@example.cz>.")
            % {"number": number, "line": line if len(line) <= 80 else f"{line[:80]}…"}
        )
    return reader


def _has_unseen(text: str) -> bool:
    """Control characters, and marks that turn the direction of writing."""
    return any(unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") for one in text)


def _accounts(root: Any, standing: Standing) -> list[Reader]:
    """Accounts with an address that play a role which answers in this state."""
    asked = [role for role in standing.definition.roles if role.key in standing.state.comment]
    places = root.get_ancestors(inclusive=True).values("pk")
    given = RoleAssignment.objects.filter(role__in=[role.key for role in asked], page__in=places)
    users = get_user_model().objects.filter(is_active=True, groups__kpss_roles__in=given).distinct()
    group = ", ".join(role.name for role in asked)
    found = [Reader(name_of(user), _email_of(user), user.pk, group) for user in users]
    return sorted((one for one in found if one.email), key=lambda one: one.name.casefold())


def name_of(user: Any) -> str:
    """How people call the person of an account."""
    return user.get_full_name() or user.get_username()


def _email_of(user: Any) -> str:
    return (getattr(user, user.get_email_field_name(), "") or "").strip().lower()
