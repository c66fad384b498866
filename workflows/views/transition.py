"""The one view that every transition goes through: it shows, asks, and carries out."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .. import guards
from ..actions.base import Refused, Stale
from ..actions.registry import ACTION_OF_EFFECT
from ..bundles import bundle_fingerprint
from ..definition import Transition
from ..forms.transition_registry import form_of
from ..freezing import version_before_body
from ..once import once_or_stale
from ..permissions import may_make
from ..reading.rounds import Round, round_before_decision, round_for_decision
from ..standing import Standing, standing_of
from .base import BundleView, governed_page_or_404

DECIDING = ("open_consultation", "decide", "publish", "publish_adopted")
"""Effects after which the text is public or decided: whoever brings them about reads what was said before."""

NOT_CONTENT = ("csrfmiddlewaretoken", "key", "task_state", "fingerprint")
"""What a form says of itself rather than of the decision."""


class TransitionView(BundleView):
    """A form with the guards' sentences, the hidden key and what was seen."""

    template_name = "kpss_workflows/admin/transition.html"

    def dispatch(self, request: HttpRequest, page_id: int, transition: str) -> HttpResponse:
        """Find page and transition; only those who may make it get further."""
        self.root = governed_page_or_404(page_id)
        self.standing: Standing | None = standing_of(self.root)
        if self.standing is None:
            raise Http404
        try:
            self.transition: Transition = self.standing.definition.transition(transition)
        except KeyError as error:
            raise Http404 from error
        self.require(may_make(request.user, self.root, self.transition, self.standing.definition))
        return super().dispatch(request, page_id, transition)

    def get(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Show the form over the text as it is now."""
        if not self.is_offered:
            return self.gone()
        initial = {"task_state": self.task_state_id, "fingerprint": bundle_fingerprint(self.root)}
        return self.show(self.form(initial=initial))

    def post(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Carry it out once; whatever stands in the way comes back with everything that was filled in."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)

        def act() -> str:
            ACTION_OF_EFFECT[self.transition.effect](
                self.root, self.transition.key, user=request.user, **form.action_kwargs()
            ).execute()
            return reverse("kpss_workflows_admin:process", args=[self.root.pk])

        content = {name: value for name, value in request.POST.items() if name not in NOT_CONTENT}
        content |= {"page": self.root.pk, "transition": self.transition.key, "user": request.user.pk}
        try:
            done = once_or_stale(form.cleaned_data["key"], content, act)
        except Refused as refused:
            form = self.renewed(form) if isinstance(refused, Stale) else form
            return self.show(form, refused=refused, status=refused.status)
        if not done.repeated:
            messages.success(request, _("Done: %(transition)s.") % {"transition": self.transition.name})
        return redirect(done.result)

    def renewed(self, form: Any) -> Any:
        """Put the same words over the page as it is now, so that whoever has looked again may press again."""
        self.root = governed_page_or_404(self.root.pk)
        self.standing = standing_of(self.root)
        data = form.data.copy()
        data["key"], data["task_state"] = str(uuid.uuid4()), self.task_state_id or ""
        data["fingerprint"] = bundle_fingerprint(self.root)
        return self.form(data)

    def form(self, *args: Any, **kwargs: Any) -> Any:
        """The form that fits the transition, filled in by this person."""
        known = {"transition": self.transition, "user": self.request.user, "page": self.root}
        return form_of(self.transition)(*args, **known, **kwargs)

    @property
    def is_offered(self) -> bool:
        """The page is in a state this transition leaves."""
        return self.standing.state.key in self.transition.source

    @property
    def task_state_id(self) -> int | None:
        """The row of the engine that stands for the present state."""
        return self.standing.task_state.pk if self.standing.task_state else None

    def gone(self) -> HttpResponse:
        """The page has moved since the link was drawn."""
        sentence = _("Meanwhile the page is in the state “%(state)s”. Nothing was done.")
        messages.warning(self.request, sentence % {"state": self.standing.state})
        return redirect("kpss_workflows_admin:process", self.root.pk)

    def get_page_title(self) -> str:
        """The transition."""
        return self.transition.name

    def get_page_subtitle(self) -> str:
        """The page."""
        return self.root.get_admin_display_title()

    def show(self, form: Any, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
        """Render the form with all that stands in the way."""
        moment = guards.Moment(self.root, self.request.user, self.transition, timezone.now())
        target = self.transition.target or self.standing.state.key
        before = self.said_before()
        context = self.get_context_data(
            form=form,
            media=form.media,
            root=self.root,
            standing=self.standing,
            transition=self.transition,
            target=None if self.transition.outcomes else self.standing.definition.state(target),
            outcome_targets=self.outcome_targets(),
            refusals=guards.refusals(moment) if self.is_offered else [],
            refused=refused,
            reading=round_for_decision(self.root, self.standing),
            before=before,
            before_state=before.state_name(self.standing.definition) if before else "",
            version=version_before_body(self.root, is_published=self.standing.state.kind == "final"),
        )
        return self.render_to_response(context, status=status)

    def said_before(self) -> Round | None:
        """What readers said in an earlier state, where this step puts the text before the public or a body."""
        if self.transition.effect not in DECIDING:
            return None
        return round_before_decision(self.root, self.standing)

    def outcome_targets(self) -> list[tuple[str, Any]]:
        """Say for each outcome of a decision where it leads."""
        from ..models.resolutions import Outcome

        labels = dict(Outcome.choices)
        state = self.standing.definition.state
        return [(labels[key], state(target)) for key, target in self.transition.outcomes.items()]
