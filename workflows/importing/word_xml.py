"""The XML inside a Word file, parsed so that it can name nothing outside itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from .problems import Unreadable


def parsed(content: bytes) -> Any:
    """Return the root of an XML member. Raises :class:`Unreadable`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_("The Word file is damaged. Open it in Word and save it again.")) from error
    # Unusual encodings hide what was looked for in the bytes.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            _("The file names things outside itself, so it is not taken. Save it again in Office.")
        )
    return root


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace: Word writes the same names in two of them."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name without a namespace, or "" if there is none."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def child(element: Any, name: str) -> Any:
    """Return the first child of this name, or ``None``."""
    return next((one for one in element if local_name(one) == name), None)
