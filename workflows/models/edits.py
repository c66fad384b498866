"""The log of edits that the rule of four eyes reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..base_page import BASE_PAGE_MODEL


class Edit(models.Model):
    """Somebody saved a page of a bundle, changed its parts, or wrote what was copied into it.

    Only a saving names a revision. The person is kept by number and name, not by a foreign key: deleting an account
    must not open a door. So is the revision, which Wagtail may throw away.
    """

    bundle_root = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="kpss_edits", verbose_name=_("page")
    )
    page_id = models.BigIntegerField(_("edited page"))
    user_id = models.BigIntegerField(_("number of the user"), null=True)
    user_name = models.CharField(_("name of the user"), max_length=255, blank=True)
    revision_id = models.BigIntegerField(_("saved revision"), null=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        ordering = ["-saved_at", "-pk"]
        indexes = [models.Index(fields=["bundle_root", "saved_at"], name="kpss_edits_of_bundle")]

    def __str__(self) -> str:
        return f"{self.user_name} {self.saved_at}"
