"""The shape of a file of towns, on one screen. ``data/towns.json`` is the example; its ``shape`` tells it in words."""

from ..choices import PlanKind, SourceStatus, TerritoryKind
from ..models import GroupPage, MeetingPage
from ..registrations import BODIES
from .kinds import (
    Clock,
    Day,
    Email,
    Identifier,
    Label,
    Matching,
    NameOrReference,
    Number,
    OneOf,
    OneOfKinds,
    Record,
    Reference,
    Several,
    Text,
    Whole,
    YesNo,
)

MUNICIPALITY_CODE = Matching(r"[0-9]{6}", "563889")
ICO = Matching(r"[0-9]{8}", "00299529")
LINES = Several(Text(2000))
PEOPLE = Several(Reference("persons"))
ORGANISATIONS = Several(Reference("organisations"))
ACTIONS = ["approve", "extend", "take_note", "establish", "submit"]

PERSON = Record(
    {
        "id": Identifier(),
        "name": Text(required=True),
        "title_before": Text(60),
        "title_after": Text(60),
        "role": Text(),
        "organisation": Text(),
        "email": Email(),
        "phone": Label(60),
    }
)

ORGANISATION = Record(
    {
        "id": Identifier(),
        "name": Text(required=True),
        "short_name": Text(80),
        "ico": ICO,
        "role": Text(120),
        "form": Text(120),
    }
)

RELATED_BODY = Record({"id": Identifier(), "name": Text(required=True), "kind": Text(120)})

CONTACT = Record(
    {
        "person": Reference("persons"),
        "name": Text(),
        "purpose": Text(),
        "street": Text(),
        "postcode": Text(20),
        "city": Text(),
        "ico": ICO,
        "dic": Text(20),
        "phones": Several(Label(60)),
        "email": Email(),
        "data_box": Text(20),
        "note": Text(),
    }
)

APPROVAL = {
    "body": OneOf([key for key, _label in BODIES], required=True),
    "action": OneOf(ACTIONS, required=True),
    "date": Day(),
    "date_text": Text(120),
    "resolution_number": Label(60),
    "meeting": Label(120),
    "agenda_item": Label(120),
    "municipality": Text(200),
    "valid_until_year": Whole(1990, 2100),
    "wording": Text(20_000, lines=True),
    "note": Text(2000, lines=True),
}

GROUP_APPROVAL = APPROVAL | {"group": Reference("groups"), "groups": Several(Reference("groups"))}

GROUP = Record(
    {
        "id": Identifier(),
        "name": Text(required=True),
        "kind": OneOf(GroupPage.Kind.values, required=True),
        "area": Label(),
        "lead": Reference("persons"),
        "members": PEOPLE,
        "organisations": ORGANISATIONS,
        "meeting_frequency": Text(),
        "note": Text(5000, lines=True),
    }
)

REPORT = Record(
    {
        "id": Text(),
        "plan": Reference("plans"),
        "year": Label(20),
        "title": Text(),
        "date": Day(),
        "date_text": Text(),
        "body": Text(),
        "note": Text(2000),
    }
)
"""A report on how a plan was carried out; some files give just a sentence."""

REPORTS = Several(OneOfKinds((str, Text(2000)), (dict, REPORT)))

AREA = Record({"number": Label(30), "name": Text(500), "group": Reference("groups")})

PLAN = Record(
    {
        "id": Identifier(),
        "title": Text(required=True),
        "kind": OneOf(PlanKind.values, required=True),
        "sequence": Whole(1, 1000),
        "period": Record({"from_year": Whole(1990, 2100), "to_year": Whole(1990, 2100), "text": Text(120)}),
        "status": OneOf(SourceStatus.values),
        "parent_plan": Reference("plans"),
        "supersedes": Reference("plans"),
        "territory": Text(2000, lines=True),
        "prepared_by": Several(Reference("organisations", "persons")),
        "areas": Several(AREA),
        "goal_types": LINES,
        "approvals": Several(Record(APPROVAL)),
        "monitoring": REPORTS,
        "notes": LINES,
    }
)

