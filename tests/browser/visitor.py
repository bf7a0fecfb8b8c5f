"""Somebody in front of the real browser. Each page they stop at is checked."""

import os
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from app.core.config import PROJECT
from tests.builders.accounts import PASSWORD

A4 = 718  # pixels between margins of 10 mm
# Where pictures are kept with PICTURES=1 in the environment; a run that nobody looks at takes none.
PICTURES = PROJECT / "var" / "screenshots"


@dataclass
class Visitor:
    """A page of Chromium, and who looks at it."""

    page: Page
    width: int
    javascript: bool

    def open(self, path: str) -> None:
        """Goes to an address."""
        self.page.goto(path)

    def press(self, words: str) -> None:
        """Presses a button."""
        self._click(self.page.get_by_role("button", name=words, exact=True).first)

    def follow(self, words: str) -> None:
        """Follows a link."""
        self._click(self.page.get_by_role("link", name=words).first)

    def fill(self, label: str, words: str) -> None:
        """Types into a field."""
        self.page.get_by_label(label, exact=True).first.fill(words)

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Signs in and lands on the home page."""
        self.open("/sign-in")
        self.fill("Email address", email)
        self.fill("Password", password)
        self.press("Sign in")

    def sees(self, words: str) -> None:
        """Waits until these words can be seen."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def heading(self) -> str:
        """The page's h1."""
        return self.page.locator("h1").inner_text()

    def look(self, name: str) -> None:
        """Checks the page, and keeps a picture if pictures are wanted."""
        self.check(name)
        if os.environ.get("PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self._picture(name), full_page=True)

    def check(self, name: str) -> None:
        """Checks that the page fits the screen and (axe) that everybody can use it."""
        self.page.wait_for_load_state()
        assert self._overflow() <= 0, f"{name} is wider than {self.width} pixels"
        assert not self._squeezed(), f"{name} has a box that is too narrow to write in"
        if self.javascript:
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"

    def check_paper(self) -> None:
        """Checks that the page fits a sheet of A4, without the site's menu; then goes back to the screen."""
        screen = self.page.viewport_size
        self.page.emulate_media(media="print")
        self.page.set_viewport_size({"width": A4, "height": 1000})
        assert self._overflow() <= 0, f"{self.page.url} is wider than paper"
        assert not self.page.locator(".site-menu").is_visible()
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size(screen or {"width": self.width, "height": 900})

    def _click(self, target: Locator) -> None:
        target.click()
        # A button answers before the page that follows is whole.
        self.page.wait_for_load_state()

    def _squeezed(self) -> bool:
        return bool(self.page.evaluate("[...document.querySelectorAll('textarea')].some(e => e.offsetWidth < 150)"))

    def _overflow(self) -> int:
        wider = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(wider))

    def _picture(self, name: str) -> Path:
        return PICTURES / f"{name}-{self.width}{'' if self.javascript else '-no-script'}.png"
