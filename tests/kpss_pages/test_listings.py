"""Lists: paged, in reading order, honest when empty, and no dearer when long."""

import datetime as dt

import pytest
from django.utils import timezone

from kpss_pages.models.listings import (
    GroupIndexPage,
    ListingPage,
    MeetingIndexPage,
    NewsIndexPage,
    ProjectIndexPage,
    ServiceIndexPage,
)
from kpss_pages.models.news import NewsPage, ProjectPage
from kpss_pages.models.portal import KpssIndexPage
from kpss_pages.paging import PAGE_SIZE

from .making import (
    a_group,
    a_meeting,
    a_page,
    a_person,
    a_portal,
    a_service,
    a_target_group,
    a_type,
    an_organisation,
)

pytestmark = pytest.mark.django_db

LISTS = [GroupIndexPage, MeetingIndexPage, ServiceIndexPage, NewsIndexPage, ProjectIndexPage]


def read(client, page, query=""):
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, page, query=""):
    return [listed.title for listed in client.get(page.url + query).context["page_obj"]]


def some_news(index, number):
    for day in range(number):
        a_page(index, NewsPage, title=f"Zpráva {day:02}", date=dt.date(2020, 1, 1) + dt.timedelta(days=day))


def fill(index, number):
    """Put so many pages of its type under a list, with everything a card shows."""
    portal = KpssIndexPage.objects.ancestor_of(index).last()
    charity = an_organisation(portal, name="Charita", is_provider=True)
    person = a_person(portal, role="lektor", organisation=charity)
    for _ in range(number):
        match index:
            case GroupIndexPage():
                a_group(portal, lead=person, members=[{"person": person}])
            case MeetingIndexPage():
                a_meeting(a_group(portal), date=dt.date(2017, 10, 17))
            case ServiceIndexPage():
                a_service(portal, ["outreach"], provider=person.organisation, service_type=a_type_once())
            case NewsIndexPage():
                a_page(index, NewsPage, date=dt.date(2017, 3, 30))
            case ProjectIndexPage():
                a_page(index, ProjectPage, programme="OPZ")


def a_type_once():
    from kpss_pages.models.codelists import ServiceType

    return ServiceType.objects.first() or a_type()


@pytest.mark.parametrize("page_class", LISTS)
def test_an_empty_list_says_so(client, page_class):
    index = a_page(a_portal(), page_class, intro="<p>Úvodní slovo</p>")

    page = read(client, index)

    assert 'class="kpss-empty"' in page
    assert "Úvodní slovo" in page


@pytest.mark.parametrize("page_class", LISTS)
def test_a_list_stands_once_under_a_portal(page_class):
    portal = a_portal()
    assert page_class.can_create_at(portal)

    a_page(portal, page_class)

    assert not page_class.can_create_at(portal)
    assert issubclass(page_class, ListingPage)


@pytest.mark.parametrize("page_class", LISTS)
def test_the_number_of_queries_does_not_grow_with_the_list(client, page_class, django_assert_max_num_queries):
    index = a_page(a_portal(), page_class)
    fill(index, 2)
    client.get(index.url)

    with django_assert_max_num_queries(100) as few:
        read(client, index)
    fill(index, PAGE_SIZE - 3)
    with django_assert_max_num_queries(len(few)):
        page = read(client, index)

    assert page.count('class="kpss-card"') == PAGE_SIZE - 1


def test_pages_of_a_list_keep_the_query(client):
    portal = a_portal()
    care = a_type()
    for number in range(PAGE_SIZE + 1):
        a_service(portal, ["outreach"], title=f"Služba {number:02}", service_type=care)
    index = ServiceIndexPage.objects.get()

    first = read(client, index, "?form=outreach&q=sluzba")

    assert "?form=outreach&amp;q=sluzba&amp;page=2" in first
    assert titles(client, index, "?form=outreach&q=sluzba&page=2") == [f"Služba {PAGE_SIZE}"]


@pytest.mark.parametrize(
    ("query", "first"), [("?page=0", "Zpráva 00"), ("?page=999", "Zpráva 00"), ("?page=x", "Zpráva 20")]
)
def test_a_page_that_is_not_there_gives_one_that_is(client, query, first):
    index = a_page(a_portal(), NewsIndexPage)
    some_news(index, PAGE_SIZE + 1)

    assert titles(client, index, query)[0] == first


def test_news_without_a_full_date_come_last(client):
    index = a_page(a_portal(), NewsIndexPage)
    a_page(index, NewsPage, title="Bez data", date_text="podzim 2017")
    a_page(index, NewsPage, title="Starší", date=dt.date(2016, 1, 1))
    a_page(index, NewsPage, title="Novější", date=dt.date(2017, 1, 1))

    assert titles(client, index) == ["Novější", "Starší", "Bez data"]
    assert "podzim 2017" in read(client, index)


def test_meetings_of_the_whole_portal_upcoming_first_undated_last(client):
    portal = a_portal()
    group = a_group(portal, title="Řídicí skupina")
    index = a_page(portal, MeetingIndexPage)
    today = timezone.localdate()
    a_meeting(portal, title="Bez data", date_text="polovina února")
    a_meeting(group, title="Loni", date=today - dt.timedelta(days=365))
    a_meeting(group, title="Včera", date=today - dt.timedelta(days=1))
    a_meeting(group, title="Za měsíc", date=today + dt.timedelta(days=30))
    a_meeting(portal, title="Dnes", date=today)
    a_meeting(a_group(a_portal()), title="Cizí", date=today)

    assert titles(client, index) == ["Dnes", "Za měsíc", "Včera", "Loni", "Bez data"]
    page = read(client, index)
    assert "polovina února" in page
    assert "Řídicí skupina" in page
    assert page.count("<section>") == 3


def test_what_is_not_live_is_not_listed(client):
    portal = a_portal()
    a_group(portal, title="Koncept", live=False)
    a_service(portal, title="Koncept", live=False)
    a_meeting(a_group(portal, title="Skupina"), title="Koncept", live=False)
    a_page(portal, MeetingIndexPage)

    for page_class in (GroupIndexPage, ServiceIndexPage, MeetingIndexPage):
        assert "Koncept" not in read(client, page_class.objects.get())


def test_a_project_keeps_the_words_of_its_source(client):
    index = a_page(a_portal(), ProjectIndexPage)
    project = a_page(
        index,
        ProjectPage,
        title="Sociální služby na Frýdlantsku společně",
        programme="Operační program Zaměstnanost",
        number="03.2.63/0.0/0.0/16_063/0006489",
        start_text="září minulého roku (podle souvislosti září 2017)",
    )

    page = read(client, project)

    assert "03.2.63/0.0/0.0/16_063/0006489" in page
    assert "září minulého roku (podle souvislosti září 2017)" in page


def test_a_news_item_without_a_text_says_so(client):
    news = a_page(a_page(a_portal(), NewsIndexPage), NewsPage, author="Město Frýdlant")

    page = read(client, news)

    assert "Město Frýdlant" in page
    assert 'class="kpss-empty"' in page


def test_the_filter_costs_no_more_with_more_target_groups(client, django_assert_max_num_queries):
    portal = a_portal()
    a_service(portal, target_groups=[a_target_group("one")])
    index = ServiceIndexPage.objects.get()
    client.get(index.url)

    with django_assert_max_num_queries(100) as few:
        read(client, index)
    a_service(portal, target_groups=[a_target_group(f"group-{number}") for number in range(9)])
    with django_assert_max_num_queries(len(few)):
        read(client, index)
