"""Nobody guesses a code, and nobody fills somebody else's mailbox."""

import re

import pytest

from app.core.rate_limits import hit
from app.joining import limits
from tests.builders.joining import ASKED, CODE, make_code, queued
from tests.page import Browser
from tests.people import Cast

LATER = "Please try again later"


def _guess(stranger: Browser, times: int) -> None:
    for number in range(times):
        assert stranger.client.get(f"/join/2222333{number % 8 + 2}").status_code == 404


def test_after_a_hundred_wrong_codes_a_right_one_is_not_found_either(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    _guess(stranger, 100)

    page = stranger.visit(f"/join/{CODE}")

    assert (page.status, page.h1) == (429, LATER)
    assert "You have done nothing wrong" in page.text
    assert int(page.response.headers["retry-after"]) > 0


def test_wrong_codes_that_are_typed_count_as_well(cast: Cast, stranger: Browser) -> None:
    _guess(stranger, 99)
    assert stranger.submit("/join", code="22223333").status == 422

    assert stranger.submit("/join", code="22223334").status == 429


@pytest.mark.parametrize("typed", ["C4D7", "what-is-it", CODE])
def test_a_slip_and_the_code_of_an_old_poster_are_no_guesses(cast: Cast, stranger: Browser, typed: str) -> None:
    make_code(cast.early_help, cast.cora, stopped=True)
    _guess(stranger, 99)
    for _ in range(3):
        assert stranger.submit("/join", code=typed).status == 422

    assert stranger.submit("/join", code="22223334").status == 422


def test_right_codes_do_not_count_as_tries(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)

    assert {stranger.client.get(f"/join/{CODE}").status_code for _ in range(30)} == {200}


def test_five_mails_a_day_to_one_address_whoever_asks(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    for _ in range(5):
        assert stranger.submit(f"/join/{CODE}", **ASKED).status == 200

    page = stranger.submit(f"/join/{CODE}", **ASKED)

    assert (page.status, page.h1) == (429, LATER)
    assert "until tomorrow" in page.text
    assert len(queued()) == 1  # the others found the mail on its way


def test_other_ways_to_write_the_address_lead_into_the_same_mailbox(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    ways = ("jo.smith@example.org", "josmith+a@example.org", "j.o.smith+b@example.org", "josmith@example.org") * 2

    assert [stranger.submit(f"/join/{CODE}", **(ASKED | {"email": each})).status for each in ways[:6]] == [200] * 5 + [
        429
    ]


def test_ten_a_month_and_the_page_says_how_long_to_wait(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    for _ in range(10):
        hit(limits.BY_EMAIL_LONG, ASKED["email"])

    page = stranger.submit(f"/join/{CODE}", **ASKED)

    assert page.status == 429
    assert re.search(r"Wait \d\d days, and try again", page.text)


def test_the_limit_of_an_address_does_not_say_whether_it_is_known(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    fields = ASKED | {"email": "alice@example.org"}

    assert [stranger.submit(f"/join/{CODE}", **fields).status for _ in range(6)] == [200] * 5 + [429]


def test_one_network_address_asks_forty_times_an_hour(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    asked = [stranger.client.post(f"/join/{CODE}", data=ASKED | {"email": f"r{n}@example.org"}) for n in range(41)]

    assert [each.status_code for each in asked] == [200] * 40 + [429]


def test_a_slip_in_the_form_is_no_try(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    for _ in range(45):
        assert stranger.client.post(f"/join/{CODE}", data=ASKED | {"sixteen": ""}).status_code == 422

    assert stranger.submit(f"/join/{CODE}", **ASKED).status == 200


def test_the_limits_say_what_the_arithmetic_of_the_codes_says() -> None:
    from app.joining import rules

    assert limits.WRONG.allows == "100 per hour"
    assert "100 times an hour" in str(rules.draw.__doc__)
