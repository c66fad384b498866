"""One person for every part, with a password everybody may know. They exist in demonstrations only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile


@dataclass(frozen=True)
class Account:
    """A sign-in: the part it plays, the name on the door, and the key of its role in the workflow."""

    username: str
    role: str
    first_name: str
    last_name: str
    key: str = ""

    @property
    def password(self) -> str:
        """The password, the same in every demonstration."""
        return f"{self.username}-ukazka"


PROFILE = {"preferred_language": "cs", "current_time_zone": "Europe/Prague"}
"""Who is waited for is told by mail, as everywhere; their addresses are of a name that can never exist."""
ADMINISTRATOR = Account("spravce", "administrator", "Správce", "ukázky")
GROUP_EDITOR = Account("skupina", "working-group editor", "Barbora", "Kolářová")
ACCOUNTS = [
    Account("editor", "editor", "Kateřina", "Benešová", "editor"),
    GROUP_EDITOR,
    Account("koordinator", "coordinator", "Jana", "Horáková", "coordinator"),
    Account("schvalovatel", "approver", "Zdeňka", "Rybářová", "approver"),
    Account("zapisovatel", "clerk", "Monika", "Hájková", "clerk"),
    ADMINISTRATOR,
]


def ensure_administrator() -> Any:
    """Return the administrator, made if missing."""
    return _ensure(ADMINISTRATOR, is_staff=True, is_superuser=True)


def ensure_accounts(roles: dict[str, Group]) -> dict[str, Any]:
    """Return everybody by user name; who is missing is made and given a role. Those who are there stay as they are."""
    return {account.username: _ensure(account, role=roles.get(account.key)) for account in ACCOUNTS}


def join(user: Any, group: Group) -> None:
    """Make somebody a member, unless an administrator has given them other groups since."""
    if not user.groups.exists():
        user.groups.add(group)


def _ensure(account: Account, *, role: Group | None = None, **extra: Any) -> Any:
    users = get_user_model().objects
    if user := users.filter(username=account.username).first():
        return user
    email = f"{account.username}@doubravin.example"
    names = {"first_name": account.first_name, "last_name": account.last_name}
    user = users.create_user(account.username, email, account.password, **names, **extra)
    if role:
        user.groups.add(role)
    UserProfile.objects.create(user=user, **PROFILE)
    return user
