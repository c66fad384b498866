"""Models of the workflow layer."""

from .bundle_parts import BundlePartMixin
from .comments import Comment, CommentStatus
from .consultations import Consultation
from .definitions import DefinitionChoice, WorkflowDefinition
from .edits import Edit
from .form_keys import FormKey
from .governed import GovernedMixin
from .heartbeat import Heartbeat
from .internal_versions import InternalVersion
from .leases import Lease
from .opinions import Opinion, OpinionKind
from .outbox import OutgoingMail
from .public_versions import PublicVersionMixin
from .reading_invitations import ReadingInvitation
from .resolutions import Outcome, Resolution, ResolutionCorrection
from .roles import RoleAssignment
from .seals import LogSeal
from .settlements import Settlement, SettlementOutcome
from .snapshots import Snapshot, SnapshotItem
from .submissions import Submission, SubmitterIdentity
from .tasks import ConsultationTask, DecisionTask, ReviewTask, SettlementTask, StateTask

__all__ = [
    "BundlePartMixin",
    "Comment",
    "CommentStatus",
    "Consultation",
    "ConsultationTask",
    "DecisionTask",
    "DefinitionChoice",
    "Edit",
    "FormKey",
    "GovernedMixin",
    "Heartbeat",
    "InternalVersion",
    "Lease",
    "LogSeal",
    "Opinion",
    "OpinionKind",
    "Outcome",
    "OutgoingMail",
    "PublicVersionMixin",
    "ReadingInvitation",
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
