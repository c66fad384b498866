"""Files of letters in the admin: brought, looked at, confirmed once, forgotten; and the same by a command."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workflows.importing.keeping import KEPT, forget_uploads
from workflows.intake.sweeping import sweep_files
from workflows.jobs.forgetting import forgetting
from workflows.models import Consultation, Submission, SubmissionImport
from workflows.storage import private_storage

from .browser import administrator, form_data, signed_in, soup, words
from .letter_files import MEASURE, a_row, as_csv, bring, opened, url_of
from .story import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a notice with parts."""
    return opened(hall, monkeypatch)


def preview_url(upload: SubmissionImport | None = None) -> str:
    """Where the fates of a file are."""
    upload = upload or SubmissionImport.objects.get()
    return reverse("kpss_workflows_admin:import_preview", args=[upload.consultation_id, upload.token])


def confirm(town, *, by=None, url: str = "", **changes):
    """Press the button under the preview."""
    browser, url = signed_in(by or town.secretary), url or preview_url()
    return browser.post(url, {"seen": form_data(browser.get(url), "seen")["seen"]} | changes, follow=True)


def test_desk_and_form_for_one_letter_lead_to_the_file(town):
    browser = signed_in(town.secretary)
    for name in ("desk", "enter"):
        page = soup(browser.get(reverse(f"kpss_workflows_admin:{name}", args=[town.consultation.pk])))
        assert page.find("a", href=url_of(town))


def test_preview_tells_every_fate_and_writes_nothing(town):
    rows = [a_row("První.", mark="A", part="1.2"), a_row("Druhá.", mark="A"), a_row("Sám.")]
    text = words(bring(town, "dopisy.csv", as_csv(*rows)))
    assert "2 letters would be entered" in text
    assert "They are 3 comments" in text
    assert "One more comment of the 1. letter" in text
    assert "Opatření 1.2 Terénní péče" in text
    assert "in time" in text
    assert not Submission.objects.exists()


def test_confirmed_file_is_entered_and_its_bytes_are_gone(town, django_capture_on_commit_callbacks):
    bring(town, "dopisy.csv", as_csv(a_row("První."), a_row("Druhá.")))
    stored = Path(SubmissionImport.objects.get().file.path)
    assert stored.exists()
    assert not stored.is_relative_to(Path(django_settings.MEDIA_ROOT).resolve())
    with django_capture_on_commit_callbacks(execute=True):
        response = confirm(town)
    assert "2 letters were entered under the numbers 1-0001–1-0002." in words(response)
    assert response.redirect_chain[-1][0] == reverse("kpss_workflows_admin:desk", args=[town.consultation.pk])
    assert not stored.exists()
    row = SubmissionImport.objects.get()
    assert (row.is_entered, row.count, row.file.name) == (True, 2, "")


def test_mistakes_leave_nothing_to_confirm(town):
    response = bring(town, "a.csv", as_csv(a_row(channel="holub"), a_row()))
    assert "Line 2, How it came" in words(response)
    assert soup(response).find("input", {"name": "seen"}) is None
    assert "the whole document" not in words(bring(town, "b.csv", as_csv(a_row(part="Nic takového"))))
    forced = signed_in(town.secretary).post(preview_url(SubmissionImport.objects.first()), {"seen": "x"})
    assert forced.status_code == 422
    assert not Submission.objects.exists()


def test_second_click_and_other_tab_enter_nothing_more(town):
    content = as_csv(a_row())
    for _tab in range(2):
        bring(town, "a.csv", content)
    first, second = map(preview_url, SubmissionImport.objects.order_by("pk"))
    browser = signed_in(town.secretary)
    seen = {"seen": form_data(browser.get(second), "seen")["seen"]}
    assert browser.post(first, seen).status_code == 302
    for url in (first, second):
        again = browser.post(url, seen, follow=True)
        assert "entered already" in words(again)
    assert Submission.objects.count() == 1
    assert "entered already" in words(browser.get(first, follow=True))
    assert "entered already" in words(bring(town, "a.csv", content))


def test_what_changed_meanwhile_is_refused_with_a_new_preview(town):
    bring(town, "a.csv", as_csv(a_row()))
    Consultation.objects.update(closes_at=timezone.now() - timedelta(days=3), counts="delivered")
    response = confirm(town, seen="what stood there before")
    assert response.status_code == 409
    assert "Meanwhile something changed" in words(response)
    assert "1 letter came late" in words(response)
    assert not Submission.objects.exists()
    assert confirm(town).status_code == 200
    assert Submission.objects.get().is_late


def test_settled_consultation_is_refused_with_a_sentence(town):
    bring(town, "a.csv", as_csv(a_row()))
    Consultation.objects.update(settlements_published_at=timezone.now())
    browser = signed_in(town.secretary)
    for response in (browser.get(preview_url()), browser.post(preview_url(), {"seen": "x"})):
        assert response.status_code == 409
        assert "settlements are public" in words(response)
    assert not Submission.objects.exists()
    assert bring(town, "b.csv", as_csv(a_row("Jiná."))).status_code == 409


def test_bytes_that_are_not_those_shown_are_refused(town):
    bring(town, "a.csv", as_csv(a_row()))
    Path(SubmissionImport.objects.get().file.path).write_bytes(as_csv(a_row("Podvržená.")))
    response = confirm(town)
    assert response.status_code == 409
    assert "not the one that was shown" in words(response)
    assert not Submission.objects.exists()


