"""Page types of community planning and the rows beside them."""

from . import erasure  # noqa: F401  connects what happens when a person or organisation is deleted
from .areas import PlanAreaPage
from .beside import Contact, LaterDocument, PlanCard, ShortVersion
from .codelists import ServiceType, TargetGroup
from .groups import GroupMember, GroupPage
from .listings import GroupIndexPage, MeetingIndexPage, NewsIndexPage, ProjectIndexPage, ServiceIndexPage
from .measures import Measure
from .meeting_rows import AgendaItem, Attendance, MeetingTask
from .meetings import MeetingPage
from .news import NewsPage, ProjectPage
from .organisations import Organisation, Provider
from .people import Person
from .plans import PlanPage
from .portal import KpssIndexPage
from .recorded import RecordedPlanPage
from .recorded_consultations import RecordedConsultation
from .services import ServiceForm, ServicePage
from .sources import SourceKey
from .topics import GroupTopic, MeetingTopic, NewsTopic, ProjectTopic, ServiceTopic, Topic

__all__ = [
    "AgendaItem",
    "Attendance",
    "Contact",
    "GroupIndexPage",
    "GroupMember",
    "GroupPage",
    "GroupTopic",
    "KpssIndexPage",
    "LaterDocument",
    "Measure",
    "MeetingIndexPage",
    "MeetingPage",
    "MeetingTask",
    "MeetingTopic",
    "NewsIndexPage",
    "NewsPage",
    "NewsTopic",
    "Organisation",
    "Person",
    "PlanAreaPage",
    "PlanCard",
    "PlanPage",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectTopic",
    "Provider",
    "RecordedConsultation",
    "RecordedPlanPage",
    "ServiceForm",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceTopic",
    "ServiceType",
    "ShortVersion",
    "SourceKey",
    "TargetGroup",
    "Topic",
]
