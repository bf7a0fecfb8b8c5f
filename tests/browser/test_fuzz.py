"""What a real browser makes of the worst that members could write."""

import pytest
from playwright.sync_api import Browser, Page

from app.core.markdown import members_html
from tests.forum.fuzzing import documents

pytestmark = pytest.mark.browser
TAGS = {"A", "BLOCKQUOTE", "BR", "EM", "LI", "OL", "P", "STRONG", "UL"}
ATTRIBUTES = {"class", "href", "rel", "start", "target"}
_LOOK = """
() => {
  const posts = [...document.querySelectorAll('body > section')];
  const inside = posts.flatMap((post) => [...post.querySelectorAll('*')]);
  return {
    posts: posts.length,
    outside: [...document.body.children].filter((each) => each.tagName !== 'SECTION').length,
    tags: [...new Set(inside.map((each) => each.tagName))],
    attributes: [...new Set(inside.flatMap((each) => each.getAttributeNames()))],
    protocols: [...new Set([...document.links].map((link) => link.protocol))],
    ran: window.ran || 0,
  };
}"""


@pytest.fixture
def page(chromium: Browser) -> Page:
    """An empty page on which any script that runs is noticed."""
    page = chromium.new_context(base_url="http://127.0.0.1").new_page()
    page.add_init_script("window.alert = () => { window.ran = (window.ran || 0) + 1; }")
    page.route("**/*", lambda route: route.fulfill(body="<!DOCTYPE html>", content_type="text/html"))
    page.goto("http://127.0.0.1/forum")
    return page


def test_of_four_thousand_documents_none_runs_a_script_or_asks_for_anything(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sections = "".join(f"<section>{members_html(each)}</section>" for each in documents(4_000, seed=11))
    page.set_content(f"<!DOCTYPE html><body>{sections}")
    found = page.evaluate(_LOOK)

    assert (found["posts"], found["outside"], found["ran"], asked) == (4_000, 0, 0, [])
    assert set(found["tags"]) <= TAGS
    assert set(found["attributes"]) <= ATTRIBUTES
    assert set(found["protocols"]) <= {"http:", "https:"}


def test_the_test_would_notice(page: Page) -> None:
    page.set_content("<!DOCTYPE html><body><section><img src=x onerror=alert(1)></section>")
    page.wait_for_function("window.ran")
    found = page.evaluate(_LOOK)

    assert "IMG" in found["tags"]
    assert "onerror" in found["attributes"]
