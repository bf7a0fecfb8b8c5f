"""Styles and scripts: no other host, no borrowed typeface, kept for ever by browsers, small."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.core import static_files
from tests.page import Browser as Visitor

ASSETS = static_files.assets()


@pytest.fixture
def browser() -> TestClient:
    """Asks for files as a browser does."""
    return TestClient(Starlette(routes=[Mount("/static", static_files.app())]))


@pytest.mark.parametrize("name", ["nhsuk.css", "holdfast.css", "holdfast.js", "usage.js", "mark.svg", "favicon.svg"])
def test_a_file_is_found_at_its_address_and_kept_for_ever(browser: TestClient, name: str) -> None:
    answer = browser.get(static_files.address(name))
    assert (answer.status_code, answer.content) == (200, ASSETS[name].body)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_an_address_of_another_version_is_not_kept(browser: TestClient) -> None:
    assert browser.get("/static/holdfast.css?v=old").headers["cache-control"] == "public, max-age=60"


def test_a_browser_that_cannot_unpack_gets_the_plain_file(browser: TestClient) -> None:
    packed = browser.get("/static/holdfast.js", headers={"accept-encoding": "gzip"})
    plain = browser.get("/static/holdfast.js", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == ASSETS["holdfast.js"].body


@pytest.mark.parametrize("path", ["/static/", "/static/no.css", "/static/../templating.py", "/static/a/holdfast.css"])
def test_what_is_not_a_file_of_ours_is_not_found(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_asking_for_the_headers_alone_sends_no_body(browser: TestClient) -> None:
    answer = browser.head("/static/mark.svg")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"", "image/svg+xml")


def test_nothing_can_be_sent_to_a_file(browser: TestClient) -> None:
    assert browser.post("/static/holdfast.css").status_code == 405


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith((".css", ".js"))])
def test_no_file_fetches_from_another_host_or_borrows_the_nhs_typeface(name: str) -> None:
    text = ASSETS[name].body.decode()
    assert not [word for word in ("@font-face", "Frutiger", "url(", "@import", "//assets") if word in text]


def test_every_colour_that_the_styles_use_is_set() -> None:
    used = {f"var(--{name})" for name in static_files.COLOURS.values()}
    assert not [name for name in used if f"  {name[4:-1]}: #" not in ASSETS["holdfast.css"].body.decode()]


def test_all_files_of_a_first_page_are_small(stranger: Visitor) -> None:
    page = stranger.visit("/").response.text
    fetched = [asset for name, asset in ASSETS.items() if f"/static/{name}?" in page]

    assert len(fetched) >= 3
    assert sum(len(asset.compressed) for asset in fetched) < 40_000


@pytest.mark.parametrize("name", ASSETS)
def test_what_was_packed_can_be_unpacked(name: str) -> None:
    assert gzip.decompress(ASSETS[name].compressed) == ASSETS[name].body
