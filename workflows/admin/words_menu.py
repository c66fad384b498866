"""The way to the words of settlements: an entry among Wagtail's settings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..desk.places import places_worded_by


class WordsMenuItem(MenuItem):
    """Stands there for whoever settles comments somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may change the words of any place."""
        return bool(places_worded_by(request.user))


def settings_item() -> MenuItem:
    """Lead to the places."""
    url = reverse("kpss_workflows_admin:settlement_places")
    return WordsMenuItem(_("Words of settlements"), url, icon_name="openquote", order=1150)
