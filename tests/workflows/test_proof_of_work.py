"""The work a browser does before it sends, where a town asks for it."""

from __future__ import annotations

import base64
import json

import pytest
from altcha import solve_challenge_v1
from django.core import checks

from workflows.intake import work
from workflows.models import Submission

from .browser import form_data, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]


@pytest.fixture
def open_hall(hall, settings):
    """A consultation of a town that asks for a little work."""
    settings.KPSS_PROOF_OF_WORK = 200
    return hall.until_open()


def url_of(hall) -> str:
    """Where one comments."""
    return f"/kpss/pripominka/{hall.consultation.pk}/"


def solved(response) -> str:
    """What the browser's script would send."""
    asked = json.loads(response.context["work"])
    solution = solve_challenge_v1(asked["challenge"], asked["salt"], asked["algorithm"], asked["maxnumber"])
    answer = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(answer | {"number": solution.number}).encode()).decode()


def test_form_sets_work_and_takes_it(open_hall, client):
    drawn = client.get(url_of(open_hall))
    assert "kpss_workflows/work" in drawn.content.decode()
    data = form_data(drawn, "r-0-text") | {"r-0-text": "Prosím.", "work": solved(drawn)}
    assert client.post(url_of(open_hall), data).status_code == 302


def test_without_the_work_the_text_stays_and_another_way_is_named(open_hall, client):
    data = form_data(client.get(url_of(open_hall)), "r-0-text") | {"r-0-text": "Prosím, vraťte lavičku."}
    refused = client.post(url_of(open_hall), data)
    assert refused.status_code == 422
    assert "did not finish the check" in words(refused)
    assert "vraťte lavičku" in refused.content.decode()
    assert open_hall.consultation.contact in words(refused)
    data = form_data(refused, "r-0-text") | {"work": solved(refused)}
    assert client.post(url_of(open_hall), data).status_code == 302


def test_work_of_one_form_does_not_serve_for_another(open_hall, client):
    first, second = client.get(url_of(open_hall)), client.get(url_of(open_hall))
    data = form_data(second, "r-0-text") | {"r-0-text": "Prosím.", "work": solved(first)}
    assert client.post(url_of(open_hall), data).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "forged",
    ["x", "e30=", base64.b64encode(b"[]").decode(), base64.b64encode(b'{"salt": 1}').decode(), "ř", "\x00"],
)
def test_forged_work_is_refused_and_never_breaks(open_hall, client, forged):
    data = form_data(client.get(url_of(open_hall)), "r-0-text") | {"r-0-text": "Prosím.", "work": forged}
    assert client.post(url_of(open_hall), data).status_code == 422


def test_guessed_number_is_refused(open_hall, client):
    drawn = client.get(url_of(open_hall))
    answer = json.loads(base64.b64decode(solved(drawn)))
    answer["number"] += 1
    guessed = base64.b64encode(json.dumps(answer).encode()).decode()
    data = form_data(drawn, "r-0-text") | {"r-0-text": "Prosím.", "work": guessed}
    assert client.post(url_of(open_hall), data).status_code == 422


def test_no_work_is_asked_for_unless_the_town_wants_it(hall, client):
    hall.until_open()
    drawn = client.get(url_of(hall))
    assert "work.js" not in drawn.content.decode()
    assert (
        client.post(url_of(hall), form_data(drawn, "r-0-text") | {"r-0-text": "Prosím."}).status_code == 302
    )


def test_check_names_the_library_that_is_missing(settings, monkeypatch):
    settings.KPSS_PROOF_OF_WORK = 200
    monkeypatch.setattr(work, "find_spec", lambda name: None)
    assert "kpss_workflows.E003" in {one.id for one in checks.run_checks()}
