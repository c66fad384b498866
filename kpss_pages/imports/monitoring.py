"""Reports on how plans are carried out, known from a source without a file: lines of text."""

from __future__ import annotations

from workflows.templatetags.kpss import czdate

from .kinds import Facts


def report_in_words(report: Facts | str) -> str:
    """Write a report on one line: its title, year, date, body and note, whichever is known."""
    if isinstance(report, str):
        return report
    heading = " ".join(filter(None, (report["title"], report["year"])))
    day = " ".join(filter(None, (czdate(report["date"]), report["date_text"])))
    return ", ".join(filter(None, (heading, report["body"], day, report["note"])))


def reports_on(plan: Facts, town: Facts) -> list[str]:
    """Return the lines on one plan, whether they stand with the plan or with the town."""
    of_town = [one for one in town["monitoring"] if not isinstance(one, str) and one["plan"] == plan["id"]]
    return [line for line in map(report_in_words, [*plan["monitoring"], *of_town]) if line]
