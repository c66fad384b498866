"""A number that no database holds is an address of nothing, not an error."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver

from kpss_pages import admin_urls as pages_urls
from workflows import urls as public_urls
from workflows.admin import urls as admin_urls

from .browser import administrator, signed_in

LONG = str(2**64)
ADMIN = "/admin/kpss-workflows"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        f"{ADMIN}/page/{LONG}/",
        f"{ADMIN}/page/{LONG}/open/",
        f"{ADMIN}/difference/{LONG}/",
        f"{ADMIN}/draft/{LONG}/",
        f"{ADMIN}/picture/{LONG}/",
        f"{ADMIN}/record/{LONG}/",
        f"{ADMIN}/reading/{LONG}/",
        f"{ADMIN}/settlement-words/{LONG}/",
        f"{ADMIN}/consultation/{LONG}/",
        f"{ADMIN}/consultation/{LONG}/table/xlsx/{LONG}/",
        f"{ADMIN}/consultation/{LONG}/import/abc/",
        f"{ADMIN}/version/{LONG}/erase/",
        f"/kpss/pripominka/{LONG}/",
        f"/kpss/pripominky/{LONG}.ics",
        f"/kpss/odber/{LONG}/",
        f"/kpss/cist/abc/soubor/{LONG}/",
    ],
)
def test_number_beyond_every_database_is_not_found(address):
    assert signed_in(administrator()).get(address).status_code == 404


@pytest.mark.parametrize("module", [public_urls, admin_urls, pages_urls], ids=lambda one: one.__name__)
def test_no_address_of_ours_takes_a_number_of_any_length(module):
    patterns: list[URLPattern | URLResolver] = module.urlpatterns
    assert patterns
    assert not [one for one in patterns if "<int:" in str(one.pattern)]
