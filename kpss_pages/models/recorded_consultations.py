"""Public consultations that took place elsewhere: what a source tells of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.base_page import BASE_PAGE_MODEL

from ..fields import LinesField


class RecordedConsultation(models.Model):
    """A past consultation on a plan, without a frozen version or comments of its own; a plain row beside the page.

    Nothing is made more exact than the source: a count may be approximate, and a period may be known in words only.
    """

    class Kind(models.TextChoices):
        """How people were asked; a source may know other ways and then its word is kept."""

        WRITTEN_COMMENTS = "written_comments", _("written comments")
        PUBLIC_HEARING = "public_hearing", _("public hearing")
        SURVEY = "survey", _("survey")

    page = models.ForeignKey(
        BASE_PAGE_MODEL,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="kpss_recorded_consultations",
    )
    kind = models.CharField(_("kind"), max_length=120, blank=True)
    date_from = models.DateField(_("from"), null=True, blank=True)
    date_to = models.DateField(_("until"), null=True, blank=True)
    date_text = models.CharField(
        _("dates in the words of the source"),
        max_length=255,
        blank=True,
        help_text=_("For dates that are not known in full, for example “2 to 10 October”."),
    )
    channels = LinesField(_("where one could read and comment"), help_text=_("One per line."))
    comment_count = models.PositiveIntegerField(_("number of comments"), null=True, blank=True)
    comment_count_approximate = models.BooleanField(_("the number is approximate"), default=False)
    comment_origin = models.CharField(_("who commented"), max_length=255, blank=True)
    settlement_published = models.BooleanField(
        _("the settlement was published"),
        null=True,
        blank=True,
        help_text=_("Unknown if the source does not say."),
    )
    settlement_text = models.TextField(_("settlement in words"), blank=True)
    rules = LinesField(_("rules of the settlement"), help_text=_("One per line."))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("recorded consultation")
        verbose_name_plural = _("recorded consultations")
        ordering = [models.F("date_from").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date_from__isnull=True)
                | models.Q(date_to__isnull=True)
                | models.Q(date_to__gte=models.F("date_from")),
                name="kpss_recorded_consultation_ends_after_start",
                violation_error_message=_("The consultation must not end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.kind_label}"

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language, or in the word of the source."""
        return str(dict(self.Kind.choices).get(self.kind, self.kind))
