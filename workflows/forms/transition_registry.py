"""Which form a transition asks with."""

from __future__ import annotations

from ..definition import Transition
from .opening import OpenConsultationForm
from .transitions import DecisionForm, TransitionForm, WithdrawForm

FORM_OF_EFFECT: dict[str, type[TransitionForm]] = {
    "open_consultation": OpenConsultationForm,
    "withdraw_consultation": WithdrawForm,
    "decide": DecisionForm,
}


def form_of(transition: Transition) -> type[TransitionForm]:
    """Return the form class that fits the effect of a transition."""
    return FORM_OF_EFFECT.get(transition.effect, TransitionForm)
