"""What a host still lacks is said by the check command, with the line that mends it."""

from ast import literal_eval
from datetime import timedelta

import pytest
from django.core import checks
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import OperationalError, connection
from django.urls import include, path
from django.utils import timezone
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from workflows.api import PublicDocumentsAPIViewSet
from workflows.checks.clocks import clock_is_the_towns
from workflows.checks.database import HINT, sqlite_keeps_what_it_says
from workflows.checks.files import drafts_do_not_leak
from workflows.checks.forms import long_forms_arrive
from workflows.checks.frame import PROCESSOR, public_pages_have_a_place
from workflows.checks.lists import lists_name_no_drafts
from workflows.checks.running import clock_runs
from workflows.models.heartbeat import Heartbeat
from workflows.storage import UnguessableNames

pytestmark = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")

CHECKS = "workflows.checks."
SOUND = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


class NoComments:
    """The addresses of a site that left ours out."""

    urlpatterns = [path("", include(wagtail_urls))]


class CommentsLast:
    """The addresses of a site that put ours where Wagtail answers first."""

    urlpatterns = [path("", include(wagtail_urls)), path("", include("workflows.urls"))]


class SomewhereElse(UnguessableNames, FileSystemStorage):
    """A storage of the host's with our names."""


def numbers(found):
    return [message.id.partition(".")[2] for message in found]


