"""Change what stands beside a page: contacts, later documents, short version, announcement.

A corrected telephone number needs no assembly. It needs somebody who keeps the portal, and a line in the history.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workflows.actions.base import Action, NotAllowed

from ..portals import portal_of


class ChangeBeside(Action):
    """Save the forms that changed, all or none. ``forms`` are valid model forms and formsets."""

    log_action = "kpss_pages.beside"

    def __init__(self, page: Any, *, user: Any, forms: list[Any]) -> None:
        self.page = page
        self.user = user
        self.forms = [form for form in forms if form.has_changed()]

    def hold(self) -> None:
        """Lock the page, so that two people change its rows one after the other."""
        type(self.page).objects.select_for_update().get(pk=self.page.pk)

    def check(self) -> None:
        """Only those who keep the portal."""
        if not may_change_beside(self.user, self.page):
            raise NotAllowed(_("You have no role that may do this here."))

    def change(self) -> list[Any]:
        """Save."""
        for form in self.forms:
            form.save()
        return self.forms

    def log_data(self) -> dict[str, Any]:
        """Which kinds of rows changed; their content is public anyway."""
        return {"changed": sorted({str(_model_of(form)._meta.verbose_name) for form in self.forms})}


def may_change_beside(user: Any, page: Any) -> bool:
    """Tell whether a person keeps the portal of this page: whoever may publish its ordinary pages."""
    portal = portal_of(page)
    return portal is not None and portal.specific.permissions_for_user(user).can_publish()


def _model_of(form: Any) -> Any:
    return getattr(form, "model", None) or form._meta.model
