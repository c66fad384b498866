"""Resolutions of bodies, as far as they are known."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from .. import registry
from ..base_page import BASE_PAGE_MODEL
from ..town_time import town_today
from .snapshots import Snapshot


class Outcome(models.TextChoices):
    """What a body resolved."""

    APPROVED = "approved", _("approved")
    APPROVED_WITH_CHANGES = "approved_with_changes", _("approved with changes")
    RECOMMENDED = "recommended", _("recommended")
    RETURNED = "returned", _("returned")
    POSTPONED = "postponed", _("postponed")
    NOT_ADOPTED = "not_adopted", _("not adopted")
    EXTENDED = "extended", _("extended")
    AMENDED = "amended", _("amended")
    REVOKED = "revoked", _("revoked")
    TAKEN_NOTE = "taken_note", _("taken note of")
    ESTABLISHED = "established", _("established")
    SUBMITTED = "submitted", _("to be submitted")


def missing_year(outcome: str, valid_until_year: int | None) -> str:
    """Say what is missing of an extension that is recorded now; sources of old ones may have lost the year."""
    if outcome != Outcome.EXTENDED or valid_until_year:
        return ""
    return gettext("Write until the end of which year the plan is extended.")


YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class Resolution(models.Model):
    """What a body resolved about a page, and on which exact text.

    Number, date and document may be missing or come later; ``date_text`` keeps the source's words where no full
    date is known. Corrections stay visible as :class:`ResolutionCorrection`.
    """

    page = models.ForeignKey(
        BASE_PAGE_MODEL, on_delete=models.PROTECT, related_name="kpss_resolutions", verbose_name=_("page")
    )
    snapshot = models.ForeignKey(
        Snapshot,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resolutions",
        verbose_name=_("frozen version"),
    )
    municipality = models.CharField(_("municipality"), max_length=200, blank=True)
    body = models.SlugField(_("body"))
    outcome = models.CharField(_("outcome"), max_length=30, choices=Outcome)
    number = models.CharField(
        _("number"), max_length=60, blank=True, help_text=_("As the body writes it, for example 50/2009.")
    )
    date = models.DateField(_("date"), null=True, blank=True)
    date_text = models.CharField(
        _("date in words"),
        max_length=120,
        blank=True,
        help_text=_("If no full date is known: “December 2016”."),
    )
    session = models.CharField(_("session"), max_length=120, blank=True)
    agenda_item = models.CharField(_("agenda item"), max_length=120, blank=True)
    wording = models.TextField(_("wording"), blank=True)
    per_rollam = models.BooleanField(_("voted per rollam"), default=False)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    valid_until_year = models.PositiveSmallIntegerField(
        _("valid until the end of"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("Year, for an extension."),
    )
    note = models.TextField(_("note"), blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("document"),
    )
    state = models.SlugField(_("state it was recorded in"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = [models.F("date").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.body_label, self.get_outcome_display(), self.number)))

    def clean(self) -> None:
        """A body has resolved only what lies behind; what is still to be submitted may lie ahead."""
        super().clean()
        if self.date and self.outcome != Outcome.SUBMITTED and self.date > town_today():
            raise ValidationError({"date": _("This day has not come yet.")})

    @property
    def body_label(self) -> str:
        """The body as people call it."""
        return str(dict(registry.bodies()).get(self.body, self.body))

    @property
    def adopted_version(self) -> Snapshot | None:
        """The wording that was written after an approval with changes, once it is published."""
        if self.outcome != Outcome.APPROVED_WITH_CHANGES or self.snapshot is None:
            return None
        later = Snapshot.objects.filter(page_id=self.page_id, number__gt=self.snapshot.number)
        return later.filter(purpose="adopted", published_at__isnull=False).first()

    @property
    def has_vote(self) -> bool:
        """At least one count is known."""
        return bool(self.vote)

    @property
    def vote(self) -> list[str]:
        """The counts in words, those that are known."""
        counts = (
            (gettext("%(count)s for"), self.votes_for),
            (gettext("%(count)s against"), self.votes_against),
            (gettext("%(count)s abstained"), self.votes_abstained),
        )
        return [words % {"count": count} for words, count in counts if count is not None]


class ResolutionCorrection(models.Model):
    """A later correction of a recorded resolution: what stood there, what stands now, and why."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("resolution")
    )
    field = models.CharField(_("field"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.TextField(_("reason"))
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("corrected by"),
    )
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction of a resolution")
        verbose_name_plural = _("corrections of resolutions")
        ordering = ["corrected_at", "pk"]

    def __str__(self) -> str:
        return f"{self.resolution}: {self.field}"

    @property
    def field_label(self) -> str:
        """The name of the field as the form calls it."""
        return str(Resolution._meta.get_field(self.field).verbose_name)
