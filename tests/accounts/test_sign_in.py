"""Signing in and out."""

import pytest

from tests.builders.accounts import PASSWORD
from tests.page import Browser
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("database")


def test_tess_signs_in_and_finds_her_account(cast: Cast, stranger: Browser) -> None:
    stranger.submit("/sign-in", email="TESS@example.org ", password=PASSWORD, next="/account")

    page = stranger.visit("/account")

    assert page.h1 == "Your account"
    assert "tess@example.org" in page.text


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(cast: Cast, stranger: Browser) -> None:
    wrong = stranger.submit("/sign-in", email="alice@example.org", password="not this one")
    unknown = stranger.submit("/sign-in", email="nobody@example.org", password="not this one")

    assert wrong.status == unknown.status == 422
    assert wrong.text == unknown.text
    assert wrong.value("email") == "alice@example.org"


def test_signing_in_gives_a_fresh_session_and_ends_the_one_before(cast: Cast, stranger: Browser) -> None:
    stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD, next="/account")
    before = stranger.client.cookies["holdfast_session"]
    stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD, next="/account")
    after = stranger.client.cookies["holdfast_session"]

    assert before != after
    assert Browser(stranger.client.app, token=before).visit("/account").h1 == "Sign in"
    assert stranger.visit("/account").h1 == "Your account"


@pytest.mark.parametrize(
    "elsewhere", ["https://x.example", "//x.example", "/\\x.example", "//[", "javascript:alert(1)"]
)
def test_a_forged_link_leads_nowhere_else(cast: Cast, stranger: Browser, elsewhere: str) -> None:
    answer = stranger.client.post(
        "/sign-in",
        data={"email": "alice@example.org", "password": PASSWORD, "next": elsewhere},
        follow_redirects=False,
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_signing_in_rightly_again_and_again_is_no_guessing(cast: Cast, stranger: Browser) -> None:
    for _time in range(12):
        assert stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD, next="/account").status == 200
