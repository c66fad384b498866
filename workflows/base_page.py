"""The page model every page type of ours stands on, chosen by the host.

Wagtail 8 lets a project swap its base page model (``WAGTAIL_PAGE_MODEL``); Wagtail 7.4 has no such setting and
``swapper`` then answers with the ordinary one. The base is taken late, so the host's app must stand before ours
in ``INSTALLED_APPS``.
"""

import swapper
from django.core.exceptions import ImproperlyConfigured

swapper.set_app_prefix("wagtailcore", "wagtail")

BASE_PAGE_MODEL: str = swapper.get_model_name("wagtailcore", "Page")
"""The name to give to foreign keys, for example ``"wagtailcore.Page"``."""

try:
    BasePage = swapper.load_model("wagtailcore", "Page", require_ready=False)
    """The class to inherit from."""
except ImproperlyConfigured as error:
    # No system check runs before the models are there, so the order is explained here.
    raise ImproperlyConfigured(
        f"The app of the base page model {BASE_PAGE_MODEL} must stand before “workflows” in INSTALLED_APPS."
    ) from error