def test_nobody_else_sees_or_confirms_what_somebody_brought(town, client):
    bring(town, "a.csv", as_csv(a_row()))
    colleague = person("secretary", name="colleague")
    for browser, answers in (
        (signed_in(colleague), {404}),
        (signed_in(administrator()), {404}),
        (signed_in(town.writer), {302, 403, 404}),
        (Client(), {302}),
    ):
        assert browser.get(preview_url()).status_code in answers
        assert browser.post(preview_url(), {"seen": "x"}).status_code in answers
    assert not Submission.objects.exists()


def test_only_who_moderates_brings_a_file(town):
    template = reverse("kpss_workflows_admin:import_template", args=[town.consultation.pk, "csv"])
    for browser in (signed_in(town.writer), Client()):
        for url in (url_of(town), template):
            assert browser.get(url).status_code in (302, 403, 404)
    assert b"Jana" not in signed_in(town.writer).get(template).content


def test_file_belongs_to_its_consultation(town):
    bring(town, "a.csv", as_csv(a_row()))
    other = preview_url().replace(f"consultation/{town.consultation.pk}/", "consultation/999999/")
    assert signed_in(town.secretary).get(other).status_code == 404


def test_file_nobody_confirmed_is_forgotten_after_a_day(town):
    bring(town, "a.csv", as_csv(a_row()))
    upload = SubmissionImport.objects.get()
    stored, url = Path(upload.file.path), preview_url()
    soon, later = timezone.now(), timezone.now() + KEPT + timedelta(minutes=1)
    assert forget_uploads(soon) == sweep_files(later + timedelta(days=2)) == 0
    assert "files of letters that nobody confirmed" in [one.name for one in forgetting(later)]
    assert forget_uploads(later) == 1
    assert not stored.exists()
    assert signed_in(town.secretary).get(url).status_code == 404


def test_file_without_a_row_is_swept_away(town):
    bring(town, "a.csv", as_csv(a_row()))
    stored = Path(SubmissionImport.objects.get().file.path)
    SubmissionImport.objects.all().delete()
    assert sweep_files(timezone.now() + timedelta(days=2)) == 1
    assert not stored.exists()


def test_lost_bytes_lead_back_to_the_form(town):
    bring(town, "a.csv", as_csv(a_row()))
    private_storage().delete(SubmissionImport.objects.get().file.name)
    response = signed_in(town.secretary).get(preview_url(), follow=True)
    assert "Bring it once more" in words(response)
    assert response.request["PATH_INFO"] == url_of(town)


def test_files_of_letters_leave_with_the_rest(town):
    bring(town, "a.csv", as_csv(a_row()))
    call_command("kpss_uninstall", "--yes", stdout=io.StringIO())
    assert not SubmissionImport.objects.exists()


def test_preview_of_many_rows_has_pages_and_asks_no_more_of_the_database(town, django_assert_max_num_queries):
    bring(town, "malo.csv", as_csv(a_row()))
    bring(town, "mnoho.csv", as_csv(*(a_row(f"Č. {number}") for number in range(450))))
    browser = signed_in(town.secretary)
    few, many = map(preview_url, SubmissionImport.objects.order_by("pk"))
    with django_assert_max_num_queries(30):
        browser.get(few)
    with django_assert_max_num_queries(31):
        page = browser.get(f"{many}?p=3")
    assert "Line 451" in words(page)
    assert "Line 2 " not in words(page)


# By a command


def command(file: Path, town, **options) -> str:
    """What the command says."""
    said = io.StringIO()
    usual = {"consultation": town.consultation.pk, "user": "secretary", "stdout": said}
    call_command("kpss_load_comments", str(file), **usual | options)
    return said.getvalue()


def test_command_tells_the_fates_and_enters(town, tmp_path):
    file = tmp_path / "dopisy.csv"
    file.write_bytes(as_csv(a_row(part="1.2"), a_row("Jiná.", channel="", received="")))
    day = {"channel": "osobně", "received": f"{timezone.now() - timedelta(days=1):%Y-%m-%d}"}
    said = command(file, town, dry_run=True, **day)
    assert "Line 2: letter 1, Ořez stromů: Opatření 1.2 Terénní péče, in time" in said
    assert not Submission.objects.exists()
    assert "Entered: 1-0001–1-0002." in command(file, town, **day)
    assert Submission.objects.get(number=1).comments.get().part_id == MEASURE
    with pytest.raises(CommandError, match="entered already"):
        command(file, town, **day)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"user": "nobody"}, "no user called"),
        ({"consultation": 999999}, "no consultation"),
        ({"user": "writer"}, "no role"),
        ({"channel": "holub"}, "no way by which"),
        ({"received": "vloni"}, "is no date"),
    ],
)
def test_command_refuses_in_sentences(town, tmp_path, options, sentence):
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(a_row()))
    with pytest.raises(CommandError, match=sentence):
        command(file, town, **options)
    with pytest.raises(CommandError, match="cannot be read"):
        command(tmp_path / "neni.csv", town)
    file.write_bytes(as_csv(a_row(channel="holub")))
    with pytest.raises(CommandError, match="nothing was loaded"):
        command(file, town)
    assert not Submission.objects.exists()


def test_nothing_can_be_brought_once_the_text_lies_before_the_assembly(hall):
    hall.until_assembly("Prosím.")
    response = bring(hall, "a.csv", as_csv(a_row()))
    assert response.status_code == 409
    assert not SubmissionImport.objects.exists()
