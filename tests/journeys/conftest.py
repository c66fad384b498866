"""A real Chromium against a real server, and an inspector for accessibility.

Every test in this folder is marked ``browser`` and begins with the content that migrations make, although the
test before it committed to the same database.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright's synchronous interface runs inside an event loop, where Django refuses its ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DESKTOP = (1280, 900)
PHONE = (360, 740)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 15_000  # milliseconds


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and give each the content of the migrations back."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(autouse=True)
def czech(settings, transactional_db) -> None:
    """A journey is made in the language of the town hall."""
    from wagtail.models import Locale

    settings.LANGUAGE_CODE = "cs"
    Locale.objects.update(language_code="cs")


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Debian's Chromium without a window, or the one that ``CHROMIUM`` names; without either the test is skipped."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.skip("Chromium is not installed.")
    # Chromium refuses to sandbox for root, and a container's small /dev/shm crashes long pages.
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    contents = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        # In Playwright's event loop Django has another connection, which must know the migrations' content as well.
        connection._test_serialized_contents = contents or connection._test_serialized_contents
        chromium = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open a window of one's own, with its own cookies: ``open_page(size=PHONE, javascript=False)``.

    Addresses may be relative. At the end of the test an error of the page's own scripts fails it.
    """
    contexts, errors = [], []

    def open_one(size=DESKTOP, colour_scheme="light", javascript=True, language="cs-CZ") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=colour_scheme,
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Prague",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A window of a desk's size."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A window 360 pixels wide, as of a small telephone."""
    return open_page(size=PHONE)


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """Assert that axe-core finds nothing on the page; ``inside`` and ``outside`` take CSS selectors."""
    inspector = Axe()

    def inspect(page: Page, inside: str | None = None, outside: list[str] | None = None) -> None:
        # A click returns once the answer begins to arrive; half a document has no heading yet.
        page.wait_for_load_state()
        # A message that is still fading in has the contrast of half a message.
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
        if page.query_selector(".messages li"):
            page.wait_for_timeout(400)
        context = {"include": [[inside or "html"]], "exclude": [[selector] for selector in outside or []]}
        options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
        results = inspector.run(page, context=context, options=options)
        assert not results.violations_count, f"{page.url}\n{results.generate_report()}"

    return inspect
