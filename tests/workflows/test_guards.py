"""Guards: any of the roles, the page permission, and every named condition, each with its sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupPagePermission, PageLogEntry

from workflows import guards
from workflows.actions.base import NotAllowed, Refused
from workflows.guards import Guard, Moment, Refusal
from workflows.integrity.definitions import definitions_are_sound
from workflows.loading.errors import DefinitionError
from workflows.loading.load import load_text
from workflows.models import RoleAssignment, WorkflowDefinition
from workflows.offers import offers_for

from .browser import administrator, signed_in
from .story import home, make, person, save, state_of
from .toml_editing import changed, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

TUESDAY = datetime(2026, 6, 2, 8, tzinfo=UTC)
WEDNESDAY = TUESDAY + timedelta(days=1)


def guarded(*names: str) -> WorkflowDefinition:
    """Load the notice's definition with these conditions on handing in."""
    return load_text(changed(put("transitions", "submit", guards=list(names))))


def address(hall, transition: str = "submit") -> str:
    return f"/admin/kpss-workflows/page/{hall.page.pk}/{transition}/"


def again(user):
    """The person at the next request; Wagtail keeps permissions on the object."""
    return type(user).objects.get(pk=user.pk)


# Conditions of the host


def test_condition_brought_by_a_hook_asks_and_explains(hall):
    guarded("testapp_is_tuesday")
    with pytest.raises(Refused, match="Notices go out on Tuesdays"):
        make(hall.page, "submit", hall.writer, now=WEDNESDAY)
    assert state_of(hall.page) == "draft"
    make(hall.page, "submit", hall.writer, now=TUESDAY)
    assert state_of(hall.page) == "mayor"


def test_every_condition_must_hold_and_each_refusal_is_told(hall):
    guarded("bundle_is_complete", "testapp_is_tuesday")
    save(hall.page, by=hall.writer, body="")
    with pytest.raises(Refused) as refused:
        make(hall.page, "submit", hall.writer, now=WEDNESDAY)
    assert [str(one) for one in refused.value.refusals] == [
        "Ořez stromů: The notice has no text.",
        "Notices go out on Tuesdays.",
    ]


def test_condition_may_answer_in_its_own_words(hall):
    answer = [Refusal("Two lamps are out."), Refusal("A third one flickers.", "/admin/")]
    lamps = Guard("lamps_shine", "Some lamps are out.", lambda moment: answer)
    with hooks.register_temporarily(guards.HOOK, lambda: [lamps]):
        guarded("lamps_shine")
        with pytest.raises(Refused, match=r"Two lamps are out\. A third one flickers\."):
            make(hall.page, "submit", hall.writer)


def test_unknown_condition_is_refused_when_loading(hall):
    with pytest.raises(DefinitionError, match=r"submit\.guards: There is no guard called “lamps_shine”"):
        guarded("lamps_shine")


def test_condition_the_host_lost_refuses_with_a_sentence_and_breaks_nothing_else(hall, client):
    with hooks.register_temporarily(
        guards.HOOK, lambda: [Guard("lamps_shine", "Dark.", lambda moment: True)]
    ):
        guarded("lamps_shine")
    with pytest.raises(Refused, match="the condition “lamps_shine”, which this site no longer has"):
        make(hall.page, "submit", hall.writer)
    browser = signed_in(hall.writer)
    for door in (f"/admin/pages/{hall.page.pk}/edit/", "/admin/", address(hall)):
        response = browser.get(door)
        assert response.status_code == 200, door
    assert "lamps_shine" in response.content.decode()
    save(hall.page, by=hall.writer, title="Ořez keřů")
    assert state_of(hall.page) == "draft"


def test_check_names_the_condition_the_host_lost(hall):
    with hooks.register_temporarily(
        guards.HOOK, lambda: [Guard("lamps_shine", "Dark.", lambda moment: True)]
    ):
        guarded("lamps_shine")
        assert list(definitions_are_sound()) == []
    (finding,) = definitions_are_sound()
    assert str(finding) == "notice: transitions.submit.guards: There is no guard called “lamps_shine”."


def test_host_replaces_none_of_the_shipped_conditions(hall):
    blind = Guard("four_eyes", "Never.", lambda moment: True)
    with hooks.register_temporarily(guards.HOOK, lambda: [blind]):
        assert guards.known_guards()["four_eyes"] is not blind


