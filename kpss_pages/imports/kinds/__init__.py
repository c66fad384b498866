"""What a value in a file may be. Each kind turns it into a value of ours or says what is wrong, and where."""

from .base import Kind, OneOfKinds, Reading
from .structures import Facts, Record, Several
from .texts import Email, Identifier, Label, Matching, NameOrReference, OneOf, Reference, Text
from .values import Clock, Day, Number, Whole, YesNo

__all__ = [
    "Clock",
    "Day",
    "Email",
    "Facts",
    "Identifier",
    "Kind",
    "Label",
    "Matching",
    "NameOrReference",
    "Number",
    "OneOf",
    "OneOfKinds",
    "Reading",
    "Record",
    "Reference",
    "Several",
    "Text",
    "Whole",
    "YesNo",
]
