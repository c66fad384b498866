"""The whole way of a page that is not KPSS, through actions and public addresses."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.testapp.models import NoticePage
from workflows.actions.base import NotAllowed, Refused, Stale
from workflows.actions.transition import MakeTransition, Seen
from workflows.document import fingerprint
from workflows.models import Resolution, Snapshot

from .story import decide, end_consultation, home, make, open_for_comment, release, save, settle, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def test_a_new_draft_is_in_the_first_state(hall):
    assert state_of(hall.page) == "draft"


def test_nothing_of_a_draft_is_reachable(hall, client):
    assert client.get("/orez/").status_code == 404
    assert client.get("/orez/navrh/1/").status_code == 404


def test_whole_way_to_publication(hall, client):
    hall.until_assembly("Prosím v úterý.")
    resolution = decide(hall.page, hall.secretary, number="12/2026")
    page = hall.fresh()
    assert state_of(page) == "published"
    assert page.live
    assert resolution.snapshot.number == 2
    assert resolution.snapshot.published_at
    response = client.get("/orez/")
    assert response.status_code == 200
    assert "V pondělí." in response.content.decode()


def test_approval_publishes_what_was_put_before_the_body_and_nothing_newer(hall, client):
    hall.until_assembly()
    draft = hall.fresh().get_latest_revision_as_object()
    draft.body = "<p>Tajná novější verze.</p>"
    draft.save_revision()  # somebody's script writes on, past the lock
    decide(hall.page, hall.secretary)
    text = client.get("/orez/").content.decode()
    assert "V pondělí." in text
    assert "Tajná" not in text
    assert hall.fresh().body == "<p>V pondělí.</p>"


def test_open_consultation_reads_in_public_and_later_drafts_do_not(hall, client):
    hall.until_open()
    response = client.get("/orez/")
    assert response.status_code == 200
    assert "V pondělí." in response.content.decode()
    assert client.get("/orez/navrh/1/").status_code == 200


def test_before_the_opening_second_nothing_is_reachable(hall, client):
    hall.until_open(opens_in=5)
    for address in ("", "navrh/1/", "navrh/1/pripominky/", "navrh/1/dokument/", "navrh/1/zmeny/"):
        assert client.get(f"/orez/{address}").status_code == 404, address
    assert client.get(f"/kpss/pripominka/{hall.consultation.pk}/").status_code == 404


def test_downloaded_document_has_the_shown_fingerprint(hall, client):
    hall.until_open()
    shown = Snapshot.objects.get().sha256
    assert shown in client.get("/orez/").content.decode()
    data = client.get("/orez/navrh/1/dokument/").content
    assert fingerprint(data) == shown
    assert json.loads(data)[0]["title"] == "Ořez stromů"


def test_writer_cannot_approve_own_text(hall):
    from workflows.models import RoleAssignment

    RoleAssignment.objects.create(group=hall.writer.groups.get(), role="mayor", page=hall.page)
    make(hall.page, "submit", hall.writer)
    with pytest.raises(Refused, match=r"somebody else|někdo jiný"):
        make(hall.page, "approve", hall.writer)
    make(hall.page, "approve", hall.mayor)


def test_transition_needs_the_role(hall):
    with pytest.raises(NotAllowed):
        make(hall.page, "submit", hall.mayor)


def test_second_approval_is_refused(hall):
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    with pytest.raises(Stale):
        make(hall.page, "approve", hall.mayor)


def test_changed_text_is_not_decided(hall):
    from workflows.bundles import bundle_fingerprint
    from workflows.standing import standing_of

    page = hall.fresh()
    seen = Seen(standing_of(page).task_state.pk, bundle_fingerprint(page))
    save(page, by=hall.writer, body="<p>Jinak.</p>")
    with pytest.raises(Stale):
        MakeTransition(hall.fresh(), "submit", user=hall.writer, seen=seen).execute()
    assert state_of(page) == "draft"


def test_returning_needs_a_comment(hall):
    make(hall.page, "submit", hall.writer)
    with pytest.raises(Refused):
        make(hall.page, "send_back", hall.mayor, comment="  ")
    make(hall.page, "send_back", hall.mayor, comment="Doplňte datum.")
    assert state_of(hall.page) == "draft"


def test_unsettled_comment_stops_the_way_with_a_link(hall):
    hall.until_settlement("Jedna.", "Dvě.")
    with pytest.raises(Refused) as refused:
        make(hall.page, "submit_to_assembly", hall.secretary)
    assert refused.value.refusals[0].url.endswith(f"/consultation/{hall.consultation.pk}/")


def test_incomplete_page_is_not_frozen(hall):
    save(hall.page, by=hall.writer, body="")
    with pytest.raises(Refused) as refused:
        make(hall.page, "submit", hall.writer)
    assert "The notice has no text." in str(refused.value)


def test_withdrawn_draft_says_why_and_shows_no_text(hall, client):
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="Zveřejněna špatná verze.")
    assert state_of(hall.page) == "draft"
    for address in ("/orez/", "/orez/navrh/1/"):
        text = client.get(address).content.decode()
        assert "Zveřejněna špatná verze." in text
        assert "V pondělí." not in text
    assert client.get("/orez/navrh/1/dokument/").status_code == 404


def test_withdrawn_draft_leads_on_where_somebody_reads_something(hall, client):
    hall.until_open()
    make(hall.page, "withdraw", hall.secretary, comment="Zveřejněna špatná verze.")
    text = client.get("/orez/navrh/1/").content.decode()
    assert f'<a href="/">{home().title}</a>' in text
    assert 'href="/orez/"' not in text
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    open_for_comment(hall.page, hall.secretary)
    assert '<a href="/orez/">Back to the page</a>' in client.get("/orez/navrh/1/").content.decode()


def test_withdrawn_before_opening_was_never_there(hall, client):
    hall.until_open(opens_in=5)
    make(hall.page, "withdraw", hall.secretary, comment="Spletli jsme se.")
    assert client.get("/orez/navrh/1/").status_code == 404


def test_approved_with_changes_publishes_the_new_wording(hall, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary, "approved_with_changes", wording="Se změnou dne.")
    assert state_of(hall.page) == "adopted"
    save(hall.page, by=hall.writer, body="<p>V úterý.</p>")
    make(hall.page, "publish_adopted", hall.secretary)
    assert "V úterý." in client.get("/orez/").content.decode()
    changes = client.get("/orez/navrh/3/zmeny/").content.decode()
    assert "<del>pondělí.</del>" in changes
    assert "<ins>úterý.</ins>" in changes


def test_returned_text_goes_back_to_settlement(hall):
    hall.until_assembly("Jedna.")
    decide(hall.page, hall.secretary, "returned")
    assert state_of(hall.page) == "settlement"
    assert hall.consultation.submissions.count() == 1


def test_postponed_stays(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary, "postponed")
    assert state_of(hall.page) == "assembly"
    assert Resolution.objects.get().outcome == "postponed"


def test_extension_needs_no_run(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    decide(hall.page, hall.secretary, "extended", "record_later", valid_until_year=2030)
    assert state_of(hall.page) == "published"
    assert Resolution.objects.filter(outcome="extended", valid_until_year=2030).exists()


def test_new_version_leaves_the_approved_one_in_public(hall, client):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    make(hall.page, "start_again", hall.secretary)
    save(hall.page, by=hall.writer, body="<p>Nový návrh.</p>")
    assert "V pondělí." in client.get("/orez/").content.decode()
    assert "Nový návrh" not in client.get("/orez/").content.decode()
    make(hall.page, "submit", hall.writer)
    make(hall.page, "approve", hall.mayor)
    open_for_comment(hall.page, hall.secretary)
    text = client.get("/orez/").content.decode()
    assert "V pondělí." in text
    assert "navrh/3/" in text
    assert "Nový návrh" in client.get("/orez/navrh/3/").content.decode()


def test_settlements_are_public_in_one_act(hall, client):
    hall.until_settlement("Prosím v úterý.")
    comments = "/orez/navrh/1/pripominky/"
    assert "Prosím v úterý." not in client.get(comments).content.decode()
    release(hall.comments[0], hall.secretary)
    settle(hall.comments[0], hall.secretary, reasoning="Vyhovíme rádi.")
    text = client.get(comments).content.decode()
    assert "Prosím v úterý." in text
    assert "Vyhovíme rádi." not in text
    make(hall.page, "publish_settlements", hall.secretary)
    assert "Vyhovíme rádi." in client.get(comments).content.decode()
    with pytest.raises(Refused):
        settle(hall.comments[0], hall.secretary, reasoning="Jinak.")


def test_publication_brings_the_settlements_along(hall):
    hall.until_assembly("Jedna.")
    decide(hall.page, hall.secretary)
    hall.consultation.refresh_from_db()
    assert hall.consultation.settlements_are_public


def test_second_round_keeps_the_first_in_sight(hall, client):
    hall.until_open()
    end_consultation(hall.consultation)
    make(hall.page, "close", hall.secretary)
    assert client.get("/orez/navrh/1/pripominky/").status_code == 200


def test_snapshot_does_not_follow_later_edits(hall):
    hall.until_settlement()
    before = Snapshot.objects.get().document_bytes()
    save(hall.page, by=hall.writer, body="<p>Jinak.</p>", title="Jiný titul")
    assert Snapshot.objects.get().document_bytes() == before
    assert NoticePage.objects.get().title


def test_resolution_names_the_version_the_body_had_before_it(hall):
    hall.until_assembly()
    decided = decide(hall.page, hall.secretary)
    later = decide(hall.page, hall.secretary, "extended", "record_later", valid_until_year=2030)
    assert decided.snapshot == later.snapshot == Snapshot.objects.get(published_at__isnull=False)


def test_publication_is_told_once(hall):
    from workflows.signals import snapshot_published

    told = []

    def listen(snapshot, **kwargs):
        told.append(snapshot.number)

    snapshot_published.connect(listen)
    try:
        hall.until_assembly()
        decide(hall.page, hall.secretary)
        decide(hall.page, hall.secretary, "taken_note", "record_later")
    finally:
        snapshot_published.disconnect(listen)
    assert told == [2]


def test_comment_released_late_stops_the_publication_until_it_is_settled(hall):
    from workflows.actions.moderate_comment import ModerateComment

    hall.until_settlement("Skrytá.")
    comment = hall.comments[0]
    ModerateComment(comment, status="hidden", reason="Obsahuje jména.", user=hall.secretary).execute()
    make(hall.page, "submit_to_assembly", hall.secretary)
    release(comment, hall.secretary)
    with pytest.raises(Refused):
        decide(hall.page, hall.secretary)
    assert state_of(hall.page) == "assembly"
    settle(comment, hall.secretary)
    decide(hall.page, hall.secretary)
    assert state_of(hall.page) == "published"


def test_extension_without_a_year_is_refused_by_the_action(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary)
    with pytest.raises(Refused):
        decide(hall.page, hall.secretary, "extended", "record_later")


def test_adopted_wording_must_differ_from_what_was_submitted(hall):
    hall.until_assembly()
    decide(hall.page, hall.secretary, "approved_with_changes")
    with pytest.raises(Refused):
        make(hall.page, "publish_adopted", hall.secretary)
    assert state_of(hall.page) == "adopted"


def test_resolution_of_a_day_to_come_is_refused(hall):
    hall.until_assembly()
    with pytest.raises(Refused):
        decide(hall.page, hall.secretary, date=timezone.localdate() + timedelta(days=1))
    assert state_of(hall.page) == "assembly"
