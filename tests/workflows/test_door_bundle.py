"""A bundle is read as one: whoever plays a part on any of its pages, and whoever plays none, at every page of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, ReferenceIndex
from wagtail.test.utils.form_data import rich_text

from tests.made_once import copy_of, made_once
from tests.testapp.models import ArticlePage, GazettePage
from workflows.loading.load import load_text
from workflows.models import RoleAssignment

from .browser import administrator, editor_data, signed_in
from .doors import LISTING, READING, TEXT, TITLE, places, said
from .gazette import host_person
from .story import home, make, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.workflows.public_api")]

BULLETIN = """
name = "bulletin"
title = "Zpravodaj"
page_types = ["testapp.GazettePage"]

[[roles]]
key = "author"
title = "autor"

[[roles]]
key = "reviewer"
title = "redaktor"

[[states]]
key = "private"
kind = "review"
title = "Rozepsáno"
view = ["author"]
edit = ["author"]

[[states]]
key = "pending"
kind = "review"
title = "Čeká"
view = ["reviewer"]

[[states]]
key = "published"
kind = "final"
title = "Zveřejněno"
view = ["author", "reviewer"]

[[transitions]]
key = "submit"
title = "Předat"
from = ["private"]
roles = ["author"]
to = "pending"

[[transitions]]
key = "publish"
title = "Zveřejnit"
from = ["pending"]
roles = ["reviewer"]
effect = "publish"
to = "published"
"""

READERS = {
    "private": {"author", "inside", "superuser"},
    "pending": {"reviewer", "superuser"},
}
"""Who reads issue and articles; ``inside`` is an author of one article only."""

WORDS = {TITLE: "Pelikan", TEXT: "Slavik", "": ""}

EVERYBODY = ["author", "inside", "reviewer", "editor", "superuser"]


class Bulletin:
    """An issue of two articles, one with a picture and an annex, and the people around it."""

    def __init__(self) -> None:
        load_text(BULLETIN, "bulletin.toml")
        self.people = {role: person(role) for role in ("author", "reviewer")}
        self.people["editor"] = host_person("editor", "add", "change", "publish", "bulk_delete")
        self.people["superuser"] = administrator()
        self.annex = get_document_model().objects.create(
            title="Pelikan.pdf", file=ContentFile(b"Slavik", "pelikan.pdf")
        )
        self.picture = get_image_model().objects.create(
            title="Pelikan", file=get_test_image_file("pelikan.png")
        )
        self.issue = self.add(home(), GazettePage(title="Kanarek Pelikan 1", editorial="<p>Slavik</p>"))
        files = {"annex": self.annex, "picture": self.picture}
        self.article = self.add(
            self.issue, ArticlePage(title="Kanarek Pelikan 2", text="<p>Slavik</p>", **files)
        )
        self.other = self.add(self.issue, ArticlePage(title="Kanarek Pelikan 3", text="<p>Slavik</p>"))
        self.people["inside"] = self.inside()
        self.browsers = {name: signed_in(user) for name, user in self.people.items()}

    def add(self, parent: Any, page: Any) -> Any:
        """The author writes a page."""
        page.live = False
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision(user=self.people["author"], log_action=True)
        return type(page).objects.get(pk=page.pk)

    def inside(self) -> Any:
        """Somebody who works on one article and, by Wagtail, on nothing else."""
        user = host_person("inside")
        group = Group.objects.get(name="host inside")
        for one in GroupPagePermission.objects.filter(group__name="host editor").exclude(
            permission__codename="publish_page"
        ):
            GroupPagePermission.objects.create(group=group, page=self.other, permission=one.permission)
        RoleAssignment.objects.create(group=group, role="author", page=self.other)
        return user

    def pages(self) -> list[Any]:
        """Issue and articles, as they are stored now."""
        return [type(one).objects.get(pk=one.pk) for one in (self.issue, self.article, self.other)]

    def get(self, who: str, address: str) -> Any:
        """Somebody opens an address."""
        return self.browsers[who].get(address)


first_bulletin = made_once(Bulletin)


@pytest.fixture
def bulletin(db, first_bulletin) -> Bulletin:
    """A bulletin somebody has just written."""
    return copy_of(first_bulletin)


def found(told: str) -> bool:
    """A word of the draft is in an answer."""
    return "Pelikan" in told or "Slavik" in told


@pytest.mark.parametrize("state", READERS)
def test_every_page_of_the_bundle_is_read_by_the_readers_of_its_state(bulletin, state):
    if state == "pending":
        make(bulletin.issue, "submit", bulletin.people["author"])
    wrong = []
    doors = {door: shows for door, shows in READING.items() if "kpss-workflows/draft" not in door}
    for page in bulletin.pages()[:2]:
        for door, shows in doors.items():
            for who in EVERYBODY:
                response = bulletin.get(who, door.format(**places(page, "Kanarek")))
                told = said(response)
                if who in READERS[state]:
                    right = response.status_code == 200 and WORDS[shows] in told
                else:
                    right = response.status_code in (302, 403, 404) and not found(told)
                if not right:
                    wrong.append((page.title, door, who, response.status_code))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("state", READERS)
def test_no_list_names_a_page_of_the_bundle_to_others(bulletin, state):
    if state == "pending":
        make(bulletin.issue, "submit", bulletin.people["author"])
    at = places(bulletin.pages()[1], "Kanarek")
    others = [who for who in EVERYBODY if who not in READERS[state]]
    met = [
        (door, who) for door in LISTING for who in others if found(said(bulletin.get(who, door.format(**at))))
    ]
    assert met == []


@pytest.mark.parametrize("state", READERS)
def test_annex_of_the_draft_is_read_by_its_readers_only(bulletin, client, state):
    if state == "pending":
        make(bulletin.issue, "submit", bulletin.people["author"])
    read = {who for who in EVERYBODY if bulletin.get(who, bulletin.annex.url).status_code == 200}
    assert read == READERS[state]
    assert client.get(bulletin.annex.url).status_code == 404


def test_whoever_put_the_file_there_keeps_it(bulletin):
    get_document_model().objects.update(uploaded_by_user=bulletin.people["editor"])
    assert bulletin.get("editor", bulletin.annex.url).status_code == 200


def test_annex_is_everybodys_once_published_and_stays_so_while_the_next_draft_is_written(bulletin, client):
    make(bulletin.issue, "submit", bulletin.people["author"])
    make(bulletin.issue, "publish", bulletin.people["reviewer"])
    assert client.get(bulletin.annex.url).status_code == 200
    bulletin.pages()[1].save_revision()
    index(bulletin)
    assert client.get(bulletin.annex.url).status_code == 200


def test_new_annex_of_the_next_draft_is_not_yet(bulletin, client):
    make(bulletin.issue, "submit", bulletin.people["author"])
    make(bulletin.issue, "publish", bulletin.people["reviewer"])
    draft = bulletin.pages()[2]
    draft.annex = get_document_model().objects.create(title="Další", file=ContentFile(b"Dalsi", "dalsi.pdf"))
    draft.save_revision()
    index(bulletin)
    assert client.get(draft.annex.url).status_code == 404
    assert client.get(bulletin.annex.url).status_code == 200


@pytest.mark.parametrize("asked", ["action-publish", "action-submit"])
def test_page_of_a_bundle_is_not_made_published_or_submitted(bulletin, asked):
    url = f"/admin/pages/add/testapp/articlepage/{bulletin.issue.pk}/"
    data = editor_data(title="Nový", slug="novy", text=rich_text("<p>Nový.</p>"))
    for who in ("author", "superuser"):
        assert bulletin.browsers[who].post(url, data | {asked: "1"}).status_code == 409
    assert ArticlePage.objects.count() == 2
    bulletin.browsers["author"].post(url, data)
    assert ArticlePage.objects.filter(slug="novy", live=False).exists()


def index(bulletin: Bulletin) -> None:
    """Wagtail's index of references, which is off in tests."""
    for page in bulletin.pages():
        ReferenceIndex.create_or_update_for_object(page)


