"""What readers of a draft answered is about the text they read, and the log tells of each answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..document import fingerprint
from ..models.internal_versions import InternalVersion
from ..models.opinions import Opinion
from .findings import Finding


def read_texts_hold() -> Iterator[Finding]:
    """Every text that was sent out to be read is still the one that was sent."""
    for version in InternalVersion.objects.iterator():
        if fingerprint(version.text.encode()) != version.sha256:
            yield Finding(str(version), _("The fingerprint of an internal version is not that of its text."))
    strayed = Opinion.objects.exclude(invitation=None).exclude(version=F("invitation__version"))
    for opinion in strayed.select_related("version"):
        yield Finding(str(opinion.version), _("An opinion is about another text than its reader was sent."))


def opinions_are_logged() -> Iterator[Finding]:
    """The log tells of as many answers as there are."""
    entries = PageLogEntry.objects.filter(action="kpss_workflows.opinion").order_by()
    told = dict(entries.values_list("page_id").annotate(count=Count("pk")))
    given = Opinion.objects.order_by().values_list("version__page_id", "version__page__title")
    for page_id, title, count in given.annotate(count=Count("pk")):
        if count != told.get(page_id, 0):
            yield Finding(title, _("The log tells of another number of opinions than there are."))
