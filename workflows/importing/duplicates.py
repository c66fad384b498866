"""Letters that may stand in the register already. Nobody but a person knows, so they are only pointed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..models.comments import Comment
from ..models.consultations import Consultation
from ..models.submissions import Submission
from .entries import Letter
from .folding import folded

AT_ONCE = 300
"""Texts that one query looks for."""

SENDER = ("name", "organisation", "email")


class Known:
    """What the register holds already: reference numbers, and texts with who sent them."""

    def __init__(self, consultation: Consultation, letters: list[Letter]) -> None:
        letters_in = Submission.objects.filter(consultation=consultation)
        self.version = consultation.snapshot.number
        self.by_reference = {
            folded(reference): number
            for reference, number in letters_in.exclude(reference_number="").values_list(
                "reference_number", "number"
            )
        }
        texts = {entry.text for letter in letters for entry in letter.entries if entry.text}
        self.by_text = {
            (text, sender_of(sender)): (number, order)
            for text, number, order, *sender in _same_texts(consultation, sorted(texts))
        }
        self.in_file: dict[tuple[str, str], str] = {}
        self.references_in_file: dict[str, str] = {}

    def warn(self, letters: Iterable[Letter]) -> None:
        """Say at each comment what it repeats, of the register or of the file itself."""
        for letter in letters:
            self._warn_of_reference(letter)
            sender = sender_of(letter.facts.get(name, "") for name in SENDER)
            for entry in letter.entries:
                key = (entry.text, sender)
                if key in self.by_text:
                    number, order = self.by_text[key]
                    reference = f"{self.version}-{number:04d}/{order}"
                    sentence = _("The register has the same words of the same sender: %(number)s.")
                    entry.warnings.append(sentence % {"number": reference})
                elif entry.text and key in self.in_file:
                    sentence = _("The same words of the same sender as “%(where)s”.")
                    entry.warnings.append(sentence % {"where": self.in_file[key]})
                self.in_file.setdefault(key, entry.where)

    def _warn_of_reference(self, letter: Letter) -> None:
        reference = folded(letter.facts.get("reference_number", ""))
        if not reference:
            return
        first = letter.entries[0]
        if reference in self.by_reference:
            sentence = _("The register has this reference number already: %(number)s.")
            number = f"{self.version}-{self.by_reference[reference]:04d}"
            first.warnings.append(sentence % {"number": number})
        elif reference in self.references_in_file:
            sentence = _("The same reference number as “%(where)s”, which is another letter.")
            first.warnings.append(sentence % {"where": self.references_in_file[reference]})
        self.references_in_file.setdefault(reference, first.where)


def sender_of(parts: Iterable[str]) -> str:
    """Name a sender for comparing; nobody in particular is one sender, too."""
    return "|".join(folded(part) for part in parts)


def _same_texts(consultation: Consultation, texts: list[str]) -> Iterator[tuple]:
    found = Comment.objects.filter(submission__consultation=consultation).order_by()
    for start in range(0, len(texts), AT_ONCE):
        same = found.filter(text__in=texts[start : start + AT_ONCE])
        yield from same.values_list(
            "text",
            "submission__number",
            "number",
            *(f"submission__identity__{name}" for name in SENDER),
        )
