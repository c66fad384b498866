"""Services: a secret address stays secret, and the catalogue is found through."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from kpss_pages.folding import fold
from kpss_pages.models.listings import ServiceIndexPage
from kpss_pages.models.services import ServiceForm, ServicePage

from .making import a_page, a_portal, a_service, a_target_group, a_type, an_organisation

pytestmark = pytest.mark.django_db


def read(client, page, **query):
    response = client.get(page.url, query)
    assert response.status_code == 200
    return response.content.decode()


def found(client, **query):
    """Titles of the services the catalogue lists for a query."""
    response = client.get(ServiceIndexPage.objects.get().url, query)
    assert response.status_code == 200
    return [service.title for service in response.context["page_obj"]]


def test_a_service_shows_what_people_look_for(client):
    portal = a_portal()
    service = a_service(
        portal,
        title="Pečovatelská služba města",
        service_type=a_type(),
        provider=an_organisation(portal, name="Charita", is_provider=True),
        target_groups=[a_target_group()],
        territory="Liberec a okolí",
        phones="485 000 000, 730 000 000",
        web="https://example.cz/sluzba",
        street="Lipová 1",
        postcode="460 01",
        town="Liberec",
        service_identifier="6270514",
    )
    service.forms = [
        ServiceForm(form="outreach", capacity=90, unit="klientů"),
        ServiceForm(form="ambulatory"),
    ]
    service.save()

    page = read(client, service)

    for words in (
        "home care service",
        "Charita",
        "older persons",
        "Liberec a okolí",
        "tel:485000000",
        "tel:730000000",
        "https://example.cz/sluzba",
        "Lipová 1",
        "460 01 Liberec",
        "6270514",
        "90 klientů",
    ):
        assert words in page


def test_a_secret_address_is_never_shown_nor_searched(client):
    portal = a_portal()
    shelter = a_service(
        portal, title="Azylový dům", street="Skrytá 7", postcode="460 99", town="Utajov", secret_address=True
    )

    for page in (read(client, shelter), read(client, shelter.get_parent())):
        assert "Skrytá" not in page
        assert "460 99" not in page
        assert "Utajov" not in page
    assert found(client, q="skryta") == []
    assert found(client, q="utajov") == []
    assert not ServicePage.objects.search("Skrytá").count()
    assert not {"street", "postcode", "town"} & {field.field_name for field in ServicePage.search_fields}


@pytest.mark.parametrize("identifier", ["627051", "62705140", "627051x"])
def test_an_identifier_of_the_register_has_seven_digits(identifier):
    service = a_service(a_portal())
    service.service_identifier = identifier

    with pytest.raises(ValidationError) as refusal:
        service.full_clean()

    assert set(refusal.value.message_dict) == {"service_identifier"}


def test_words_are_found_without_accents_in_part_and_by_provider(client):
    portal = a_portal()
    charity = an_organisation(portal, name="Žluťoučká charita", is_provider=True)
    a_service(portal, title="Pečovatelská služba", provider=charity)
    a_service(portal, title="Raná péče")

    assert found(client, q="PECOVAT") == ["Pečovatelská služba"]
    assert found(client, q="žluťoučká peč") == ["Pečovatelská služba"]
    assert found(client, q="zlutoucka rana") == []
    assert found(client) == ["Pečovatelská služba", "Raná péče"]


def test_a_renamed_provider_is_found_by_its_new_name(client):
    portal = a_portal()
    charity = an_organisation(portal, name="Stará", is_provider=True)
    a_service(portal, title="Raná péče", provider=charity)

    charity.name = "Nová"
    charity.save(update_fields=["name"])

    assert found(client, q="nova") == ["Raná péče"]
    assert found(client, q="stara") == []


def test_services_are_filtered_by_form_type_and_target_group(client):
    portal = a_portal()
    care, seniors = a_type(), a_target_group()
    a_service(portal, title="Pečovatelská", forms=["outreach", "ambulatory"], service_type=care)
    a_service(portal, title="Domov", forms=["residential"], target_groups=[seniors])

    assert found(client, form="outreach") == ["Pečovatelská"]
    assert found(client, type=care.key) == ["Pečovatelská"]
    assert found(client, target=seniors.key) == ["Domov"]
    assert found(client, target=seniors.key, form="outreach") == []


def test_the_filter_offers_only_what_the_catalogue_holds(client):
    a_type("p99", "nikde nenabízená služba")
    a_service(a_portal(), service_type=a_type())

    page = read(client, ServiceIndexPage.objects.get())

    assert "home care service" in page
    assert "nikde nenabízená služba" not in page


@pytest.mark.parametrize(
    "query",
    [{"form": "nonsense"}, {"type": "'"}, {"target": "0"}, {"q": "x" * 5000}, {"q": "\x00"}, {"page": "x"}],
)
def test_nonsense_in_the_address_narrows_nothing(client, query):
    a_service(a_portal(), title="Raná péče")

    assert found(client, **query) == ["Raná péče"]


def test_no_match_and_no_services_are_different_sentences(client):
    index = a_page(a_portal(), ServiceIndexPage)
    nothing = read(client, index)
    no_match = read(client, index, q="cokoli")

    assert nothing.count('class="kpss-empty"') == no_match.count('class="kpss-empty"') == 1
    assert nothing[nothing.index('class="kpss-empty"') :] != no_match[no_match.index('class="kpss-empty"') :]


def test_what_was_typed_stays_in_the_form(client):
    a_service(a_portal())

    assert 'value="péče &lt;o&gt;"' in read(client, ServiceIndexPage.objects.get(), q="péče <o>")


def test_forms_and_target_groups_live_in_drafts_until_published():
    service = a_service(a_portal(), forms=["outreach"])
    seniors = a_target_group()
    service.forms = [ServiceForm(form="residential", capacity=12)]
    service.target_groups = [seniors]

    draft = service.save_revision()

    assert ServicePage.objects.get().forms.get().form == "outreach"
    assert [form.capacity for form in draft.as_object().forms.all()] == [12]
    draft.publish()
    published = ServicePage.objects.get()
    assert published.forms.get().form == "residential"
    assert list(published.target_groups.all()) == [seniors]


def test_only_providers_of_the_same_town_are_offered(admin_client):
    portal = a_portal()
    index = a_page(portal, ServiceIndexPage)
    an_organisation(portal, name="Naše charita", is_provider=True)
    an_organisation(portal, name="Jen účastník")
    an_organisation(a_portal(), name="Cizí charita", is_provider=True)

    page = admin_client.get(
        reverse("wagtailadmin_pages:add", args=("kpss_pages", "servicepage", index.pk))
    ).content.decode()

    assert "Naše charita" in page
    assert "Jen účastník" not in page
    assert "Cizí charita" not in page


def test_an_editor_enters_a_service(admin_client):
    portal = a_portal()
    index = a_page(portal, ServiceIndexPage)
    seniors = a_target_group()
    data = nested_form_data(
        {
            "title": "Raná péče",
            "slug": "rana-pece",
            "service_type": a_type().pk,
            "provider": "",
            "description": rich_text("<p>Pomoc</p>"),
            "forms": inline_formset([{"form": "outreach", "capacity": "5", "unit": "rodin"}]),
            "target_groups": seniors.pk,
            "topics": "",
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )

    admin_client.post(reverse("wagtailadmin_pages:add", args=("kpss_pages", "servicepage", index.pk)), data)

    service = ServicePage.objects.get()
    assert service.forms.get().capacity == 5
    assert list(service.target_groups.all()) == [seniors]
    assert "pomoc" in service.searchable_text


def test_folding_makes_spellings_equal():
    assert fold("  Žluťoučký\n<b>KŮŇ</b> ") == fold("zlutoucky kun") == "zlutoucky kun"
