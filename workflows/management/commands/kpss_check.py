"""Prove that what is stored keeps the rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.integrity.rules import rules
from workflows.integrity.seals import log_is_unchanged
from workflows.models import LogSeal


class Command(BaseCommand):
    """``kpss_check``: recompute every fingerprint, test every rule, name what differs. Changes nothing."""

    help = (
        "Recompute every fingerprint and test every rule of state, decision and log; name what differs. "
        "It changes nothing and fails if anything differs, so cron can run it every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to prove."""
        parser.add_argument("--list", action="store_true", help="say what is proved, and prove nothing")
        parser.add_argument("--rule", action="append", help="prove this rule only; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove rule by rule, each finding on a line of its own."""
        found = 0
        chosen = self.chosen(options["rule"])
        for rule in chosen:
            if options["list"]:
                self.stdout.write(f"{rule.__name__}: {rule.__doc__.strip().splitlines()[0]}")
                continue
            findings = list(rule())
            found += len(findings)
            verdict = str(len(findings)) if findings else _("holds")
            self.stdout.write(f"{rule.__name__}: {verdict}")
            for finding in findings:
                self.stdout.write(f"  {finding}")
        if log_is_unchanged in chosen and not options["list"]:
            self.name_newest_seal()
        if found:
            sentence = ngettext(
                "%(count)s thing is not as it must be.", "%(count)s things are not as they must be.", found
            )
            raise CommandError(sentence % {"count": found})

    def name_newest_seal(self) -> None:
        """Print what can be kept elsewhere: from the chain alone nobody sees that its end was cut off."""
        if newest := LogSeal.objects.order_by("pk").last():
            values = {"count": LogSeal.objects.count(), "seal": newest.chain}
            self.stdout.write(_("Seals of the log: %(count)s; the newest one: %(seal)s") % values)

    def chosen(self, names: list[str] | None) -> list[Any]:
        """Return the rules that were asked for, all of them unless some were named."""
        known = {rule.__name__: rule for rule in rules()}
        for name in names or ():
            if name not in known:
                raise CommandError(_("There is no rule called “%(name)s”.") % {"name": name})
        return [known[name] for name in names or known]
