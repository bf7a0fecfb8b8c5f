"""What stands on every page, for everybody."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
STRIP = "In danger now? Call 999 . Worried about somebody's mental health? NHS 111, option 2 . More help"
PUBLIC = ("/", "/sign-in", "/help-now", "/privacy", "/nothing-here", "/invitation/broken")
RELATIVES = ("/home", "/modules", "/modules/what-is-psychosis", "/toolbox", "/directory", "/account", "/nothing-here")
STAFFS = (
    "/staff",
    "/staff/directory",
    "/staff/invitations",
    "/staff/people",
    "/staff/reports",
    "/staff/settings",
    "/staff/flags",
    "/staff/flags/new",
)
SENSITIVE = ("psychosis", "bipolar", "mental")


def _has_strip(page: Page) -> bool:
    return STRIP in page.text


@pytest.mark.parametrize("path", PUBLIC)
def test_a_stranger_finds_the_crisis_strip(stranger: Browser, path: str) -> None:
    page = stranger.visit(path)

    assert _has_strip(page)
    assert {"tel:999", "tel:111", "/help-now", "/leave"} <= set(page.links)


@pytest.mark.parametrize("path", RELATIVES)
def test_alice_finds_the_strip_and_the_way_out(cast: Cast, browser_as: BrowserAs, path: str) -> None:
    page = browser_as(cast.alice).visit(path)

    assert _has_strip(page)
    assert page.response.headers["cache-control"] == "no-store"
    assert "/leave" in page.links


def test_staff_find_the_same(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.cora, cast.tess, cast.sue, cast.max, cast.ada):
        for path in STAFFS:
            assert _has_strip(browser_as(person).visit(path)), (person.name, path)


@pytest.mark.parametrize("path", ["/home", "/modules", "/toolbox", "/account", "/sign-in"])
def test_titles_that_somebody_may_see_over_a_shoulder_are_neutral(cast: Cast, browser_as: BrowserAs, path: str) -> None:
    page = browser_as(cast.alice).visit(path)
    title = page.find("title").text or ""

    assert not any(word in title.lower() for word in SENSITIVE)


def test_nothing_comes_from_another_host(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.alice).visit("/home")
    policy = page.response.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, attribute in (("script", "src"), ("link", "href"), ("img", "src")):
        assert all(each.get(attribute, "/").startswith("/") for each in page.all(tag))


def test_no_page_holds_script_or_style_of_its_own_without_a_nonce(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.alice).visit("/modules/what-is-psychosis/what-is-happening")

    for each in page.tree.iter():
        assert "style" not in each.attrib, each.attrib
        assert not any(name.startswith("on") for name in each.attrib), each.attrib


def test_a_first_visit_weighs_less_than_100_kilobytes(stranger: Browser) -> None:
    page = stranger.visit("/")
    files = [each.get("href") for each in page.all("link")] + [each.get("src") for each in page.all("script")]
    images = [each.get("src") for each in page.all("img")]
    answers = [
        stranger.client.get(str(path), headers={"accept-encoding": "gzip"}) for path in {*files, *images} if path
    ]

    sent = sum(int(answer.headers["content-length"]) for answer in answers) + len(page.response.content)
    assert len(answers) >= 4
    assert sent < 100_000


def test_a_form_that_is_far_too_long_gets_a_page_too(stranger: Browser) -> None:
    page = stranger.submit("/forgot-password", email="x" * 1_100_000)

    assert (page.status, page.h1) == (413, "That is too long")
    assert _has_strip(page)


def test_a_form_that_is_no_form_gets_a_page_too(stranger: Browser) -> None:
    answer = stranger.client.post(
        "/forgot-password", content=b"no form", headers={"content-type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code == 400
    assert "could not be read" in answer.text


def test_a_monitor_may_ask_for_the_head_only(stranger: Browser) -> None:
    assert stranger.client.head("/help-now").status_code == 200
