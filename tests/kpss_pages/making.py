"""A portal and what stands in it, made in one line each."""

from itertools import count
from typing import Any

from wagtail.models import Site

from kpss_pages.models.codelists import ServiceType, TargetGroup
from kpss_pages.models.groups import GroupMember, GroupPage
from kpss_pages.models.listings import GroupIndexPage, MeetingIndexPage, ServiceIndexPage
from kpss_pages.models.meeting_rows import AgendaItem, Attendance, MeetingTask
from kpss_pages.models.meetings import MeetingPage
from kpss_pages.models.organisations import Organisation
from kpss_pages.models.people import Person
from kpss_pages.models.portal import KpssIndexPage
from kpss_pages.models.services import ServiceForm, ServicePage

_numbers = count(1)


def a_page(parent: Any, page_class: type, **values: Any) -> Any:
    """Publish a page below another."""
    number = next(_numbers)
    page = page_class(**{"title": f"Stránka {number}", "slug": f"stranka-{number}"} | values)
    return parent.add_child(instance=page)


def a_portal(**values: Any) -> KpssIndexPage:
    """A portal of its own town."""
    home = Site.objects.get(is_default_site=True).root_page
    return a_page(home, KpssIndexPage, **values)


def a_person(portal: KpssIndexPage, **values: Any) -> Person:
    """Somebody whose name is private unless told otherwise."""
    return Person.objects.create(**{"portal": portal, "name": "Eva Tajná"} | values)


def an_organisation(portal: KpssIndexPage, **values: Any) -> Organisation:
    """An association that provides nothing unless told otherwise."""
    return Organisation.objects.create(**{"portal": portal, "name": "Spolek sousedů"} | values)


def a_group(portal: KpssIndexPage, members: list[dict[str, Any]] = (), **values: Any) -> GroupPage:
    """A working group with the given seats."""
    index = GroupIndexPage.objects.child_of(portal).first() or a_page(portal, GroupIndexPage)
    return a_page(index, GroupPage, members=[GroupMember(**seat) for seat in members], **values)


def a_meeting(
    parent: Any,
    *,
    attendances: list[dict[str, Any]] = (),
    agenda_items: list[dict[str, Any]] = (),
    tasks: list[MeetingTask] = (),
    **values: Any,
) -> MeetingPage:
    """A meeting under a group, or under the portal's list of meetings."""
    if isinstance(parent, KpssIndexPage):
        parent = MeetingIndexPage.objects.child_of(parent).first() or a_page(parent, MeetingIndexPage)
    return a_page(
        parent,
        MeetingPage,
        attendances=[Attendance(**row) for row in attendances],
        agenda_items=[AgendaItem(**item) for item in agenda_items],
        tasks=tasks,
        **values,
    )


def a_service(portal: KpssIndexPage, forms: list[str] = (), **values: Any) -> ServicePage:
    """A service in the given forms."""
    index = ServiceIndexPage.objects.child_of(portal).first() or a_page(portal, ServiceIndexPage)
    return a_page(index, ServicePage, forms=[ServiceForm(form=form) for form in forms], **values)


def a_type(key: str = "p40", name: str = "pečovatelská služba") -> ServiceType:
    """An entry of the list of service types."""
    return ServiceType.objects.create(key=key, name_cs=name, name_en="home care service")


def a_target_group(key: str = "seniors", name: str = "senioři") -> TargetGroup:
    """An entry of the list of target groups."""
    return TargetGroup.objects.create(key=key, name_cs=name, name_en="older persons")