def sqlite(**options):
    return {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": options}}


def test_reference_site_lacks_nothing():
    found = [
        message
        for check in (clock_is_the_towns, drafts_do_not_leak, long_forms_arrive, public_pages_have_a_place)
        for message in check(None)
    ]
    assert found == []


def test_utc_is_said_to_be_no_town_halls_clock(settings):
    settings.TIME_ZONE = "UTC"
    assert numbers(clock_is_the_towns(None)) == ["W001"]
    settings.KPSS_TIME_ZONE = "Europe/Prague"
    assert clock_is_the_towns(None) == []


@pytest.mark.parametrize("name", ["Europe/Praha", "../etc/passwd", 7])
def test_unknown_zone_is_an_error(settings, name):
    settings.KPSS_TIME_ZONE = name
    assert numbers(clock_is_the_towns(None)) == ["E002"]


def test_moments_without_zones_are_an_error(settings):
    settings.USE_TZ = False
    assert numbers(clock_is_the_towns(None)) == ["E001"]


def test_fresh_project_on_sqlite_is_told_the_whole_line(settings):
    settings.DATABASES = sqlite()
    found = sqlite_keeps_what_it_says(None)
    assert numbers(found) == ["W002", "W003", "W004"]
    assert {message.hint for message in found} == {HINT}


def test_line_of_the_hint_satisfies_the_check(settings):
    settings.DATABASES = sqlite(**literal_eval(HINT.partition(" = ")[2].removesuffix(".")))
    assert sqlite_keeps_what_it_says(None) == []


@pytest.mark.parametrize(
    "pragma", ["synchronous=OFF", "synchronous = NORMAL", "SYNCHRONOUS(1)", "synchronous='0'"]
)
def test_losing_what_was_acknowledged_is_said(settings, pragma):
    command = f"PRAGMA journal_mode=WAL; PRAGMA {pragma};"
    settings.DATABASES = sqlite(**SOUND | {"init_command": command})
    assert numbers(sqlite_keeps_what_it_says(None)) == ["W005"]


def test_readers_that_lock_are_said(settings):
    settings.DATABASES = sqlite(**SOUND)
    settings.DATABASES["default"]["ATOMIC_REQUESTS"] = True
    assert numbers(sqlite_keeps_what_it_says(None)) == ["W006"]


def test_other_databases_are_left_alone(settings):
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    assert sqlite_keeps_what_it_says(None) == []


def test_small_form_limit_is_said(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    assert numbers(long_forms_arrive(None)) == ["W007"]


def test_no_form_limit_is_fine(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    assert long_forms_arrive(None) == []


def test_pictures_with_plain_names_are_said(settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    assert not isinstance(default_storage, UnguessableNames)
    assert numbers(drafts_do_not_leak(None)) == ["W020"]


def test_storage_of_the_hosts_with_our_names_is_fine(settings):
    backend = f"{__name__}.SomewhereElse"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend}}
    assert drafts_do_not_leak(None) == []


def test_documents_past_the_view_are_said(settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "direct"
    assert numbers(drafts_do_not_leak(None)) == ["W021"]


class ApiOfEverything:
    """The addresses of a site whose API lists every document of the library."""

    router = WagtailAPIRouter("api")
    router.register_endpoint("documents", DocumentsAPIViewSet)
    urlpatterns = [path("api/", router.urls)]


class ApiOfWhatIsPublic:
    """The same with our endpoint."""

    router = WagtailAPIRouter("api")
    router.register_endpoint("documents", PublicDocumentsAPIViewSet)
    urlpatterns = [path("api/", router.urls)]


@pytest.mark.parametrize(("addresses", "found"), [(ApiOfEverything, ["W022"]), (ApiOfWhatIsPublic, [])])
def test_api_that_lists_files_of_drafts_is_said(settings, addresses, found):
    settings.ROOT_URLCONF = addresses
    assert numbers(lists_name_no_drafts(None)) == found


def test_policy_of_pages_that_names_drafts_is_said(monkeypatch):
    monkeypatch.setattr("workflows.doors.policy.page_policy", lambda: PagePermissionPolicy())
    assert numbers(lists_name_no_drafts(None)) == ["W023"]


def test_missing_context_processor_is_said(settings):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {}}]
    found = public_pages_have_a_place(None)
    assert "W010" in numbers(found)
    assert PROCESSOR in found[0].hint


def test_missing_frame_is_said(settings):
    del settings.KPSS_BASE_TEMPLATE
    assert numbers(public_pages_have_a_place(None)) == ["W011"]


def test_frame_that_is_not_there_is_an_error(settings):
    settings.KPSS_BASE_TEMPLATE = "nobody/wrote/this.html"
    found = public_pages_have_a_place(None)
    assert numbers(found) == ["E010"]
    assert "nobody/wrote/this.html" in found[0].msg


def test_frame_without_our_blocks_names_them(settings, tmp_path):
    (tmp_path / "narrow.html").write_text("<title>{% block title %}{% endblock %}</title>")
    (tmp_path / "narrower.html").write_text('{% extends "narrow.html" %}')
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    settings.KPSS_BASE_TEMPLATE = "narrower.html"
    found = public_pages_have_a_place(None)
    assert numbers(found) == ["W012"]
    assert "content, extra_css" in found[0].msg


@pytest.mark.parametrize(("addresses", "number"), [(NoComments, "E011"), (CommentsLast, "E012")])
def test_comment_form_without_an_address_is_an_error(settings, addresses, number):
    settings.ROOT_URLCONF = addresses
    assert numbers(public_pages_have_a_place(None)) == [number]


def warning(number):
    return next((message for message in clock_runs(None) if message.id.endswith(number)), None)


def ticked(ago):
    Heartbeat.objects.create(job="tick", last_finished=timezone.now() - ago)


def test_clock_that_never_ran_is_said_with_the_line_of_the_crontab(hall):
    assert "has never run" in warning("W030").msg
    assert warning("W030").hint.endswith("manage.py kpss_tick")


def test_clock_that_stopped_is_said(hall):
    ticked(timedelta(hours=2))
    assert "has not run since" in warning("W030").msg


def test_clock_that_runs_is_fine(hall):
    ticked(timedelta(minutes=50))
    assert warning("W030") is None


def test_worker_that_sends_mail_is_no_clock(hall):
    Heartbeat.objects.create(job="mail", last_finished=timezone.now())
    assert "has never run" in warning("W030").msg


def test_without_a_workflow_nobody_asks_for_the_clock(db):
    assert warning("W030") is None


def test_page_type_that_nothing_governs_is_named_with_the_command(db):
    found = {message.hint.split()[-1]: message for message in clock_runs(None) if message.id.endswith("W031")}
    assert "simple_publication" in found["testapp.GazettePage"].hint
    assert "Wagtail's own moderation" in found["testapp.GazettePage"].msg
    assert "simple_consultation" in found["testapp.NoticePage"].hint
    assert "nobody can publish" in found["testapp.NoticePage"].msg
    assert "testapp.ArticlePage" not in found


def test_shipped_workflow_that_names_the_page_type_is_offered(db):
    hints = [message.hint for message in clock_runs(None) if "kpss_pages.PlanPage" in message.msg]
    assert hints == ["python manage.py kpss_load_workflow plan"]


def test_shipped_workflow_that_the_page_type_names_is_offered(db):
    hints = [message.hint for message in clock_runs(None) if "kpss_pages.MeetingPage" in message.msg]
    assert hints == ["python manage.py kpss_load_workflow minutes --for kpss_pages.MeetingPage"]


def test_page_type_that_a_workflow_governs_is_not_named(hall):
    assert "testapp.NoticePage" not in " ".join(message.msg for message in clock_runs(None))


def test_no_check_waits_until_somebody_names_a_database():
    # From Django 6.1 on, ``check`` alone leaves out what has this tag.
    ours = [check for check in checks.registry.registry.get_checks() if check.__module__.startswith(CHECKS)]
    assert clock_runs in ours
    assert sqlite_keeps_what_it_says in ours
    assert [check for check in ours if checks.Tags.database in check.tags] == []


def test_check_without_a_database_says_nothing(db):
    def dead(*args):
        raise OperationalError("Nobody answers.")

    with connection.execute_wrapper(dead):
        assert clock_runs(None) == []


def test_mistake_of_ours_is_not_hushed_up(db, monkeypatch):
    monkeypatch.setattr("workflows.checks.running._fitting", lambda model: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        clock_runs(None)
