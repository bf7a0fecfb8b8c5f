"""How we know, and the certificate: in a real browser, and on paper."""

import pytest

from app.core.clock import now
from app.core.templating import long_date
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser

MODULE = "/modules/what-is-psychosis"


def _finish_the_module(visitor: Visitor) -> None:
    visitor.open(f"{MODULE}/what-is-happening")
    while not visitor.page.url.endswith(MODULE):
        visitor.page.locator("form.done button").click()


def test_a_relative_finishes_a_module_and_prints_the_certificate(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    _finish_the_module(visitor)
    visitor.look("module-finished")
    visitor.follow("A certificate to print")
    visitor.look("certificate")
    visitor.page.emulate_media(media="print")

    assert long_date(now()) in visitor.page.locator(".certificate").inner_text()
    assert not visitor.page.get_by_text("It is only for you").is_visible()


def test_a_relative_asks_how_we_know(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open(f"{MODULE}/is-it-my-fault")
    visitor.page.locator("summary").first.click()
    visitor.look("page-evidence-open")
    visitor.follow("All that we say is known")

    assert visitor.heading() == "How we know"
    visitor.look("evidence")


def test_staff_see_the_reading_age(cast: Cast, visitor: Visitor) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open(f"{MODULE}/is-it-my-fault")

    visitor.sees("Reading age about")
    visitor.look("page-for-staff")
