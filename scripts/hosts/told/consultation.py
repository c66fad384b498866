"""A public consultation of the host's own page: read in its own frame, commented, closed, settled, published."""

from __future__ import annotations

import time
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from home.models import ProposalPage

from workflows.intake.robots import quickest
from workflows.models import Comment, Consultation
from workflows.standing import standing_of

from .browser import form_data, words
from .people import editor, fresh, moderator, rewritten, see, transition, visitor, written

FRAME = ("mysite.css", "Lhota zdraví")
"""What the host's own frame shows, from its own context."""


def tell() -> None:
    """Tell it from the draft to the published text, and look at what was public before us."""
    proposal = written(editor(), "ProposalPage", "Novy park", "Lavičky u řeky.")
    see(visitor(), "/novy-park/", status=404)
    proposal = _opened(proposal)
    consultation = Consultation.objects.get(snapshot__page=proposal.pk)
    receipt = _commented(consultation)
    _closed(proposal, consultation)
    _settled(consultation)
    rewritten(editor(), proposal, "Lavičky a stromy u řeky.")
    _published(proposal, receipt)
    _old_proposal_lives_on()


def _opened(proposal: ProposalPage) -> ProposalPage:
    """Whoever publishes opens it, by the town hall's clock though the site keeps UTC."""
    start = timezone.now().astimezone(ZoneInfo("Europe/Prague")) - timedelta(minutes=2)
    end = start + timedelta(days=14)
    proposal = transition(
        moderator(), proposal, "open_consultation", contact="Radnice, dveře 5",
        opens_at_0=f"{start:%Y-%m-%d}", opens_at_1=f"{start:%H:%M}",
        closes_at_0=f"{end:%Y-%m-%d}", closes_at_1="16:00",
    )  # fmt: skip
    call_command("kpss_tick")
    page = see(visitor(), proposal.get_url(), "Lavičky u řeky.", *FRAME, "kpss.css")
    assert "16:00" in words(page), words(page)
    return proposal


def _commented(consultation: Consultation) -> str:
    """Somebody comments without an account and keeps the receipt."""
    address = reverse("kpss_workflows:comment", args=[consultation.pk])
    data = form_data(see(visitor(), address, *FRAME), "r-0-text") | {"r-0-text": "A co stín?", "send": "1"}
    time.sleep(quickest().total_seconds())  # a person does not write more quickly
    answer = visitor().post(address, data)
    assert answer.status_code == 302, words(answer)
    see(visitor(), answer.url, "A co stín?", *FRAME)
    return answer.url


def _closed(proposal: ProposalPage, consultation: Consultation) -> None:
    """The closing second comes, and the crontab's command moves the page on."""
    past = timezone.now() - timedelta(seconds=1)
    Consultation.objects.filter(pk=consultation.pk).update(opens_at=past - timedelta(days=14), closes_at=past)
    call_command("kpss_tick")
    assert standing_of(fresh(proposal)).state.kind == "settlement", standing_of(fresh(proposal))


def _settled(consultation: Consultation) -> None:
    """The comment is released and gets its outcome at the desk."""
    address = reverse("kpss_workflows_admin:desk", args=[consultation.pk])
    desk = see(moderator(), address, "A co stín?")
    row = f"c{Comment.objects.on(consultation).get().pk}-"
    data = form_data(desk, f"{row}seen")
    said = {f"{row}status": "released", f"{row}outcome": "accepted", f"{row}reasoning": "Přidáme stromy."}
    answer = moderator().post(address, data | said)
    assert answer.status_code == 302, words(answer)


def _published(proposal: ProposalPage, receipt: str) -> None:
    """The settled text is what everybody reads, and what was asked stays to be read."""
    proposal = transition(moderator(), proposal, "publish")
    assert proposal.live
    see(visitor(), proposal.url, "Lavičky a stromy u řeky.", *FRAME)
    see(visitor(), f"{proposal.url}navrh/1/", "Lavičky u řeky.", *FRAME)
    see(visitor(), f"{proposal.url}navrh/1/pripominky/", "A co stín?", "Přidáme stromy.", *FRAME)
    see(visitor(), receipt, "A co stín?", *FRAME)


def _old_proposal_lives_on() -> None:
    """What was public before us is read as it was, also while its new version is being written."""
    old = ProposalPage.objects.get(slug="stary-navrh")
    see(visitor(), old.url, "Psáno dávno.", "of-the-host", *FRAME)
    old = transition(editor(), old, "start_new_version")
    rewritten(editor(), old, "Psáno nově.")
    see(visitor(), old.url, "Psáno dávno.", "of-the-host", *FRAME)
