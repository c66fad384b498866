"""People of a portal in the record of processing: members of groups, contacts of a plan."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from workflows.people.places import Place, register_place
from workflows.people.sought import Sought

from .models import Contact, Person


def register() -> None:
    """Add them to the places of the workflow layer. They are kept by editors, so editors take them out."""
    stays = _("Editors take them out: a person under “People” is made private first and deleted then.")
    public = _("everybody, if the name was marked as public; else editors")
    kept = _("while the person takes part in planning")
    basis = _("a task in the public interest, Art. 6(1)(e) GDPR; a private person’s name by consent")
    register_place(
        Place(
            name="portal_people",
            title=_("People of groups and meetings: name, titles, role, e-mail, telephone"),
            models=("kpss_pages.Person", "kpss_pages.GroupMember", "kpss_pages.Attendance"),
            purpose=_("to say who makes the plan"),
            basis=basis,
            kept=kept,
            seen_by=public,
            find=people_of,
            tell=told,
            stays=stays,
        )
    )
    register_place(
        Place(
            name="contacts",
            title=_("Contacts of plans and portals: name, role, e-mail, telephone"),
            models=("kpss_pages.Contact",),
            purpose=_("to say whom to ask"),
            basis=basis,
            kept=_("while the person holds the office"),
            seen_by=_("everybody"),
            find=contacts_of,
            tell=told,
            stays=_("Editors take them out, under “Contacts and documents” of the page."),
        )
    )


def people_of(sought: Sought) -> QuerySet:
    """The person, in every portal that may be looked through; a portal is no page of a workflow."""
    rows = Person.objects.filter(sought.matching(email="email", name="name"))
    return rows if sought.is_everywhere else rows.none()


def contacts_of(sought: Sought) -> QuerySet:
    """The person as a contact."""
    rows = Contact.objects.filter(sought.matching(email="email", name="name"))
    return sought.within(rows, "page_id")


def told(row: Any) -> dict[str, Any]:
    """Everything that stands in the row."""
    return model_to_dict(row)
