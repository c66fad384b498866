"""Who plays which part, and where in the page tree."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..base_page import BASE_PAGE_MODEL


class RoleAssignment(models.Model):
    """Members of a group play a part on a page and on everything below it."""

    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="kpss_roles", verbose_name=_("group")
    )
    role = models.SlugField(_("role"), help_text=_("The key of a role in a loaded workflow definition."))
    page = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.CASCADE, related_name="kpss_roles", verbose_name=_("page")
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["group", "role", "page"], name="kpss_role_assigned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.group}"
