"""Meetings as they are asked for and listed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from wagtail.query import PageQuerySet

from workflows.town_time import town_today

from .groups import GroupPage


class MeetingQuerySet(PageQuerySet):
    """Meetings by their group and by the town's calendar."""

    def of_group(self, group: GroupPage) -> MeetingQuerySet:
        """The group's own meetings and those of other bodies it took part in."""
        joint = self.model.joint_groups.through.objects.filter(grouppage=group.pk).values("meetingpage")
        return self.filter(self.child_of_q(group) | Q(pk__in=joint))

    def with_standing(self) -> MeetingQuerySet:
        """Say of each meeting whether it is ``upcoming``, ``past`` or ``undated`` by the town's calendar."""
        today = town_today()
        return self.annotate(
            standing=models.Case(
                models.When(date__gte=today, then=models.Value("upcoming")),
                models.When(date__lt=today, then=models.Value("past")),
                default=models.Value("undated"),
            )
        )

    def in_reading_order(self) -> MeetingQuerySet:
        """Upcoming ones, the nearest first; past ones, the latest first; then those without a full date."""
        rank = {"upcoming": 0, "past": 1, "undated": 2}
        ranks = [models.When(standing=standing, then=place) for standing, place in rank.items()]
        upcoming_date = models.Case(models.When(standing="upcoming", then=F("date")))
        return self.with_standing().order_by(
            models.Case(*ranks, output_field=models.IntegerField()),
            upcoming_date.asc(nulls_last=True),
            F("date").desc(nulls_last=True),
            "start_time",
            "title",
        )
