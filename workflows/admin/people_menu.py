"""The way to the data of people: an entry under Reports."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..people.sought import may_seek


class PeopleMenuItem(MenuItem):
    """Stands there for those who answer for the data of people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person does."""
        return may_seek(request.user)


def report_item() -> MenuItem:
    """Lead to where one person's data are looked for."""
    url = reverse("kpss_workflows_admin:people")
    return PeopleMenuItem(_("Personal data"), url, name="kpss-people", icon_name="user", order=1600)
