"""States as Wagtail tasks: being in a state is having a task state of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from ..definition import State
from .definitions import WorkflowDefinition


class StateTask(Task):
    """One state of a loaded definition. Written by loading only."""

    definition_row = models.ForeignKey(
        WorkflowDefinition,
        on_delete=models.CASCADE,
        related_name="tasks",
        verbose_name=_("workflow definition"),
    )
    key = models.SlugField(_("key"))

    admin_form_fields: list[str] = []
    admin_form_readonly_on_edit_fields: list[str] = []

    class Meta:
        verbose_name = _("state of a loaded workflow")
        verbose_name_plural = _("states of loaded workflows")
        constraints = [
            models.UniqueConstraint(fields=["definition_row", "key"], name="kpss_one_task_per_state"),
        ]

    @property
    def state(self) -> State:
        """What the definition says of this state."""
        return self.definition_row.definition.state(self.key)

    def user_can_access_editor(self, obj, user) -> bool:
        """Whoever may read the draft may look into the editor; the lock says who may write."""
        from ..permissions import may_read

        return may_read(user, obj)

    def locked_for_user(self, obj, user) -> bool:
        """Tell whether this person may only read in this state."""
        from ..permissions import may_edit

        return not may_edit(user, obj, self.definition_row.definition, self.state)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """The runs that wait in this state for a person of that part."""
        from ..waiting import is_left_out, waiting_for

        if is_left_out():
            return TaskState.objects.none()
        mine = [one.task_state_id for one in waiting_for(user) if one.task_id == self.pk]
        return TaskState.objects.filter(pk__in=mine)

    @classmethod
    def get_description(cls) -> str:
        """Say in Wagtail's settings why this row is not edited there."""
        return _("A state of a loaded workflow. It is changed by loading its definition again.")


class ReviewTask(StateTask):
    """People of the named roles read and write."""

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")


class ConsultationTask(StateTask):
    """The public comments on a frozen version."""

    class Meta:
        verbose_name = _("public consultation")
        verbose_name_plural = _("public consultations")


class SettlementTask(StateTask):
    """Comments are settled and the text is changed accordingly."""

    class Meta:
        verbose_name = _("settlement of comments")
        verbose_name_plural = _("settlements of comments")


class DecisionTask(StateTask):
    """A body decides on the frozen text."""

    class Meta:
        verbose_name = _("decision of a body")
        verbose_name_plural = _("decisions of bodies")


class PassedState(TaskState):
    """A state a run passes. Its story is told by our own log entry.

    Wagtail's would name the next task by the order of tasks, which is not where a transition leads.
    """

    class Meta:
        proxy = True
        verbose_name = _("passed state")
        verbose_name_plural = _("passed states")

    def log_state_change_action(self, user, action) -> None:
        """Write nothing."""


TASK_OF_KIND: dict[str, type[StateTask]] = {
    "review": ReviewTask,
    "consultation": ConsultationTask,
    "settlement": SettlementTask,
    "decision": DecisionTask,
}