def test_two_conditions_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="four_eyes"):
        guards.guard("four_eyes", "Never.")(lambda moment: True)


# Roles and permissions


def test_any_of_the_roles_is_enough(hall):
    for one in (hall.mayor, hall.secretary):
        make(hall.page, "submit", hall.writer)
        make(hall.page, "send_back", one, comment="Ještě ne.")
    assert state_of(hall.page) == "draft"


def test_named_permission_is_needed_beside_the_role(hall):
    load_text(changed(put("transitions", "approve", permission="publish")))
    make(hall.page, "submit", hall.writer)
    with pytest.raises(NotAllowed):
        make(hall.page, "approve", hall.mayor)
    assert offers_for(hall.fresh(), hall.mayor)[0].transition.key == "send_back"
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="group mayor"), page=home(), permission=publish
    )
    make(hall.page, "approve", again(hall.mayor))
    assert state_of(hall.page) == "ready"


def test_permission_alone_gives_no_role(hall):
    load_text(changed(put("transitions", "approve", permission="change")))
    make(hall.page, "submit", hall.writer)
    with pytest.raises(NotAllowed):
        make(hall.page, "approve", hall.writer)


def test_role_that_comes_with_a_permission_needs_no_assignment(hall):
    load_text(changed(put("roles", "mayor", permission="publish")))
    deputy = person("deputy")
    RoleAssignment.objects.filter(role="deputy").delete()
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    make(hall.page, "submit", hall.writer)
    with pytest.raises(NotAllowed):
        make(hall.page, "approve", deputy)
    GroupPagePermission.objects.create(group=deputy.groups.get(), page=home(), permission=publish)
    make(hall.page, "approve", again(deputy))
    assert state_of(hall.page) == "ready"


# Words and eyes


@pytest.mark.parametrize("comment", ["", "   ", "\n"])
def test_return_needs_words(hall, comment):
    make(hall.page, "submit", hall.writer)
    with pytest.raises(Refused, match="Write why"):
        make(hall.page, "send_back", hall.mayor, comment=comment)
    response = signed_in(hall.mayor).post(address(hall, "send_back"), {"comment": comment})
    assert response.status_code == 422
    assert state_of(hall.page) == "mayor"


def test_four_eyes_look_at_every_writer_since_the_last_version(hall):
    RoleAssignment.objects.create(group=Group.objects.get(name="group writer"), role="mayor", page=home())
    second = person("writer", name="second")
    save(hall.page, by=second, title="Ořez keřů")
    make(hall.page, "submit", hall.writer)
    for one in (hall.writer, second):
        with pytest.raises(Refused, match="somebody else must approve"):
            make(hall.page, "approve", one)
    make(hall.page, "approve", hall.mayor)


def test_writer_of_an_earlier_version_may_approve_the_next(hall):
    RoleAssignment.objects.create(group=Group.objects.get(name="group writer"), role="mayor", page=home())
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="Omylem.")
    second = person("writer", name="second")
    save(hall.page, by=second, title="Ořez keřů")
    make(hall.page, "submit", second)
    make(hall.page, "approve", hall.writer)
    assert state_of(hall.page) == "ready"


def test_administrator_who_wrote_may_not_approve_either(hall):
    boss = administrator()
    save(hall.page, by=boss, title="Ořez keřů")
    make(hall.page, "submit", boss)
    with pytest.raises(Refused, match="somebody else must approve"):
        make(hall.page, "approve", boss)


def test_clock_has_no_eyes(hall):
    transition = WorkflowDefinition.objects.get().definition.transition("approve")
    assert guards.refusals(Moment(hall.page, None, transition, timezone.now()))


def test_history_says_where_one_person_wrote_and_let_go(hall, client):
    load_text(changed(put("transitions", "approve", guards=[], roles=["mayor", "writer"])))
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.writer)
    handed_in, approved = PageLogEntry.objects.filter(action="kpss_workflows.transition").order_by("pk")
    assert "own_text" not in handed_in.data
    assert approved.data["own_text"] is True
    assert approved.message == (
        "Schválit (by somebody who wrote the text): from “U starosty” to “Připraveno”"
    )


def test_history_says_nothing_of_it_when_somebody_else_approved(hall):
    load_text(changed(put("transitions", "approve", guards=[])))
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    assert not PageLogEntry.objects.filter(data__has_key="own_text").exists()
