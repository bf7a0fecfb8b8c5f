"""The sheet that says who has worked through a module."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.clock import now
from app.core.templating import long_date
from tests.page import Browser
from tests.people import Cast

MODULE = "/modules/first-steps"
CERTIFICATE = f"{MODULE}/certificate"


@pytest.fixture
def alice(cast: Cast, browser_as: Callable[[Person], Browser]) -> Browser:
    return browser_as(cast.alice)


def test_alice_prints_her_certificate_when_every_page_is_done(alice: Browser) -> None:
    alice.submit(f"{MODULE}/what-now/done")
    after = alice.submit(f"{MODULE}/my-plan/done")

    assert CERTIFICATE in after.links
    sheet = alice.visit(CERTIFICATE)
    assert "Riverside Alice has worked through First steps a module of about 30 minutes, with 2 pages" in sheet.text
    assert f"Finished on {long_date(now())}" in sheet.text


def test_the_page_that_was_done_last_leads_to_it_too(alice: Browser) -> None:
    alice.submit(f"{MODULE}/my-plan/done")
    assert CERTIFICATE not in alice.visit(f"{MODULE}/my-plan").links
    alice.submit(f"{MODULE}/what-now/done")

    assert CERTIFICATE in alice.visit(f"{MODULE}/what-now").links


def test_there_is_none_while_a_page_is_left(alice: Browser) -> None:
    alice.submit(f"{MODULE}/what-now/done")

    page = alice.visit(CERTIFICATE)

    assert page.status == 404
    assert "when you have marked every page of it as done" in page.text
    assert CERTIFICATE not in alice.visit(MODULE).links


def test_there_is_none_for_staff_or_for_another_relative(
    alice: Browser, cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    alice.submit(f"{MODULE}/what-now/done")
    alice.submit(f"{MODULE}/my-plan/done")

    for person in (cast.ben, cast.cora, cast.hugo):
        assert browser_as(person).visit(CERTIFICATE).status == 404
