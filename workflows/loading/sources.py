"""Where the text of a definition comes from: a file, or an app that ships it."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from .errors import DefinitionError
from .load import Source
from .shipped import shipped_source


def source_of(name: str | Path) -> Source:
    """Read the definition of a file, or the shipped one if what is named is no file.

    Raises :class:`DefinitionError` when it cannot be read.
    """
    path = Path(name)
    try:
        if not path.is_file():
            return shipped_source(str(name))
        # Editors on Windows put an invisible mark before the first letter.
        return Source(path.read_text("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise DefinitionError(path.name, "", _("The file is not text in UTF-8.")) from error
    except OSError as error:
        reason = _("The file cannot be read: %(reason)s.") % {"reason": error.strerror}
        raise DefinitionError(path.name, "", reason) from error
