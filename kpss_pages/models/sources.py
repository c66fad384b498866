"""What was loaded from files, so that loading a file again changes nothing."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SourceKey(models.Model):
    """What a loaded page or row is called in its source, whatever an editor has renamed, moved or deleted since.

    The row outlives its target on purpose: what a person deleted is not brought back by loading the file again.
    """

    key = models.CharField(
        _("key"), max_length=255, unique=True, help_text=_("For example liberec/plans/liberec-2018-2022.")
    )
    file = models.CharField(_("file"), max_length=255)
    content_type = models.ForeignKey(ContentType, verbose_name=_("type"), on_delete=models.CASCADE)
    object_id = models.CharField(_("identifier"), max_length=64)
    target = GenericForeignKey("content_type", "object_id")
    digests = models.JSONField(
        _("digests"),
        default=dict,
        help_text=_("One short digest for each key of the source, to tell which fact of a file has changed."),
    )
    loaded_at = models.DateTimeField(_("loaded at"), default=timezone.now)

    class Meta:
        verbose_name = _("key of a source")
        verbose_name_plural = _("keys of sources")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
