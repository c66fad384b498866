"""Files that are kept between a preview and its confirmation, so that exactly what was shown is what is done.

They lie where files of the public lie, under a name nobody guesses. Whoever uploaded one gets a signed token that says
for what it was kept, for whom, about what and which bytes; it holds for a day, and then the file is swept away.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..actions.base import Stale
from ..storage import private_storage

FOLDER = "kept"
SALT = "workflows.intake.kept_uploads"
KEPT = timedelta(days=1)


def keep(file: Any, purpose: str, user: Any, about: str) -> str:
    """Store the bytes of an uploaded file; return the token by which the same person takes them for the same purpose.

    ``about`` says what they belong to, such as the number of a consultation.
    """
    file.seek(0)
    content = file.read()
    name = private_storage().save(f"{FOLDER}/{secrets.token_urlsafe(24)}", ContentFile(content))
    facts = {"name": name, "sha256": sha256(content).hexdigest()}
    return signing.dumps(facts | _whose(purpose, user, about), salt=SALT)


def take(token: str, purpose: str, user: Any, about: str) -> bytes:
    """Return the bytes as they were kept. Raises :class:`Stale` where they are gone or were kept for something else."""
    gone = Stale(_("The uploaded file is no longer kept here. Nothing was done; upload it again."))
    try:
        facts = signing.loads(token, salt=SALT, max_age=KEPT)
        if {name: facts[name] for name in ("purpose", "user", "about")} != _whose(purpose, user, about):
            raise gone
        with private_storage().open(facts["name"], "rb") as file:
            content = file.read()
    except (signing.BadSignature, OSError) as error:
        raise gone from error
    if sha256(content).hexdigest() != facts["sha256"]:
        raise gone
    return content


def forget(token: str) -> None:
    """Delete a file that has done its work, once that is certain."""
    name = signing.loads(token, salt=SALT)["name"]
    transaction.on_commit(lambda: private_storage().delete(name), robust=True)


def drop_kept() -> None:
    """Delete every kept file."""
    sweep_kept(timezone.now() + 2 * KEPT)


def sweep_kept(now: datetime) -> int:
    """Delete what was kept for longer than a day; return how many files there were."""
    storage = private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    old = [name for name in names if storage.get_modified_time(name) < now - KEPT]
    for name in old:
        storage.delete(name)
    return len(old)


def _whose(purpose: str, user: Any, about: str) -> dict[str, str]:
    return {"purpose": purpose, "user": str(user.pk), "about": about}