MEETING = Record(
    {
        "id": Identifier(),
        "group": Reference("groups"),
        "title": Text(),
        "date": Day(),
        "date_text": Text(),
        "time": Clock(),
        "end_time": Clock(),
        "place": Text(),
        "joint_with": Several(Reference("groups", "related_bodies")),
        "attendance": Record({"present": PEOPLE, "excused": PEOPLE, "absent": PEOPLE, "guests": PEOPLE}),
        "attendance_count": Whole(0, 1_000_000),
        "attendance_count_text": Text(),
        "agenda": Several(Record({"number": Label(20), "title": Text(500), "plan": Reference("plans")})),
        "items": Several(
            Record({"agenda_number": Label(20), "facts": LINES, "comments_of_participants": LINES})
        ),
        "tasks": Several(
            Record(
                {
                    "text": Text(2000, lines=True, required=True),
                    "due": Day(),
                    "due_text": Text(),
                    "responsible": PEOPLE,
                    "responsible_text": Text(),
                    "plan": Reference("plans"),
                }
            )
        ),
        "next_meeting": Record({"date": Day(), "date_text": Text(), "weekday": Text(60), "time": Clock()}),
        "recorded_by": Reference("persons"),
        "recorded_on": Day(),
        "status": OneOf(MeetingPage.Status.values),
    }
)

CONSULTATION = Record(
    {
        "id": Identifier(),
        "plan": Reference("plans", required=True),
        "kind": Text(120),
        "from": Day(),
        "to": Day(),
        "date_text": Text(),
        "channels": LINES,
        "comment_count": Whole(0, 1_000_000),
        "comment_count_approximate": YesNo(),
        "comment_origin": Text(),
        "settlement_published": OneOfKinds((bool, YesNo()), (str, Text(2000, lines=True))),
        "settlement_rules": LINES,
        "note": Text(5000, lines=True),
    }
)

NEWS = Record(
    {
        "id": Identifier(),
        "date": Day(),
        "date_text": Text(),
        "author": NameOrReference("persons"),
        "title": Text(),
        "text": Text(100_000, lines=True),
        "plans": Several(Reference("plans")),
    }
)

PROJECT = Record(
    {
        "id": Identifier(),
        "name": Text(required=True),
        "programme": Text(),
        "number": Label(120),
        "duration_years": Number(),
        "start": Day(),
        "start_text": Text(),
        "end": Day(),
        "end_text": Text(),
    }
)

TERRITORY = Record(
    {
        "name": Text(),
        "kind": OneOf(TerritoryKind.values),
        "description": Text(5000, lines=True),
        "municipalities": Several(Record({"name": Text(required=True), "code": MUNICIPALITY_CODE})),
        "city_districts": LINES,
    }
)

PROCESS = Record(
    {
        "roles": LINES,
        "other_participants": LINES,
        "principles": LINES,
        "goals": LINES,
        "since_year": Whole(1900, 2100),
        "plans_count": Whole(0, 1000),
    }
)

OWN_IDS = {
    "persons": Several(PERSON),
    "organisations": Several(ORGANISATION),
    "related_bodies": Several(RELATED_BODY),
    "groups": Several(GROUP),
    "plans": Several(PLAN),
    "meetings": Several(MEETING),
    "consultations": Several(CONSULTATION),
    "news": Several(NEWS),
    "projects": Several(PROJECT),
}
"""Lists of things that are remembered one by one; everything else is part of the town."""

TOWN = Record(
    {
        "id": Identifier(),
        "name": Text(required=True),
        "official_name": Text(),
        "municipality_code": MUNICIPALITY_CODE,
        "district": Text(120),
        "region_nuts3": Text(120),
        "ico": ICO,
        "data_box": Text(20),
        "population": Record({"count": Whole(0, 2_000_000), "as_of": Day()}),
        "territory": TERRITORY,
        "contacts": Several(CONTACT),
        "group_member_organisations": ORGANISATIONS,
        "group_approvals": Several(Record(GROUP_APPROVAL)),
        "monitoring": REPORTS,
        "process": PROCESS,
        "sources": LINES,
    }
    | OWN_IDS
)

FILE = Record(
    {"towns": Several(TOWN, required=True)}, required=True, ignored=["title", "shape", "edge_cases"]
)
