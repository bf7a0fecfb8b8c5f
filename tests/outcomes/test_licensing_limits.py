"""Who may not change a trust's questionnaires, and that nothing of anybody's answers stands there."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.core.errors import Conflict
from app.outcomes.licensing import service
from tests.builders import licensing as build
from tests.builders import research
from tests.builders.implementation import as_user
from tests.builders.licensing import SLOT, table_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
HOME = "/staff/check-ins"
ONE = f"{HOME}/{SLOT.name}"
LICENCE = {"number": "L-77", "holder": "Riverside Trust", "confirmed": "yes"}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("switch", {"is_on": "no"}),
        ("words", {"words": table_of()}),
        ("words/remove", {}),
        ("licence", LICENCE | {"expires_on": "1 January 2030"}),
    ],
)
def test_of_two_leads_the_second_is_told(cast: Cast, browser_as: Browsers, path: str, sent: dict[str, Any]) -> None:
    build.make_usable(cast.tess)
    before = vars(build.rows()[0]).copy()

    page = browser_as(cast.tess).submit(f"{ONE}/{path}", **sent, version="2")

    assert page.status in {409, 422}
    assert "Somebody else changed this while you had it open" in page.text
    assert (page.value("words") or "").strip() == str(sent.get("words", "")).strip()
    assert build.rows()[0].version == before["version"]


def test_two_leads_who_are_first_at_once_make_one_row(cast: Cast) -> None:
    held = build.held_by(cast.tess)
    build.write_licence(cast.tess)

    with pytest.raises(Conflict), unit_of_work(cast.riverside.id) as session:
        facts: dict[str, Any] = {"number": "x", "holder": "y", "expires_on": build.today()}
        service.write_licence(session, user=as_user(cast.tess), instrument=SLOT, held=held, **facts)


def test_the_licensed_words_stand_on_no_page_of_another_trust(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess)

    page = browser_as(cast.hanna).visit(ONE)

    assert "Needs a licence" in page.text
    assert "Made-up question" not in page.text


@pytest.mark.parametrize("person", ["alice", "cora", "sue", "max", "ada"])
def test_nobody_but_the_lead_opens_these_pages(cast: Cast, browser_as: Browsers, person: str) -> None:
    build.make_usable(cast.tess)
    browser = browser_as(getattr(cast, person))

    for path in ("", f"/{SLOT.name}", f"/{SLOT.name}/licence", f"/{SLOT.name}/words", f"/{SLOT.name}/template.csv"):
        assert browser.visit(f"{HOME}{path}").status == 404
    assert browser.submit(f"{ONE}/switch", version="3", is_on="no").status == 404


def test_an_open_one_has_no_licence_and_no_words_to_put_in(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    assert [tess.visit(f"{HOME}/k10/{each}").status for each in ("licence", "words", "template.csv")] == [404] * 3
    assert tess.visit(f"{HOME}/nothing-such").status == 404


def test_no_page_of_these_says_what_anybody_answered_or_how_many_did(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    before = [tess.visit(path).text for path in (HOME, f"{HOME}/k10")]

    research.finish(cast.alice)

    assert [tess.visit(path).text for path in (HOME, f"{HOME}/k10")] == before


def test_words_of_an_earlier_version_are_missing_and_break_nothing(cast: Cast, browser_as: Browsers) -> None:
    build.make_usable(cast.tess)
    with unit_of_work(cast.riverside.id) as session:
        session.execute(text("UPDATE trust_instruments SET words = '{\"items\": {}}'"))

    assert "Needs its questions" in browser_as(cast.tess).visit(ONE).text


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("licence_number = NULL", "licence_whole"),
        ("licence_holder = NULL", "licence_whole"),
        ("licence_expires_on = NULL", "licence_with_end"),
        ("licence_number = NULL, licence_holder = NULL, licence_expires_on = NULL", "words_with_licence"),
        ("version = 0", "from_one"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast: Cast, broken: str, constraint: str) -> None:
    build.make_usable(cast.tess)

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(cast.riverside.id) as session:
        session.execute(text(f"UPDATE trust_instruments SET {broken}"))
