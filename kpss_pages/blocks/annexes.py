"""Documents that belong to a plan and are decided with it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .named import NamedDefinition


class AnnexBlock(NamedDefinition, blocks.StructBlock):
    """One annex, frozen with the plan by the fingerprint of its file."""

    number = blocks.CharBlock(label=_("Number"), required=False, max_length=30)
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=500,
        help_text=_("Leave empty to use the title of the document."),
    )
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        label = _("Annex")
        icon = "doc-empty"
        label_format = "{number} {title}"
