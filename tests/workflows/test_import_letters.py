"""Letters come in by a file: what is read, what is judged, and what is written."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from workflows.actions.base import Invalid
from workflows.integrity.consultations import comments_came_in_time
from workflows.models import Consultation, OutgoingMail, Submission
from workflows.registry import commenter_roles, register_commenter_roles
from workflows.town_time import in_town

from .letter_files import (
    HEADER,
    MEASURE,
    OTHER_TWIN,
    a_row,
    as_csv,
    as_xlsx,
    czech,
    load,
    opened,
    preview,
    said,
)
from .story import comment_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_hall")]

DAY = timedelta(days=1)


@pytest.fixture
def town(hall, monkeypatch):
    """An open consultation on a notice with parts."""
    return opened(hall, monkeypatch)


@pytest.fixture
def _roles():
    """Kinds of authors."""
    before = commenter_roles()
    register_commenter_roles([("user", "Klient služby"), ("provider", "Poskytovatel")])
    yield
    register_commenter_roles(before)


def test_rows_with_one_mark_are_one_letter_of_the_one_register(town):
    comment_on(town.consultation)
    rows = [
        a_row("První.", mark="A", part="1.2"),
        a_row("Sám."),
        a_row("Druhá.", mark="A", channel="", received="", name=""),
    ]
    first, second = load(town, "dopisy.csv", as_csv(*rows))
    assert [first.number, second.number] == [2, 3]
    assert list(first.comments.values_list("number", "text", "part_id", "part_label")) == [
        (1, "První.", MEASURE, "Opatření 1.2 Terénní péče"),
        (2, "Druhá.", "", ""),
    ]
    assert (first.channel, first.entered_by, first.is_late) == ("paper", town.secretary, False)
    assert first.identity.name == "Jana Nováková"
    comment_on(town.consultation)
    assert Submission.objects.order_by("number").last().number == 4
    assert not OutgoingMail.objects.exists()
    assert not list(comments_came_in_time())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_as_programs_write_it(town, encoding, separator):
    content = as_csv(a_row("Žluťoučký; kůň,\nna dvou řádcích."), encoding=encoding, separator=separator)
    plan = preview(town, "Dopisy.CSV", content)
    assert said(plan) == []
    assert plan.fates[0].entry.text == "Žluťoučký; kůň,\nna dvou řádcích."


@pytest.mark.usefixtures("_roles")
def test_headings_ways_and_kinds_are_known_without_case_and_diacritics(town):
    header = ["CISLO DOPISU", "jak prisel:", "DORUČENO", "Postmark", "č.j.", "Kdo píše", "E-mail", "TEXT "]
    row = ["7", "Datova schranka", czech(-1), czech(-2), "MU/7", "poskytovatel", "a@example.cz", "Ano."]
    (letter,) = load(town, "a.csv", as_csv(header, row))
    assert (letter.channel, letter.reference_number, letter.identity.role) == ("data_box", "MU/7", "provider")
    assert letter.sent_on == in_town(timezone.now()).date() - 2 * DAY
    english = ["Letter", "How it came", "Received", "Comment"]
    assert said(preview(town, "b.csv", as_csv(english, ["1", "in person", czech(), "Yes."]))) == []


def test_sheet_gives_days_as_excel_has_them_and_formulas_as_text(town):
    yesterday = in_town(timezone.now()).date() - DAY
    rows = [
        a_row("=1+1", received=datetime(yesterday.year, yesterday.month, yesterday.day), mark=1),
        a_row("Druhá.", received=yesterday, mark=1),
        a_row("Třetí.", received=f"{yesterday:%Y-%m-%d} 14:30"),
    ]
    first, second = load(town, "dopisy.xlsx", as_xlsx(*rows))
    assert [one.text for one in first.comments.all()] == ["=1+1", "Druhá."]
    assert in_town(first.received_at).replace(tzinfo=None) == datetime.combine(yesterday, datetime.min.time())
    assert in_town(second.received_at).time().isoformat("minutes") == "14:30"


@pytest.mark.parametrize(
    "written",
    ["1.2", "terenni pece", "Opatření 1.2", "OPATŘENÍ 1.2 TERÉNNÍ PÉČE", f"https://x.cz/#cast-{MEASURE}"],
)
def test_part_is_found_by_number_title_or_address(town, written):
    (fate,) = preview(town, "a.csv", as_csv(a_row(part=written))).fates
    assert fate.place.part_id == MEASURE


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("Terénní peče o seniory", "no part called"),
        ("Terénni péčé", ""),
        ("Terenní péče 2", "Perhaps “Opatření 1.2 Terénní péče” is meant"),
        ("Doprava", "More than one part is called so"),
        ("celý plán", ""),
        ("Ořez stromů", ""),
    ],
)
def test_part_nobody_knows_is_named_with_what_to_do(town, written, sentence):
    problems = said(preview(town, "a.csv", as_csv(a_row(), a_row(part=written))))
    assert len(problems) == bool(sentence)
    if sentence:
        assert problems[0].startswith("Line 3, Part of the plan: ")
        assert sentence in problems[0]


def test_twin_parts_are_told_apart_by_their_address(town):
    (fate,) = preview(town, "a.csv", as_csv(a_row(part=OTHER_TWIN))).fates
    assert fate.place.part_id == OTHER_TWIN


@pytest.mark.parametrize(
    ("changes", "place", "sentence"),
    [
        ({"received": "32. 1. 2026"}, "Line 2, Received", "is no date"),
        ({"received": "vloni"}, "Line 2, Received", "is no date"),
        ({"received": "1. 1. 0001"}, "Line 2, Received", "is no date"),
        ({"received": ""}, "Line 2, Received", "on which day"),
        ({"received": lambda: czech(2)}, "Line 2, Received", "in the future"),
        ({"received": lambda: czech(-30)}, "Line 2, Received", "before the consultation opened"),
        ({"channel": "holub"}, "Line 2, How it came", "no way by which"),
        ({"channel": "web form"}, "Line 2, How it came", "no way by which"),
        ({"channel": ""}, "Line 2, How it came", "by which way"),
        ({"text": ""}, "Line 2, Comment", "Write the comment"),
        ({"text": "a" * 20_001}, "Line 2, Comment", "20001 characters"),
        ({"name": "J" * 201}, "Line 2, Name", "201 characters"),
    ],
)
def test_mistake_is_told_with_line_and_field_and_enters_nothing(town, changes, place, sentence):
    changes = {key: value() if callable(value) else value for key, value in changes.items()}
    content = as_csv(a_row(**changes), a_row("V pořádku."))
    (problem,) = said(preview(town, "a.csv", content))
    assert problem.startswith(f"{place}: ")
    assert sentence in problem
    with pytest.raises(Invalid, match="Line 2"):
        load(town, "a.csv", content)
    assert not Submission.objects.exists()


def test_sent_and_email_are_judged_too(town):
    header = [*HEADER, "Odesláno", "E-mail"]
    rows = [[*a_row(), czech(0), ""], [*a_row(), czech(3), ""], [*a_row(), "", "nikdo@"]]
    problems = said(preview(town, "a.csv", as_csv(header, *rows)))
    assert [one.split(":")[0] for one in problems] == ["Line 2, Sent", "Line 3, Sent", "Line 4, E-mail"]


def test_rows_of_one_letter_must_not_contradict_each_other(town):
    rows = [a_row(mark="1"), a_row("Jiná.", mark="1", channel="osobně")]
    (problem,) = said(preview(town, "a.csv", as_csv(*rows)))
    assert problem.startswith("Line 3, How it came: It differs from “Line 2”")


def test_what_the_file_does_not_say_is_said_once_for_all(town):
    now = timezone.now()
    rows = [a_row(channel="", received=""), a_row("Jinak.", channel="osobně", received="")]
    first, second = load(town, "a.csv", as_csv(*rows), channel="email", received_at=now)
    assert (first.channel, second.channel) == ("email", "in_person")
    assert first.received_at == second.received_at == now


def test_late_letters_are_told_and_marked(town):
    Consultation.objects.update(closes_at=timezone.now() - 2 * DAY, opens_at=timezone.now() - 20 * DAY)
    header = [*HEADER, "Odesláno"]
    rows = [[*a_row("Včas.", received=czech(-1)), czech(-3)], [*a_row("Pozdě.", received=czech(-1)), ""]]
    plan = preview(town, "a.csv", as_csv(header, *rows))
    assert [fate.is_late for fate in plan.fates] == [False, True]
    assert [one.is_late for one in load(town, "a.csv", as_csv(header, *rows))] == [False, True]
    Consultation.objects.update(takes_late=False)
    (problem,) = said(preview(town, "b.csv", as_csv(header, *rows, [*a_row("Také."), czech(-4)])))
    assert problem.startswith("Line 3, Received: The letter came late")


def test_day_of_the_opening_and_of_the_closing_count_as_a_whole(town):
    closes_at = in_town(timezone.now() - DAY).replace(hour=15, minute=0, second=0, microsecond=0)
    opens_at = closes_at - 5 * DAY
    Consultation.objects.update(opens_at=opens_at, closes_at=closes_at, counts="delivered")
    days = [f"{one:%Y-%m-%d}" for one in (opens_at, closes_at)]
    first, last = load(town, "a.csv", as_csv(*(a_row(day, received=day) for day in days)))
    assert first.received_at == opens_at
    assert not last.is_late


def test_what_may_stand_in_the_register_already_is_warned_of(town):
    header = [*HEADER, "Č. j."]
    load(town, "a.csv", as_csv(header, [*a_row("Stejné."), "MU/1"]))
    rows = [[*a_row("Stejné."), ""], [*a_row("Nové."), "mu 1"], [*a_row("Nové."), ""], [*a_row("Jiné."), ""]]
    plan = preview(town, "b.csv", as_csv(header, *rows))
    warnings = [" ".join(fate.entry.warnings) for fate in plan.fates]
    assert "same words of the same sender: 1-0001/1" in warnings[0]
    assert "reference number already: 1-0001" in warnings[1]
    assert "same sender as “Line 3”" in warnings[2]
    assert warnings[3] == ""
    assert said(plan) == []


def test_other_sender_with_the_same_words_is_no_duplicate(town):
    load(town, "a.csv", as_csv(a_row("Stejné.")))
    assert preview(town, "b.csv", as_csv(a_row("Stejné.", name="Petr"))).warned == 0


def test_date_may_be_a_day_of_excel_without_a_time():
    from workflows.importing.values import day, moment

    assert moment(datetime(2026, 3, 1)) == day("1. 3. 2026") == date(2026, 3, 1)
