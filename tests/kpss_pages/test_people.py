"""A name is public only when marked so; towns never mix; whoever is deleted leaves the words readers saw."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import GroupPagePermission

from kpss_pages.models.groups import GroupMember
from kpss_pages.models.meeting_rows import Attendance
from kpss_pages.models.organisations import Organisation, Provider
from kpss_pages.models.people import Person
from kpss_pages.portal_forms import RegisterForm
from kpss_pages.portals import portal_of, portals_for

from .making import a_group, a_meeting, a_person, a_portal, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(django_user_model):
    """Return a function that makes an editor of the given pages."""

    def make(*pages, name="keeper"):
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for page in pages:
            for codename in ("add_page", "change_page"):
                permission = Permission.objects.get(codename=codename)
                GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        user = django_user_model.objects.create_user(name, f"{name}@example.cz", "heslo")
        user.groups.add(group)
        return user

    return make


def url_of(model, action="index", *args):
    return reverse(f"kpss_pages_{model}_modeladmin_{action}", args=args)


def test_a_public_name_is_read_with_its_titles():
    person = Person(name="Jitka Zajacová", title_before="Ing.", title_after="DiS.", name_is_public=True)

    assert person.public_name == "Ing. Jitka Zajacová, DiS."


def test_a_private_name_is_replaced_by_role_and_organisation():
    person = Person(name="Eva Tajná", role="uživatelka služby", organisation_text="Spolek sousedů")

    assert person.public_name == "uživatelka služby, Spolek sousedů"


def test_a_private_person_without_a_description_is_just_a_member():
    public_name = Person(name="Eva Tajná").public_name

    assert public_name
    assert "Eva" not in public_name


def test_names_of_people_are_not_searched():
    assert not hasattr(Person, "search_fields")


@pytest.mark.parametrize("ico", ["1234567", "123456789", "1234567a", "12345678\n"])
def test_an_identification_number_has_eight_digits(ico):
    organisation = Organisation(portal=a_portal(), name="Spolek", ico=ico)

    with pytest.raises(ValidationError) as refusal:
        organisation.full_clean()

    assert set(refusal.value.message_dict) == {"ico"}


def test_an_identification_number_keeps_its_zeros():
    organisation = an_organisation(a_portal(), ico="00299529")

    organisation.full_clean()
    organisation.refresh_from_db()

    assert organisation.ico == "00299529"


def test_the_same_organisation_may_stand_in_two_portals_but_not_twice_in_one():
    here, there = a_portal(), a_portal()
    an_organisation(here, ico="00299529")
    an_organisation(there, ico="00299529")

    with pytest.raises(ValidationError):
        Organisation(portal=here, name="Táž", ico="00299529").full_clean()


def test_whoever_is_entered_as_a_provider_is_one():
    an_organisation(portal := a_portal())
    Provider.objects.create(portal=portal, name="Charita")

    assert list(Provider.objects.values_list("name", flat=True)) == ["Charita"]
    assert Organisation.objects.get(name="Charita").is_provider


def test_a_person_and_the_organisation_are_of_one_portal():
    person = Person(portal=a_portal(), name="Eva", organisation=an_organisation(a_portal()))

    with pytest.raises(ValidationError) as refusal:
        person.full_clean()

    assert set(refusal.value.message_dict) == {"organisation"}


def test_a_deleted_person_leaves_the_words_readers_saw():
    portal = a_portal()
    public = a_person(portal, name="Olga Merglová", name_is_public=True)
    private = a_person(portal, role="uživatelka služby")
    group = a_group(portal, members=[{"person": public}, {"person": private}])
    a_meeting(group, attendances=[{"person": public}])

    Person.objects.all().delete()

    assert [seat.public_name for seat in group.members.all()] == ["Olga Merglová", "uživatelka služby"]
    assert Attendance.objects.get().public_name == "Olga Merglová"


@pytest.mark.parametrize("seen_as", [Organisation, Provider])
def test_a_deleted_organisation_leaves_its_name(seen_as):
    portal = a_portal()
    charity = an_organisation(portal, name="Charita", is_provider=True)
    a_group(portal, members=[{"organisation": charity}])

    seen_as.objects.get().delete()

    assert GroupMember.objects.get().public_name == "Charita"


def test_a_portal_can_be_deleted_with_everything_in_it():
    portal = a_portal()
    person = a_person(portal, organisation=an_organisation(portal))
    group = a_group(portal, members=[{"person": person}], lead=person)
    a_meeting(group, attendances=[{"person": person}])

    portal.delete()

    assert not Person.objects.exists()
    assert not Attendance.objects.exists()


def test_a_page_finds_its_portal():
    portal = a_portal()

    assert portal_of(a_meeting(a_group(portal))) == portal
    assert portal_of(portal) == portal
    assert portal_of(portal.get_parent()) is None


def test_portals_are_kept_by_those_who_may_edit_them(keeper, django_user_model, admin_user):
    mine, other = a_portal(), a_portal()
    group = a_group(mine)

    assert list(portals_for(keeper(mine))) == [mine]
    assert list(portals_for(keeper(group, name="working-group"))) == []
    assert set(portals_for(admin_user)) == {mine, other}


def test_a_register_shows_only_the_portals_of_its_keeper(client, keeper):
    mine, other = a_portal(), a_portal()
    a_person(mine, name="Naše Paní")
    stranger = a_person(other, name="Cizí Pán")
    client.force_login(keeper(mine))

    page = client.get(url_of("person")).content.decode()

    assert "Naše Paní" in page
    assert "Cizí Pán" not in page
    for action in ("edit", "delete"):
        response = client.get(url_of("person", action, stranger.pk))
        assert "Cizí Pán" not in response.content.decode()
        assert response.status_code in (302, 403)


def test_a_register_is_closed_to_those_without_a_portal(client, keeper):
    portal = a_portal()
    client.force_login(keeper(a_group(portal)))

    assert client.get(url_of("person")).status_code in (302, 403)


@pytest.mark.parametrize("model", ["provider", "organisation", "person"])
@pytest.mark.parametrize(
    "query", ["nonsense=1", "name_is_public__exact=x&is_provider__exact=x", "portal=x", "p=x"]
)
def test_an_unknown_parameter_shows_the_whole_list(admin_client, model, query):
    a_person(a_portal(), name="Jana Nová")
    an_organisation(a_portal(), name="Jana Nová", is_provider=True)

    response = admin_client.get(f"{url_of(model)}?{query}", follow=True)

    assert response.status_code == 200
    assert "Jana Nová" in response.content.decode()


def test_a_keeper_enters_a_provider(client, keeper):
    portal = a_portal()
    client.force_login(keeper(portal))

    form = client.get(url_of("provider", "create"))
    client.post(url_of("provider", "create"), {"portal": portal.pk, "name": "Charita", "ico": "00299529"})

    assert f'value="{portal.pk}" selected' in form.content.decode()
    assert Provider.objects.get().portal_id == portal.pk


def test_a_keeper_cannot_enter_anything_into_somebody_elses_portal(client, keeper):
    mine, other = a_portal(), a_portal()
    client.force_login(keeper(mine))

    response = client.post(url_of("provider", "create"), {"portal": other.pk, "name": "Charita"})

    assert response.status_code == 200
    assert not Provider.objects.exists()


def test_an_entry_never_moves_to_another_portal(client, keeper):
    mine, also_mine = a_portal(), a_portal()
    person = a_person(mine)
    client.force_login(keeper(mine, also_mine))

    client.post(url_of("person", "edit", person.pk), {"portal": also_mine.pk, "name": "Nové Jméno"})
    person.refresh_from_db()

    assert (person.name, person.portal_id) == ("Nové Jméno", mine.pk)


def test_the_form_of_a_register_offers_nothing_to_nobody():
    a_portal()
    form_class = type(
        "Form", (RegisterForm,), {"Meta": type("Meta", (), {"model": Person, "fields": ["portal"]})}
    )

    assert not form_class().fields["portal"].queryset.exists()