PUBLIC_LISTS = [
    "/api/v2/images/",
    "/api/v2/images/?fields=*",
    "/api/v2/documents/",
    "/api/v2/documents/?fields=*",
]


def test_api_lists_no_file_before_something_public_shows_it(bulletin, client):
    index(bulletin)
    files = [f"/api/v2/images/{bulletin.picture.pk}/", f"/api/v2/documents/{bulletin.annex.pk}/"]
    named = [door for door in PUBLIC_LISTS if client.get(door).json()["items"]]
    assert (named, [client.get(door).status_code for door in files]) == ([], [404, 404])
    make(bulletin.issue, "submit", bulletin.people["author"])
    make(bulletin.issue, "publish", bulletin.people["reviewer"])
    index(bulletin)
    named = [door for door in PUBLIC_LISTS if "Pelikan" in client.get(door).content.decode()]
    assert (named, [client.get(door).status_code for door in files]) == (PUBLIC_LISTS, [200, 200])


def test_api_lists_files_of_whatever_the_host_shows_without_a_page(bulletin, client):
    ReferenceIndex.objects.create(
        content_type=ReferenceIndex._get_base_content_type(Group),
        base_content_type=ReferenceIndex._get_base_content_type(Group),
        object_id="1",
        to_content_type=ReferenceIndex._get_base_content_type(bulletin.picture),
        to_object_id=str(bulletin.picture.pk),
        model_path="logo",
        content_path="logo",
        content_path_hash="bdc70d8b-e7a2-4c2a-bf43-2a3e3fcbbe86",
    )
    assert "Pelikan" in client.get("/api/v2/images/").content.decode()


def test_no_public_page_names_the_picture_of_a_draft(bulletin, client):
    stem = bulletin.picture.file.name.rpartition("/")[2].rpartition(".")[0]
    assert stem != "pelikan"
    doors = ["/", f"/{bulletin.issue.slug}/", "/sitemap.xml", "/api/v2/pages/?fields=*", *PUBLIC_LISTS]
    assert [door for door in doors if stem in client.get(door).content.decode()] == []
