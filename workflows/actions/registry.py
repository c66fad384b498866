"""Which action carries out which effect of a transition."""

from .open_consultation import OpenConsultation
from .publish_adopted import PublishAdopted
from .publish_draft import PublishDraft
from .publish_settlements import PublishSettlements
from .record_decision import RecordDecision
from .retract import Retract
from .start_run import StartNewRun
from .transition import MakeTransition
from .withdraw_consultation import WithdrawConsultation

ACTION_OF_EFFECT: dict[str, type[MakeTransition]] = {
    "forward": MakeTransition,
    "return": MakeTransition,
    "start": StartNewRun,
    "open_consultation": OpenConsultation,
    "withdraw_consultation": WithdrawConsultation,
    "publish_settlements": PublishSettlements,
    "decide": RecordDecision,
    "publish": PublishDraft,
    "publish_adopted": PublishAdopted,
    "retract": Retract,
}
