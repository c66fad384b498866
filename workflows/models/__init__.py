"""Models of the workflow layer."""

from .comments import Comment, CommentStatus
from .consultations import Consultation
from .definitions import DefinitionChoice, WorkflowDefinition
from .edits import Edit
from .form_keys import FormKey
from .governed import GovernedMixin
from .public_versions import PublicVersionMixin
from .resolutions import Outcome, Resolution, ResolutionCorrection
from .roles import RoleAssignment
from .settlements import Settlement, SettlementOutcome
from .snapshots import Snapshot, SnapshotItem
from .submissions import Submission, SubmitterIdentity
from .tasks import ConsultationTask, DecisionTask, ReviewTask, SettlementTask, StateTask

__all__ = [
    "Comment",
    "CommentStatus",
    "Consultation",
    "ConsultationTask",
    "DecisionTask",
    "DefinitionChoice",
    "Edit",
    "FormKey",
    "GovernedMixin",
    "Outcome",
    "PublicVersionMixin",
    "Resolution",
    "ResolutionCorrection",
    "ReviewTask",
    "RoleAssignment",
    "Settlement",
    "SettlementOutcome",
    "SettlementTask",
    "Snapshot",
    "SnapshotItem",
    "StateTask",
    "Submission",
    "SubmitterIdentity",
    "WorkflowDefinition",
]
