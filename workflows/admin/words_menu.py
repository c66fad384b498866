"""The way to the words of settlements: an entry among Wagtail's settings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..permissions import may_settle_somewhere


class WordsMenuItem(MenuItem):
    """Stands there for whoever settles comments somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person does."""
        return may_settle_somewhere(request.user)


def settings_item() -> MenuItem:
    """Lead to the places."""
    url = reverse("kpss_workflows_admin:settlement_places")
    return WordsMenuItem(_("Words of settlements"), url, icon_name="openquote", order=1150)
