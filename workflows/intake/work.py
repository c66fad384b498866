"""A little work a browser does before it sends, so that thousands of letters are dear: a proof of work by Altcha.

Off unless ``KPSS_PROOF_OF_WORK`` says how much: the greatest number to be tried, 50 000 is about a second. It needs the
extra ``[altcha]``, a browser that runs scripts, and HTTPS; who has none is led to the other ways of commenting.
"""

from __future__ import annotations

import base64
import binascii
import json
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "kpss_workflows.work"


def amount() -> int:
    """The greatest number a browser has to try; 0 asks for no work."""
    return getattr(settings, "KPSS_PROOF_OF_WORK", 0)


def is_installed() -> bool:
    """Tell whether the library is there."""
    return find_spec("altcha") is not None


def challenge(key: Any) -> str:
    """Set the work for the form with this one-time key, as JSON for the browser; "" where none is asked for.

    The key is part of the work, so the work of one letter does not serve for another.
    """
    if not amount():
        return ""
    from altcha import create_challenge_v1

    asked = create_challenge_v1(max_number=amount(), hmac_key=_secret(), params={"key": str(key)})
    return json.dumps(
        {
            "algorithm": asked.algorithm,
            "challenge": asked.challenge,
            "maxnumber": asked.max_number,
            "salt": asked.salt,
            "signature": asked.signature,
        }
    )


def is_done(answer: str, key: Any) -> bool:
    """Tell whether this is the work we set for the form with this key."""
    if not amount():
        return True
    from altcha import verify_solution_v1

    try:
        solved = json.loads(base64.b64decode(answer, validate=True))
        salt = str(solved["salt"])
    except (binascii.Error, ValueError, TypeError, KeyError):
        return False
    if parse_qs(salt.partition("?")[2]).get("key") != [str(key)]:
        return False
    right, _why = verify_solution_v1(answer, _secret())
    return right


def _secret() -> str:
    return salted_hmac(SALT, "", algorithm="sha256").hexdigest()
