"""News by an address alone: asked for, confirmed and ended by whoever reads its mail; nobody else learns of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from tests.testapp.models import OrdinaryPage
from workflows.actions.subscriptions import Subscribe
from workflows.jobs.running import run_job
from workflows.models import OutgoingMail, Subscription
from workflows.people import followers
from workflows.people.sought import Sought

from .browser import form_data, signed_in, words
from .story import home, open_for_comment
from .subscribing import DAY, JANA, ask, form_of, link_in, run_news, subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


# Asking


def test_address_alone_subscribes_after_two_steps(hall, client):
    hall.until_open()
    data = form_data(client.get("/orez/"), "email") | {"email": f"  {JANA.upper()} "}
    answer = client.post(form_of(hall.page), data)
    assert "Look into your mail" in words(client.get(answer.url))
    mail = OutgoingMail.objects.get()
    assert mail.to == JANA
    confirm = link_in(mail, "potvrdit")
    assert Subscription.objects.get().confirmed_at is None
    assert "Yes, send me news" in words(client.get(confirm))
    assert Subscription.objects.get().confirmed_at is None
    assert "is confirmed" in words(client.post(confirm, follow=True))
    assert Subscription.objects.get().confirmed_at is not None


def test_nobody_learns_from_the_answer_who_reads_the_news(hall):
    hall.until_open()
    subscribed(hall.page)
    known, unknown = ask(hall.page), ask(hall.page, "petr@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Client().get(known.url).content == Client().get(unknown.url).content
    assert "already get news" in OutgoingMail.objects.get(to=JANA).subject


def test_address_is_asked_once_an_hour_however_often_the_form_is_sent(hall):
    hall.until_open()
    for _time in range(3):
        assert ask(hall.page).status_code == 302
    assert OutgoingMail.objects.count() == 1
    Subscription.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    ask(hall.page)
    assert OutgoingMail.objects.count() == 2


def test_strangers_address_is_not_asked_about_every_page(hall):
    sections = [home().add_child(instance=OrdinaryPage(title=f"Oddíl {n}", slug=f"o{n}")) for n in range(7)]
    for section in sections:
        assert ask(section).status_code == 302
    assert OutgoingMail.objects.count() == 5


def test_address_has_one_subscription_a_page(hall):
    subscribed(hall.page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(place_id=hall.page.pk, email=JANA, language="cs")


@pytest.mark.parametrize(
    "email",
    ["", "jana", "jana@example.org\nBcc: all@example.org", "a@b.cz, c@d.cz", "x" * 300 + "@b.cz", "\x00"],
)
def test_what_is_no_address_is_refused_and_stays_in_the_form(hall, email):
    hall.until_open()
    response = ask(hall.page, email)
    assert response.status_code == 422
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_title_of_a_draft_makes_no_header(hall):
    hall.until_open()
    hall.consultation.snapshot.title = "Ořez\nBcc: all@example.org"
    hall.consultation.snapshot.save()
    ask(hall.page)
    assert "\n" not in OutgoingMail.objects.get().subject


def test_programs_and_floods_are_refused_and_comments_are_not_their_matter(hall, settings):
    settings.KPSS_LETTERS_AT_ONCE = 2
    hall.until_open()
    assert ask(hall.page, website="https://zly.example").status_code == 422
    answers = [ask(hall.page, f"{n}@example.org").status_code for n in range(3)]
    assert answers == [302, 302, 429]
    form = reverse("kpss_workflows:comment", args=[hall.consultation.pk])
    browser = Client()
    data = form_data(browser.get(form), "r-0-text") | {"r-0-text": "Prosím."}
    assert browser.post(form, data).status_code == 302


def test_form_that_comes_back_at_once_is_sent_once_more(hall, settings):
    settings.KPSS_QUICKEST_SECONDS = 3
    hall.until_open()
    refused = ask(hall.page)
    assert refused.status_code == 422
    assert JANA in refused.content.decode()


# What one may subscribe to


def test_nobody_subscribes_to_what_the_public_does_not_know(hall, client):
    section = home().add_child(instance=OrdinaryPage(title="Oddíl", slug="oddil"))
    assert client.get(form_of(section)).status_code == 200
    assert client.get(form_of(hall.page)).status_code == 404
    hall.until_ready()
    open_for_comment(hall.page, hall.secretary, opens_in=30)
    assert client.get(form_of(hall.page)).status_code == 404
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert client.get(form_of(section)).status_code == 404
    assert client.get(reverse("kpss_workflows:subscribe", args=[1])).status_code == 404
    assert client.post(form_of(section), {"email": JANA}).status_code == 404


def test_mail_about_a_later_draft_names_the_frozen_title(hall):
    hall.until_open()
    type(hall.page).objects.filter(pk=hall.page.pk).update(title="Kanárek")
    ask(hall.page)
    mail = OutgoingMail.objects.get()
    assert "Kanárek" not in mail.subject + mail.text
    assert "Ořez stromů" in mail.subject


# Ending


def test_way_out_changes_nothing_until_its_button_is_pressed(hall, client):
    hall.until_open()
    subscribed(hall.page, days_ago=1)
    ask(hall.page)
    Subscription.objects.update(asked_at=timezone.now() - DAY)
    ask(hall.page)
    mail = OutgoingMail.objects.filter(to=JANA).latest("pk")
    out = link_in(mail, "zrusit")
    assert mail.unsubscribe.endswith(out)
    assert "Ořez stromů" in words(client.get(out))
    assert Subscription.objects.exists()
    assert "has ended" in words(client.post(out))
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(to=JANA).exists()
    assert "has ended" in words(client.get(out))
    assert client.post(out).status_code == 200


def test_mail_program_ends_it_by_one_click_without_a_cookie(hall):
    hall.until_open(opens_in=-1)
    subscribed(hall.page)
    run_news()
    mail = OutgoingMail.objects.get()
    program = Client(enforce_csrf_checks=True)
    sent = program.post(
        link_in(mail, "zrusit"),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert sent.status_code == 200
    assert not Subscription.objects.exists()


def test_after_the_end_nothing_more_comes_of_this_page_by_another_way(hall, client):
    hall.until_open()
    elsewhere = home().add_child(instance=OrdinaryPage(title="Oddíl", slug="oddil"))
    for place in (home(), hall.page, elsewhere):
        subscribed(place)
    run_news()
    client.post(link_in(OutgoingMail.objects.get(), "zrusit"))
    # Whoever read all of the site, and this page in it, is free of both.
    left = Subscription.objects.values_list("place", flat=True)
    assert hall.page.pk not in left
    assert home().pk not in left


def subscriptions_of(email: str) -> list[Subscription]:
    """What the place of subscribers in the record of processing finds."""
    return list(followers.subscriptions_of(Sought.by(email, "")))


def erase_subscriptions(email: str) -> int:
    """What an erasure of the person takes away there."""
    return followers.erase_subscriptions(subscriptions_of(email), timezone.now())


def test_waiting_mail_goes_with_the_address_and_sent_mail_forgets_it(hall):
    hall.until_open()
    subscribed(hall.page)
    subscribed(hall.page, "petr@example.org")
    run_news()
    OutgoingMail.objects.filter(to=JANA).update(sent_at=timezone.now())
    assert erase_subscriptions(f" {JANA.upper()}") == 1
    assert subscriptions_of(JANA) == []
    assert [*OutgoingMail.objects.values_list("to", flat=True).order_by("to")] == ["", "petr@example.org"]
    assert erase_subscriptions("petr@example.org") == 1
    assert OutgoingMail.objects.get().to == ""


@pytest.mark.parametrize("token", ["x", "a.b", f"{'0' * 32}.podvrh", "%00", "č"])
def test_forged_links_open_nothing(hall, client, token, caplog):
    for deed, status in (("confirm_subscription", 410), ("unsubscribe", 404)):
        address = reverse(f"kpss_workflows:{deed}", args=[token])
        for response in (client.get(address), client.post(address)):
            assert response.status_code == status
            assert response["Referrer-Policy"] == "no-referrer"
            assert "has ended" not in words(response)
    assert "This link is not valid." in words(client.get(reverse("kpss_workflows:unsubscribe", args=[token])))
    assert "odber" not in caplog.text


def test_link_of_the_way_out_confirms_nothing(hall, client):
    hall.until_open()
    ask(hall.page)
    token = link_in(OutgoingMail.objects.get(), "zrusit").split("/")[-2]
    assert client.post(reverse("kpss_workflows:confirm_subscription", args=[token])).status_code == 410
    assert Subscription.objects.get().confirmed_at is None


# Keeping


def test_address_that_nobody_confirms_is_erased(hall, settings):
    settings.KPSS_UNCONFIRMED_DAYS = 2
    hall.until_open()
    subscribed(hall.page, "petr@example.org")
    Subscribe(hall.page, email=JANA, language="cs").execute()
    run_job("forgetting", timezone.now() + DAY)
    assert Subscription.objects.count() == 2
    run_job("forgetting", timezone.now() + 3 * DAY)
    assert Subscription.objects.get().email == "petr@example.org"
    assert not OutgoingMail.objects.filter(to=JANA).exists()


def test_offices_see_how_many_and_not_who(hall):
    hall.until_open()
    subscribed(hall.page)
    subscribed(home(), "petr@example.org")
    Subscribe(hall.page, email="eva@example.org", language="cs").execute()
    page = signed_in(hall.secretary).get(reverse("kpss_workflows_admin:process", args=[hall.page.pk]))
    assert "2 people get the news by e-mail." in words(page)
    assert "example.org" not in page.content.decode()
    assert not PageLogEntry.objects.filter(data__icontains="example.org").exists()
