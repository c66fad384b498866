"""The definition drawn as a picture, and the same in words."""

from .drawing import Picture, picture_of
from .words import StateInWords, in_words

__all__ = ["Picture", "StateInWords", "in_words", "picture_of"]
