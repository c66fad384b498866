"""A personal detail leaves a frozen version by a logged act; the former fingerprint stays and tampering still shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import PageLogEntry, Revision

from workflows.actions.base import Invalid, NotAllowed
from workflows.actions.erase_file_from_version import EraseFileFromVersion
from workflows.actions.erase_from_version import EraseFromVersion
from workflows.actions.redact_comment import RedactComment
from workflows.document import document_of
from workflows.file_hashes import sha256_of
from workflows.integrity.rules import rules
from workflows.log.protection import is_protected, protect
from workflows.log.sealing import seal_log
from workflows.models import Comment, CommentWording, LogSeal, Snapshot, SnapshotItem, VersionErasure

from .browser import soup
from .story import decide, make, save
from .uploads import a_file, linking_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

NAME = "Jana Kanárková"


def found() -> set[str]:
    """The names of the rules that do not hold."""
    return {rule.__name__ for rule in rules() if list(rule())}


def erase(version, *phrases: str, by=None, reason: str = "Souhlas skončil."):
    return EraseFromVersion(version, phrases=list(phrases or [NAME]), reason=reason, user=by).execute()


@pytest.fixture
def whole(hall):
    """A notice that names somebody, approved, with a newer draft; its log is sealed."""
    save(hall.page, by=hall.writer, body=f"<p>Kontakt: {NAME} a&nbsp;Petr.</p>", search_description=NAME)
    hall.until_assembly("Modrá.")
    decide(hall.page, hall.secretary, number="5/2026")
    make(hall.page, "start_again", hall.secretary, comment=f"Napsala {NAME}.")
    save(hall.page, by=hall.writer, body=f"<p>Nově {NAME}.</p>")
    seal_log()
    assert found() <= {"comments_came_in_time"}
    return hall


def everything() -> str:
    """All that is stored of pages, versions and the log."""
    rows = [*SnapshotItem.objects.values_list("text"), *Revision.objects.values_list("content", "object_str")]
    rows += PageLogEntry.objects.values_list("label", "data")
    rows += Comment.objects.values_list("quote", "part_label")
    rows += CommentWording.objects.values_list("quote")
    return repr(rows)


def test_words_are_gone_from_all_that_is_stored(whole, client):
    assert "Kanárková" in everything()
    erase(Snapshot.objects.get(number=2), by=whole.secretary)
    assert "Kanárková" not in everything()
    page = whole.fresh()
    assert "Kanárková" not in page.body + page.search_description
    for address in ("/orez/", "/orez/navrh/1/", "/orez/navrh/2/", "/orez/navrh/1/dokument/"):
        text = client.get(address).content.decode()
        assert "Kanárková" not in text, address
        assert "[personal detail erased]" in text, address


def test_words_are_gone_from_what_comments_quoted_before_they_were_redacted(whole):
    comment = Comment.objects.get()
    Comment.objects.filter(pk=comment.pk).update(quote=f"Kontakt: {NAME}")
    RedactComment(comment, passages=["Kontakt"], reason="Omyl.", user=whole.secretary).execute()
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    assert "Kanárková" not in everything()
    assert CommentWording.objects.get().quote == "Kontakt: [personal detail erased]"


def test_every_rule_holds_afterwards_and_the_public_reads_what_was_decided(whole):
    before = found()
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    seal_log()
    assert found() == before
    page = whole.fresh()
    assert document_of(page) == Snapshot.objects.in_force().first().documents[0]


def test_former_fingerprints_stay_listed(whole, client):
    former = list(Snapshot.objects.order_by("number").values_list("sha256", flat=True))
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    assert list(VersionErasure.objects.values_list("former_sha256", flat=True)) == former
    for number, address in ((1, "/orez/navrh/1/"), (2, "/orez/")):
        text = client.get(address).content.decode()
        assert former[number - 1] in text
        assert Snapshot.objects.get(number=number).sha256 in text


def test_second_erasure_carries_the_chain_on(whole):
    before = found()
    version = Snapshot.objects.get(number=1)
    erase(version, by=whole.secretary)
    erase(version, "Petr", by=whole.secretary)
    seal_log()
    assert VersionErasure.objects.filter(snapshot=version).count() == 2
    assert found() == before


def test_erased_version_that_is_tampered_with_shows(whole):
    before = found()
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    VersionErasure.objects.filter(snapshot__number=1).update(former_sha256="0" * 64)
    assert found() - before == {"erasures_are_as_logged"}


def test_erasure_that_nobody_logged_shows(whole):
    before = found()
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    PageLogEntry.objects.filter(action="kpss_workflows.version_erasure").delete()
    assert {"versions_are_as_logged", "erasures_are_as_logged"} <= found() - before


def test_log_says_who_and_why_and_nothing_of_the_words(whole):
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    entry = PageLogEntry.objects.get(action="kpss_workflows.version_erasure")
    assert (entry.user, entry.data["comment"]) == (whole.secretary, "Souhlas skončil.")
    assert [one["number"] for one in entry.data["versions"]] == [1, 2]


def test_erasure_names_the_entries_it_reworded_and_stands_for_no_other(whole):
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    seal_log()
    entry = PageLogEntry.objects.get(action="kpss_workflows.version_erasure")
    emptied = LogSeal.objects.filter(salt="")
    assert entry.data["log_entries"] == sorted(emptied.values_list("entry_id", flat=True)) != []
    assert "log_is_unchanged" not in found()
    other = LogSeal.objects.exclude(salt="").filter(entry_id__lt=entry.pk).first()
    LogSeal.objects.filter(pk=other.pk).update(salt="")
    assert "log_is_unchanged" in found()


def test_protected_log_lets_the_law_pass(whole):
    protect()
    before = found()
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    assert is_protected()
    assert found() == before


@pytest.mark.parametrize(
    ("phrases", "reason"),
    [
        ([NAME], ""),
        ([NAME], f"Přála si to {NAME}."),
        (["", " "], "Souhlas skončil."),
        (["Ja"], "Souhlas skončil."),
        (["Nikdo Takový"], "Souhlas skončil."),
    ],
)
def test_refusal_changes_nothing(whole, phrases, reason):
    before = everything()
    with pytest.raises(Invalid):
        EraseFromVersion(
            Snapshot.objects.get(number=1), phrases=phrases, reason=reason, user=whole.secretary
        ).execute()
    assert everything() == before


def test_writer_may_not(whole):
    with pytest.raises(NotAllowed):
        erase(Snapshot.objects.get(number=1), by=whole.writer)


def test_second_click_finds_nothing_to_erase(whole):
    erase(Snapshot.objects.get(number=1), by=whole.secretary)
    with pytest.raises(Invalid, match="does not hold"):
        erase(Snapshot.objects.get(number=1), by=whole.secretary)
    assert VersionErasure.objects.count() == 2


def test_file_with_personal_data_gives_way_to_a_sentence(hall, client, django_capture_on_commit_callbacks):
    file = a_file(f"Posudek napsala {NAME}.")
    save(hall.page, by=hall.writer, body=linking_to(file))
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    seal_log()
    before, stored = found(), Path(file.file.path)
    version = Snapshot.objects.get(number=2)
    with django_capture_on_commit_callbacks(execute=True):
        EraseFileFromVersion(version, file=file.pk, reason="Zdravotní údaje.", user=hall.secretary).execute()
    assert not stored.exists()
    page = client.get("/orez/")
    link = soup(page).find("a", string="posudek")["href"]
    assert b"".join(client.get(link).streaming_content).startswith(b"This file was erased")
    after = Snapshot.objects.get(number=2)
    assert sha256_of(type(file).objects.get(pk=file.pk)) in after.document_bytes().decode()
    assert version.sha256 in page.content.decode()
    seal_log()
    assert found() == before
    assert document_of(hall.fresh()) == after.documents[0]


def test_file_that_the_version_does_not_name_stays(whole):
    file = a_file()
    with pytest.raises(Invalid, match="no such file"):
        EraseFileFromVersion(
            Snapshot.objects.get(number=2), file=file.pk, reason="Omyl.", user=whole.secretary
        ).execute()
    assert Path(file.file.path).exists()
