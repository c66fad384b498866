"""One person asks what is kept and wishes it erased: by a page for named roles, and by a command."""

from __future__ import annotations

import io
import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from workflows.models import (
    Comment,
    CommentWording,
    OutgoingMail,
    RoleAssignment,
    SubmissionFile,
    SubmitterIdentity,
)

from .browser import administrator, form_data, signed_in, words
from .people_story import EMAIL, NAME, lived, publish_and_answer
from .story import home, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

PEOPLE = "/admin/kpss-workflows/people/"


@pytest.fixture
def answered(hall):
    """Her letter is settled in public and answered."""
    hall.letter = lived(hall)
    publish_and_answer()
    return hall


def found_by(user, **data):
    """What the page says when somebody looks."""
    return signed_in(user).post(PEOPLE, data)


def erase(user, found, **data):
    """Press the button on the page that was shown."""
    return signed_in(user).post(PEOPLE, form_data(found, "reason") | {"deed": "erase"} | data)


def test_page_is_for_named_roles_only(answered):
    assert signed_in(answered.secretary).get(PEOPLE).status_code == 200
    assert signed_in(administrator()).get(PEOPLE).status_code == 200
    for user in (answered.writer, answered.mayor):
        for response in (signed_in(user).get(PEOPLE), found_by(user, email=EMAIL)):
            assert response.status_code == 302
            assert EMAIL not in response.url


def test_menu_leads_there_for_those_who_may(answered):
    front = reverse("wagtailadmin_home")
    assert PEOPLE in signed_in(answered.secretary).get(front).content.decode()
    assert PEOPLE not in signed_in(answered.writer).get(front).content.decode()


def test_anonymous_is_sent_to_sign_in(answered, client):
    assert client.post(PEOPLE, {"email": EMAIL}).status_code == 302


@pytest.mark.parametrize("data", [{"email": EMAIL.upper()}, {"name": f"  {NAME} "}])
def test_person_is_found_by_address_or_name(answered, data):
    text = words(found_by(answered.secretary, **data))
    assert "Who commented: name, organisation, e-mail, side: 1" in text
    assert "Files and scans of submissions: 1" in text
    assert "read before a correction or a redaction: 2" in text


def test_role_of_another_place_finds_nobody(answered):
    section = home().add_child(instance=type(answered.page)(title="Jinde", slug="jinde", live=False))
    outsider = person("outsider", page=section)
    RoleAssignment.objects.create(group=outsider.groups.get(), role="secretary", page=section)
    text = words(found_by(outsider, email=EMAIL, name=NAME))
    assert "Nothing is kept of this person, or nothing where you may look." in text
    response = signed_in(outsider).post(PEOPLE, {"email": EMAIL, "deed": "erase", "reason": "Žádost."})
    assert response.status_code == 422
    assert SubmitterIdentity.objects.get().email == EMAIL


@pytest.mark.parametrize("data", [{}, {"email": "není adresa"}, {"name": "  "}])
def test_nobody_sought_is_refused_with_what_was_typed(answered, data):
    response = found_by(answered.secretary, **data)
    assert response.status_code == 422
    assert data.get("email", "") in response.content.decode()


def test_export_holds_data_sheet_and_files(answered):
    response = found_by(answered.secretary, email=EMAIL, deed="export")
    assert "example" not in response["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    data = json.loads(archive.read("data.json"))
    assert data["places"]["identities"][0]["name"] == NAME
    assert data["places"]["comments"][0]["outcome"] == "accepted"
    assert len(data["places"]["wordings"]) == 2
    assert NAME in archive.read("sheet.html").decode()
    assert [name for name in archive.namelist() if name.startswith("files/")]


def test_erasure_takes_the_person_and_leaves_the_settlement(answered, client):
    found = found_by(answered.secretary, email=EMAIL)
    response = erase(answered.secretary, found, reason="Žádost.")
    assert (response.status_code, response.url) == (302, PEOPLE)
    assert SubmitterIdentity.objects.get().erased_at
    assert not SubmissionFile.objects.exists()
    assert not CommentWording.objects.exclude(text="").exists()
    assert not OutgoingMail.objects.filter(to=EMAIL).exists()
    assert client.get(answered.letter.private_path).status_code == 404
    comment = Comment.objects.select_related("settlement").get()
    assert comment.text.startswith("Prosím v úterý.")
    assert NAME not in comment.text + comment.settlement.reasoning


def test_log_tells_who_why_and_how_much(answered):
    erase(answered.secretary, found_by(answered.secretary, email=EMAIL), reason="Žádost.")
    entry = PageLogEntry.objects.get(action="kpss_workflows.person_erased")
    assert (entry.user, entry.page_id, entry.data["comment"]) == (
        answered.secretary,
        answered.page.pk,
        "Žádost.",
    )
    assert entry.data["counts"]["identities"] == 1
    assert NAME not in repr(entry.data)
    assert EMAIL not in repr(entry.data)


def test_second_click_changes_nothing(answered):
    found = found_by(answered.secretary, email=EMAIL)
    statuses = [erase(answered.secretary, found, reason="Žádost.").status_code for _click in range(2)]
    assert statuses == [302, 302]
    assert PageLogEntry.objects.filter(action="kpss_workflows.person_erased").count() == 1
    again = found_by(answered.secretary, email=EMAIL)
    assert "Nothing is kept" in words(again)


@pytest.mark.parametrize("reason", ["", f"Žádost: {NAME.upper()}", f"napsala z {EMAIL}"])
def test_reason_is_needed_and_names_nobody(answered, reason):
    found = found_by(answered.secretary, email=EMAIL, name=NAME)
    response = erase(answered.secretary, found, reason=reason)
    assert response.status_code == 422
    assert SubmitterIdentity.objects.get().email == EMAIL


def test_unanswered_person_is_erased_only_knowingly(hall):
    lived(hall)
    found = found_by(hall.secretary, email=EMAIL)
    assert "the answer cannot be mailed" in words(found)
    refused = erase(hall.secretary, found, reason="Žádost.")
    assert refused.status_code == 409
    assert "Žádost." in refused.content.decode()
    assert SubmitterIdentity.objects.get().email == EMAIL
    assert erase(hall.secretary, found, reason="Žádost.", unanswered_too="on").status_code == 302
    assert SubmitterIdentity.objects.get().email == ""


def test_mention_in_a_version_is_named_and_stays(hall):
    hall.page.refresh_from_db()
    hall.page.body = f"<p>Kontakt: {NAME}</p>"
    hall.page.save_revision(user=hall.writer)
    lived(hall)
    text = found_by(hall.secretary, name=NAME).content.decode()
    assert "/version/" in text


def test_command_exports_tells_and_erases(answered, tmp_path):
    target, said = tmp_path / "vypis.zip", StringIO()
    call_command("kpss_people", "export", EMAIL, output=target, stdout=said)
    assert zipfile.ZipFile(target).read("data.json")
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError):
        call_command("kpss_people", "export", EMAIL, output=target)
    call_command("kpss_people", "erase", EMAIL, "--dry-run", stdout=said)
    assert SubmitterIdentity.objects.get().email == EMAIL
    with pytest.raises(CommandError, match="Write why"):
        call_command("kpss_people", "erase", EMAIL)
    call_command("kpss_people", "erase", EMAIL, reason="Žádost.", stdout=said)
    assert SubmitterIdentity.objects.get().email == ""
    assert EMAIL not in said.getvalue()
