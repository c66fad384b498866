"""The clock: late, twice, and with one poisoned page among them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.testapp.models import NoticePage
from workflows.actions.submit_comments import ConsultationClosed
from workflows.jobs.running import run_all
from workflows.log.sealing import unsealed
from workflows.models import Consultation, FormKey, InternalVersion, ReadingInvitation
from workflows.signals import transition_made

from .story import comment_on, end_consultation, home, make, open_for_comment, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


def another_open_notice(hall, slug: str) -> NoticePage:
    """One more notice of the town, open for comment."""
    page = home().add_child(instance=NoticePage(title=slug, slug=slug, body="<p>Text.</p>", live=False))
    page.save_revision(user=hall.writer)
    make(page, "submit", hall.writer)
    make(page, "approve", hall.mayor)
    open_for_comment(page, hall.secretary)
    return page


def run() -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    call_command("kpss_tick", stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


def test_nothing_happens_before_the_closing_second(hall):
    hall.until_open()
    run()
    assert run() == ("", "")
    assert state_of(hall.page) == "consultation"


def test_late_tick_closes_once(hall):
    hall.until_open()
    end_consultation(hall.consultation)
    assert "close of run" in run()[0]
    assert run() == ("", "")
    assert state_of(hall.page) == "settlement"
    assert hall.fresh().current_workflow_state.task_states.filter(status="in_progress").count() == 1


def test_history_says_it_was_the_clock(hall):
    from wagtail.models import PageLogEntry

    hall.until_open()
    end_consultation(hall.consultation)
    run()
    entry = PageLogEntry.objects.filter(action="kpss_workflows.transition").latest("pk")
    assert entry.user_id is None
    assert entry.data["to"] == "settlement"


def test_one_poisoned_page_stops_no_other(hall):
    hall.until_open()
    other = another_open_notice(hall, "druhe")
    third = another_open_notice(hall, "treti")
    for consultation in Consultation.objects.all():
        end_consultation(consultation)

    def poison(sender, page, **kwargs):
        if page.pk == other.pk:
            raise RuntimeError("poisoned")

    transition_made.connect(poison)
    try:
        with pytest.raises(SystemExit):
            run()
        report = run_all()
    finally:
        transition_made.disconnect(poison)
    assert (report.done, len(report.failed)) == ([], 1)
    assert [state_of(page) for page in (hall.page, other, third)] == [
        "settlement",
        "consultation",
        "settlement",
    ]
    run()
    assert state_of(other) == "settlement"


def test_writing_stops_at_the_second_though_no_tick_came(hall):
    hall.until_open()
    end_consultation(hall.consultation)
    assert comment_on(hall.consultation).submission.is_late
    Consultation.objects.filter(pk=hall.consultation.pk).update(takes_late=False)
    with pytest.raises(ConsultationClosed, match=r"not open|není otev"):
        comment_on(hall.consultation)


def test_tick_forgets_used_keys_of_forms_after_a_month(db):
    old, young = FormKey.objects.create(key=uuid.uuid4()), FormKey.objects.create(key=uuid.uuid4())
    FormKey.objects.filter(pk=old.pk).update(used_at=timezone.now() - timedelta(days=31))
    assert "1 forgotten" in run()[0]
    assert list(FormKey.objects.all()) == [young]


def test_tick_forgets_whose_the_expired_links_were(hall):
    version = InternalVersion.objects.create(
        page_id=hall.page.pk, state="mayor", state_entry=1, title="Ořez", text="[]", files=[], sha256="0" * 64
    )
    for name, days in (("Jana", 91), ("Petr", 89)):
        ReadingInvitation.objects.create(
            version=version,
            name=name,
            email=f"{name}@example.org",
            token_hash=name,
            expires_at=timezone.now() - timedelta(days=days),
        )
    run()
    assert set(ReadingInvitation.objects.values_list("name", "email")) == {
        ("", ""),
        ("Petr", "Petr@example.org"),
    }


def test_tick_seals_the_log(hall):
    make(hall.page, "submit", hall.writer)
    assert "sealing, log: " in run()[0]
    assert not unsealed().exists()
