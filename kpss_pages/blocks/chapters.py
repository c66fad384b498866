"""Chapters of a plan outside its areas."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .images import ImageBlock
from .named import NamedDefinition
from .tables import TableBlock
from .texts import RichTextBlock


class ChapterBodyBlock(blocks.StreamBlock):
    """What a chapter is made of."""

    paragraph = RichTextBlock(icon="pilcrow")
    table = TableBlock()
    image = ImageBlock()

    class Meta:
        required = False


class ChapterBlock(NamedDefinition, blocks.StructBlock):
    """A chapter: introduction, analysis, needs, vision, financing, evaluation; commentable like a measure."""

    number = blocks.CharBlock(
        label=_("Number"),
        required=False,
        max_length=30,
        help_text=_("As printed in the plan, for example 2.1."),
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=500)
    body = ChapterBodyBlock(label=_("Text of the chapter"))

    class Meta:
        label = _("Chapter")
        icon = "doc-full"
        label_format = "{number} {heading}"
