"""Sessions end, are listed, and are ended by their owner."""

from collections.abc import Callable

import pytest
import time_machine
from sqlalchemy import Engine, select, text

from app.accounts import queries, service, sessions
from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core import tokens
from app.core.db import unit_of_work
from tests.builders.accounts import PASSWORD, session_for
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


@pytest.mark.parametrize(("minutes_between", "visits"), [(119, 2), (60, 20)])
def test_a_session_ends_after_two_idle_hours_or_twelve_in_all(
    cast: Cast, browser_as: BrowserAs, minutes_between: int, visits: int
) -> None:
    with time_machine.travel("2026-11-01 08:00 +0000", tick=True) as time:
        browser = browser_as(cast.alice)
        seen = []
        for _each in range(visits):
            time.shift(minutes_between * 60)
            seen.append(browser.visit("/account").h1)

    signed_in_hours = seen.count("Your account") * minutes_between / 60
    assert signed_in_hours <= 12
    assert seen[0] == "Your account"
    assert (seen[-1] == "Sign in") == (visits * minutes_between > 12 * 60)


def test_an_idle_session_is_over(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel("2026-11-01 08:00 +0000", tick=True) as time:
        browser = browser_as(cast.alice)
        time.shift(121 * 60)

        assert browser.visit("/account").h1 == "Sign in"


def test_the_database_never_holds_the_token(cast: Cast, owner: Engine) -> None:
    token = session_for(cast.alice)

    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('holdfast.platform', 'test', true)"))
        stored = connection.execute(text("SELECT token_hash FROM sign_in_sessions")).scalar_one()
    assert bytes(stored) == tokens.fingerprint(token)
    assert token.encode() not in bytes(stored)


def test_alice_signs_out_her_other_browser(cast: Cast, browser_as: BrowserAs) -> None:
    here, there = browser_as(cast.alice), browser_as(cast.alice)

    here.submit("/account/sessions/end", key="others")

    assert here.visit("/account").h1 == "Your account"
    assert there.visit("/account").h1 == "Sign in"


def test_ben_cannot_sign_alice_out(cast: Cast, browser_as: BrowserAs) -> None:
    token = session_for(cast.alice)
    browser_as(cast.ben).submit("/account/sessions/end", key=tokens.fingerprint(token).hex())

    with unit_of_work(None) as session:
        assert sessions.find(session, token=token) is not None
    with unit_of_work(cast.riverside.id) as session:
        assert session.scalars(select(AuditEntry.action)).all() == []


def test_a_closed_account_is_out_at_once(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.cora)
    with unit_of_work(cast.riverside.id) as session:
        person = queries.find_open(session, person_id=cast.cora.id)
        assert person
        service.close(session, person=person, actor_id=cast.tess.id, also=())

    assert browser.visit("/account").h1 == "Sign in"


def test_signing_out_clears_the_browser(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.alice)

    answer = browser.client.post("/sign-out", follow_redirects=False)

    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert browser.visit("/account").h1 == "Sign in"


def test_leaving_in_a_hurry_ends_the_session(cast: Cast, browser_as: BrowserAs) -> None:
    browser = browser_as(cast.alice)

    answer = browser.client.get("/leave", follow_redirects=False)

    assert "weather" in answer.headers["location"]
    assert browser.visit("/account").h1 == "Sign in"


def test_changing_the_password_needs_the_present_one(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.alice).submit("/account/password", present="wrong", password="walnut ferry parasol hinge")

    assert page.status == 422
    assert "not your present password" in page.text


def test_changing_the_password_keeps_this_browser_only(cast: Cast, browser_as: BrowserAs) -> None:
    here, there = browser_as(cast.alice), browser_as(cast.alice)

    page = here.submit("/account/password", present=PASSWORD, password="walnut ferry parasol hinge")

    assert "Your password is changed" in page.text
    assert there.visit("/account").h1 == "Sign in"


def test_what_was_written_survives_a_session_that_ran_out(cast: Cast, stranger: Browser) -> None:
    words = "He has not slept since Tuesday and I do not know what to do."

    page = stranger.submit("/modules/what-is-psychosis/what-is-happening", text=words, password="a secret password")

    assert (page.status, page.h1) == (401, "You are signed out")
    assert page.value("typed-1") == words
    assert "a secret password" not in page.text


@pytest.mark.parametrize("who", ["alice", "harry", "ada"])
def test_signing_in_over_an_old_session_of_anybody_works(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    page = browser.submit("/sign-in", email="tess@example.org", password=PASSWORD, next="/account")

    assert "tess@example.org" in page.text


def test_signing_in_over_a_session_that_ran_out_works(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel("2026-11-01 08:00 +0000", tick=True) as time:
        browser = browser_as(cast.alice)
        time.shift(3 * 3600)

        page = browser.submit("/sign-in", email="alice@example.org", password=PASSWORD, next="/account")

    assert page.h1 == "Your account"


def test_the_administrator_stays_signed_in_while_active_and_can_sign_out(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel("2026-11-01 08:00 +0000", tick=True) as time:
        browser = browser_as(cast.ada)
        time.shift(3600)
        browser.visit("/account")
        time.shift(70 * 60)
        assert browser.visit("/account").h1 == "Your account"

        browser.submit("/sign-out")

    assert browser.visit("/account").h1 == "Sign in"


def test_two_requests_after_a_pause_count_one_login(cast: Cast) -> None:
    with time_machine.travel("2026-11-01 08:00 +0000", tick=True) as time:
        token = session_for(cast.alice)
        time.shift(3600)
        with unit_of_work(None) as session:
            first = sessions.find(session, token=token)
        with unit_of_work(None) as session:
            second = sessions.find(session, token=token)

    assert first
    assert second
    assert (first.comes_back, second.comes_back) == (True, False)


def test_alice_closes_her_own_account(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    here, there = browser_as(cast.alice), browser_as(cast.alice)

    assert here.visit("/account/close").h1 == "Close your account?"
    assert here.submit("/account/close").h1 == "Your account is closed"

    assert there.visit("/account").h1 == "Sign in"
    assert stranger.submit("/sign-in", email="alice@example.org", password=PASSWORD).status == 422


def test_staff_do_not_close_their_own_accounts(cast: Cast, browser_as: BrowserAs) -> None:
    assert browser_as(cast.cora).submit("/account/close").status == 404
