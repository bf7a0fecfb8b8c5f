"""The whole platform behind a real browser: web program, worker, mail server, headless Chromium."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import Engine

from app.core import config
from tests.browser.visitor import Visitor
from tests.emptying import empty
from tests.web import web_program
from tests.worker.processes import worker_group

# The first is Chromium without its windows and tool bars, which take longer to draw than our pages.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_PATIENCE = 15_000  # milliseconds: what a page says is waited for, on a busy machine too
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


# A wide screen with JavaScript and a phone without it; EVERY_WIDTH=1 in the environment tries the other two as well.
_LEFT_OUT = {(1280, False), (320, True)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out half of the screens, since minutes count."""
    if not os.environ.get("EVERY_WIDTH"):
        left_out = [each for each in items if _choices(each) in _LEFT_OUT]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if _choices(each) not in _LEFT_OUT]


def _choices(item: pytest.Item) -> tuple[object, object]:
    chosen = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return chosen.get("width"), chosen.get("javascript")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Chromium is not on this machine, and in CI the browser tests may not be left out.")
    if found is None:
        pytest.skip("Chromium is not on this machine. Install it (Debian: apt-get install chromium) to run this.")
    return found


# For the tests of this folder: its driver runs an event loop in this thread for as long as it is there.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's own Chromium, headless."""
    path = _chromium()
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


# For the tests of this folder: a worker that outlives them would send the mails of the tests that follow.
@pytest.fixture(scope="package")
def site(owner: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running platform: web program, worker and clock."""
    empty(owner)  # it would refuse to start with trusts whose keys a test before it locked with another root
    with web_program() as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASE_URL", address)  # the worker writes links
        with worker_group(tmp_path_factory.mktemp("site")):
            yield address
    # Whoever asked for the settings meanwhile was given this site's address.
    config.settings.cache_clear()


@pytest.fixture(params=[1280, 320], ids=["wide", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    """A screen's width in pixels."""
    return int(request.param)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """With and without JavaScript."""
    return bool(request.param)


@pytest.fixture
def visitor(database: None, site: str, chromium: Browser, width: int, javascript: bool) -> Iterator[Visitor]:
    """Somebody at a screen of this width, with or without JavaScript."""
    context = chromium.new_context(
        base_url=site, viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    context.set_default_timeout(_PATIENCE)
    yield Visitor(context.new_page(), width=width, javascript=javascript)
    context.close()
