"""Days of publication and of expiry that pages were given before a workflow governed them."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from ..base_page import BasePage
from ..models.governed import governed_models


def lapse(**kwargs: Any) -> None:
    """Forget them: a decision publishes and takes back, and Wagtail's command would fall over the refusal."""
    kinds = governed_models()
    if kinds:
        _lapse_days(kinds)
        _lapse_schedules(kinds)


def _lapse_days(kinds: list[type]) -> None:
    dated = Q(go_live_at__isnull=False) | Q(expire_at__isnull=False)
    pages = BasePage._default_manager.filter(dated).type(*kinds).specific(defer=True)
    governed = [page.pk for page in pages if page.is_governed]
    BasePage._default_manager.filter(pk__in=governed).update(go_live_at=None, expire_at=None)


def _lapse_schedules(kinds: list[type]) -> None:
    types = ContentType.objects.get_for_models(*kinds).values()
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False, content_type__in=types)
    governed = [one.pk for one in waiting.defer("content") if one.content_object.is_governed]
    Revision.objects.filter(pk__in=governed).update(approved_go_live_at=None)
