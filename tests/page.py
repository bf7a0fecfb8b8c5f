"""A browser for tests. Every page it fetches is checked: valid HTML5, one h1, a title, labels, headers."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

import html5lib
from anyio.from_thread import BlockingPortal
from httpx2 import Response
from starlette.testclient import TestClient

from app.core import cookies

_HTML = "{http://www.w3.org/1999/xhtml}"
_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options", "cache-control")
_UNLABELLED = {"hidden", "submit", "button"}


@dataclass(frozen=True)
class Page:
    """A fetched page: its status, final address, parsed tree and the answer itself."""

    status: int
    path: str
    tree: Element
    response: Response

    @property
    def text(self) -> str:
        """The words on the page, white space folded."""
        return _words(self.find("body"))

    @property
    def h1(self) -> str:
        """The page's heading."""
        return _words(self.find("h1"))

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [link.get("href", "") for link in self.all("a")]

    def find(self, tag: str) -> Element:
        """The first element with this tag."""
        return self.all(tag)[0]

    def all(self, tag: str) -> list[Element]:
        """Every element with this tag."""
        return list(self.tree.iter(_HTML + tag))

    def value(self, name: str) -> str | None:
        """What stands in a field."""
        for field in (*self.all("input"), *self.all("textarea")):
            if field.get("name") == name:
                return field.get("value") if field.tag.endswith("input") else (field.text or "")
        return None


class Browser:
    """Follows redirects, keeps the cookie, checks every page."""

    # The event loop that serves all of them, once conftest has started it: otherwise each request starts its own.
    portal: ClassVar[BlockingPortal | None] = None

    def __init__(self, app: Any, *, token: str | None = None) -> None:
        self.client = TestClient(app, base_url="http://testserver", raise_server_exceptions=False)
        self.client.portal = self.portal
        if token:
            self.client.cookies.set(cookies.name(), token)

    def visit(self, path: str) -> Page:
        """Opens an address."""
        return _page(self.client.get(path, follow_redirects=True))

    def submit(self, path: str, **fields: str) -> Page:
        """Sends a form and follows where it leads."""
        return _page(self.client.post(path, data=fields, follow_redirects=True))


def _page(response: Response) -> Page:
    page = Page(response.status_code, response.url.path, _parse(response.text), response)
    _check(page)
    return page


def _parse(html: str) -> Element:
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(html)
    wrong = [f"{position}: {code} {details}" for position, code, details in parser.errors]
    assert not wrong, f"not valid HTML5: {wrong[:5]}"
    return tree  # type: ignore[no-any-return]


def _check(page: Page) -> None:
    headings = page.all("h1")
    assert len(headings) == 1, f"{page.path} has {len(headings)} h1"
    title = _words(page.find("title")).removeprefix("Error: ")
    assert title.startswith(page.h1), f"{page.path}: the title {title!r} does not start with {page.h1!r}"
    ids = [found for each in page.tree.iter() if (found := each.get("id"))]
    assert len(ids) == len(set(ids)), f"{page.path}: ids twice {sorted({i for i in ids if ids.count(i) > 1})}"
    _check_labels(page)
    for header in _HEADERS:
        assert header in page.response.headers, f"{page.path} lacks {header}"


def _check_labels(page: Page) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    for tag in ("input", "textarea", "select"):
        for field in page.all(tag):
            if field.get("type") not in _UNLABELLED:
                assert field.get("id") in labelled or field.get("aria-label"), (
                    f"{page.path}: {field.attrib} has no label"
                )


def _words(element: Element) -> str:
    skipped = {_HTML + "script", _HTML + "style"}
    parts: list[str] = []

    def gather(each: Element) -> None:
        if each.tag in skipped:
            return
        parts.append(each.text or "")
        for child in each:
            gather(child)
            parts.append(child.tail or "")

    gather(element)
    return re.sub(r"\s+", " ", " ".join(parts) if element.tag != _HTML + "h1" else "".join(parts)).strip()
