"""Models of the workflow layer."""

from .bundle_parts import BundlePartMixin
from .comments import Comment, CommentKind, CommentStatus, CommentWording, WordingCause
from .consultation_extensions import ConsultationExtension
from .consultation_places import ConsultationPlace, PlaceKind
from .consultations import Consultation, WhatCounts, WhenShown
from .definitions import DefinitionChoice, WorkflowDefinition
from .edits import Edit
from .form_keys import FormKey
from .governed import GovernedMixin
from .heartbeat import Heartbeat
from .intake_tallies import IntakeTally
from .internal_versions import InternalVersion
from .leases import Lease
from .opinions import Opinion, OpinionKind
from .outbox import OutgoingMail
from .public_versions import PublicVersionMixin
from .reading_invitations import ReadingInvitation
from .resolutions import Outcome, Resolution, ResolutionCorrection
from .roles import RoleAssignment
from .seals import LogSeal
from .settlement_acceptances import SettlementAcceptance
from .settlement_words import OutcomeLabel, ReadyReasoning
from .settlements import Settlement, SettlementOutcome, SettlementWording
from .snapshots import Snapshot, SnapshotItem
from .submission_files import SubmissionFile
from .submission_imports import SubmissionImport
from .submissions import Channel, Submission, SubmitterIdentity
from .subscriber_notices import NoticeKind, SubscriberNotice
from .subscriptions import Subscription
from .table_files import TableFile, TableMaking
from .tasks import ConsultationTask, DecisionTask, ReviewTask, SettlementTask, StateTask
from .version_erasures import VersionErasure

__all__ = [
    "BundlePartMixin",
    "Channel",
    "Comment",
    "CommentKind",
    "CommentStatus",
    "CommentWording",
    "Consultation",
    "ConsultationExtension",
    "ConsultationPlace",
    "ConsultationTask",
    "DecisionTask",
    "DefinitionChoice",
    "Edit",
    "FormKey",
    "GovernedMixin",
    "Heartbeat",
    "IntakeTally",
    "InternalVersion",
    "Lease",
    "LogSeal",
    "NoticeKind",
    "Opinion",
    "OpinionKind",
    "Outcome",
    "OutcomeLabel",
    "OutgoingMail",
    "PlaceKind",
    "PublicVersionMixin",
    "ReadingInvitation",
    "ReadyReasoning",
    "Resolution",
    "ResolutionCorrection",
    "ReviewTask",
    "RoleAssignment",
    "Settlement",
    "SettlementAcceptance",
    "SettlementOutcome",
    "SettlementTask",
    "SettlementWording",
    "Snapshot",
    "SnapshotItem",
    "StateTask",
    "Submission",
    "SubmissionFile",
    "SubmissionImport",
    "SubmitterIdentity",
    "SubscriberNotice",
    "Subscription",
    "TableFile",
    "TableMaking",
    "VersionErasure",
    "WhatCounts",
    "WhenShown",
    "WordingCause",
    "WorkflowDefinition",
]
