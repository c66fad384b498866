"""Enter letters from a file into the register of a consultation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workflows.actions.base import Refused
from workflows.actions.import_submissions import ImportSubmissions
from workflows.importing import values
from workflows.importing.entries import Reading, span_of
from workflows.importing.fates import Fate, Plan, Usual, moment_of
from workflows.importing.problems import Unreadable
from workflows.importing.reading import read
from workflows.intake.files import LARGEST
from workflows.models import Consultation


class Command(BaseCommand):
    """``kpss_load_comments FILE --consultation N --user NAME [--dry-run]``: every row of the file, or nothing."""

    help = (
        "Enter letters from a CSV, XLSX or DOCX file into the register of a consultation, with the fate of every row. "
        "All or nothing; the same file is entered once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the consultation, the person, and what counts where the file does not say."""
        parser.add_argument("file", type=Path, help="The file.")
        parser.add_argument("--consultation", type=int, required=True, help="The number of the consultation.")
        parser.add_argument(
            "--user", required=True, metavar="NAME", help="Who enters; needs the role for it."
        )
        parser.add_argument("--channel", default="", help="How letters came that do not say so themselves.")
        parser.add_argument("--received", default="", help="When they came, such as 2017-10-02.")
        parser.add_argument("--dry-run", action="store_true", help="Tell the fates, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell the fates and enter."""
        consultation = _found(
            Consultation.objects.select_related("snapshot__page"),
            _("There is no consultation %(value)s."),
            pk=options["consultation"],
        )
        users = get_user_model()
        user = _found(
            users.objects,
            _("There is no user called “%(value)s”."),
            **{users.USERNAME_FIELD: options["user"]},
        )
        try:
            usual = _usual(options, consultation)
            self.load(consultation, user, usual, options)
        except (Unreadable, values.Wrong, Refused) as error:
            raise CommandError(f"{options['file']}: {error}") from error

    def load(self, consultation: Consultation, user: Any, usual: Usual, options: dict[str, Any]) -> None:
        """Preview, tell, and unless something is wrong or this is only a rehearsal, enter."""

        def action(seen: str | None = None) -> ImportSubmissions:
            reading = _reading(options["file"], consultation)
            return ImportSubmissions(consultation, reading, user=user, usual=usual, seen=seen)

        plan = action().preview()
        for line in _lines(plan):
            self.stdout.write(line)
        if plan.problems:
            raise CommandError(_("%(file)s: nothing was loaded.") % {"file": options["file"]})
        if options["dry_run"]:
            self.stdout.write(_("Nothing was written."))
            return
        submissions = action(plan.seen).execute()
        numbers = span_of(submissions[0].reference, submissions[-1].reference)
        self.stdout.write(_("Entered: %(numbers)s.") % {"numbers": numbers})


def _found(rows: Any, sentence: str, **by: Any) -> Any:
    found = rows.filter(**by).first()
    if found is None:
        raise CommandError(sentence % {"value": next(iter(by.values()))})
    return found


def _usual(options: dict[str, Any], consultation: Consultation) -> Usual:
    channel = values.channel(options["channel"]) if options["channel"] else ""
    if not options["received"]:
        return Usual(channel)
    try:
        return Usual(channel, moment_of(values.moment(options["received"]), consultation))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error


def _reading(path: Path, consultation: Consultation) -> Reading:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(_("%(file)s cannot be read.") % {"file": path}) from error
    return read(path.name, content, language=consultation.snapshot.page.locale.language_code)


def _lines(plan: Plan) -> Iterator[str]:
    yield from plan.notes
    for fate in plan.fates:
        yield from map(str, fate.entry.problems)
        if not fate.entry.problems:
            yield f"{fate.entry.where}: {_told(fate)}"
        for warning in fate.entry.warnings:
            yield _("%(where)s, warning: %(warning)s") % {"where": fate.entry.where, "warning": warning}


def _told(fate: Fate) -> str:
    sentence = _("letter %(letter)s, %(place)s, %(time)s")
    time = _("late") if fate.is_late else _("in time")
    return sentence % {"letter": fate.letter, "place": fate.place, "time": time}
