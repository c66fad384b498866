"""What every entry kept beside the pages of a portal has in common."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from workflows.base_page import BASE_PAGE_MODEL

from ..portal_forms import RegisterForm
from ..portals import PORTAL_CHOICES


class RegisterEntry(models.Model):
    """A row that belongs to one portal and is shared by its pages."""

    portal = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to=PORTAL_CHOICES,
        help_text=_("The portal that may use this entry. It cannot be changed later."),
    )

    base_form_class = RegisterForm

    class Meta:
        abstract = True


PORTAL_PANEL = FieldPanel("portal", widget=forms.Select)
