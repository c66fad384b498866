"""Say what the text editor cannot keep of a pasted text, instead of dropping it in silence.

Draftail keeps headings, lists, bold, italic, web and e-mail links. The words of a table stay as paragraphs but its
rows and columns go; pictures go; links to files on somebody's disk become plain text. Each of these is said.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail.features import PluginFeature

NAME = "kpss-paste-notice"
SCRIPTS = ["kpss_pages/js/paste_notice.js", "kpss_pages/js/field_names.js"]
"""The second one names the text editors for people who listen to the page."""

NOTICES = {
    "table": _(
        "The pasted table is now plain paragraphs. To keep its rows and columns, paste it into a Table."
    ),
    "picture": _(
        "The pasted text held a picture, which cannot be kept here. Add it as a Picture with a description."
    ),
    "link": _(
        "Some pasted links lead to no web page and are now plain text. Add them again if readers need them."
    ),
}


def register_paste_notice(features: Any) -> None:
    """Offer the notice to every text editor that lists its name among the features."""
    plugin = PluginFeature({"type": NAME, "notices": NOTICES}, js=SCRIPTS)
    features.register_editor_plugin("draftail", NAME, plugin)
