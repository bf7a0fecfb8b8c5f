"""The file for the record system: codes, days and the team's own references, and as little else as can be."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from app.accounts.models import Person
from app.carers.coding.codes import DEFAULTS
from app.carers.rules import Activity, Offer
from app.core import clock
from app.invitations.rules import State
from app.reports.quality import files
from tests.builders.accounts import make_test_account
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE, FILE = "/staff/reports/activity", "/staff/reports/activity/activity.csv"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OCTOBER: dict[str, Any] = {"identified_on": date(2026, 9, 1), "offered_on": date(2026, 10, 31)}


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def invited(cast: Cast, reference: str, **joined: Any) -> None:
    """Somebody who was invited from the list in October, and Alice's account if more is said."""
    state = State.ACCEPTED if joined else State.SENT
    email = f"{reference.lower()}@example.org"
    invitation = make_invitation(
        cast.cora, cast.early_help, email=email, state=state, joined_as=cast.alice if joined else None, **joined
    )
    make_carer(cast.cora, cast.early_help, reference, offer=Offer.INVITED.value, invitation_id=invitation.id, **OCTOBER)


def rows_of(browser: Browser, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(browser.client.get(f"{FILE}{query}").text.splitlines()))


def test_the_last_month_that_is_over_comes_first(cast: Cast, browser_as: BrowserAs) -> None:
    invited(cast, "EIT-1")
    make_carer(cast.cora, cast.early_help, "EIT-2", offer=Offer.DID_NOT_WANT.value)
    make_carer(cast.cora, cast.early_help, "EIT-3")

    offered = DEFAULTS[Activity.OFFERED]
    assert rows_of(browser_as(cast.tess)) == [
        {
            "team": "Early Help",
            "reference": "EIT-1",
            "date": "2026-10-31",
            "code": offered.code,
            "term": offered.term,
            "activity": "offered",
        }
    ]
    assert [row["reference"] for row in rows_of(browser_as(cast.tess), "?month=2026-11")] == ["EIT-2"]


def test_who_made_an_account_is_told_only_if_it_is_wanted_and_by_the_day_in_london(
    cast: Cast, browser_as: BrowserAs
) -> None:
    # Half past midnight in London on the 1st, still the 30th in UTC.
    invited(cast, "EIT-1", accepted_at=datetime(2026, 9, 30, 23, 30, tzinfo=UTC))
    tess = browser_as(cast.tess)

    assert [row["activity"] for row in rows_of(tess)] == ["offered"]
    found = rows_of(tess, "?month=2026-10&joined=yes")
    assert [(row["activity"], row["date"], row["code"]) for row in found] == [
        ("joined", "2026-10-01", DEFAULTS[Activity.JOINED].code),
        ("offered", "2026-10-31", DEFAULTS[Activity.OFFERED].code),
    ]


def test_no_name_no_initials_no_address_and_no_use_leave(cast: Cast, browser_as: BrowserAs) -> None:
    invited(cast, "EIT-1", accepted_at=datetime(2026, 10, 2, tzinfo=UTC))
    text = browser_as(cast.tess).client.get(f"{FILE}?joined=yes").text

    for secret in ("Alice", "Jane", "AB", "@", "parent"):
        assert secret not in text
    assert text.splitlines()[0] == "team,reference,date,code,term,activity"
    assert [column.name for column in files.ACTIVITY.columns] == text.splitlines()[0].split(",")


def test_who_is_off_the_list_is_not_in_it(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "1", offer=Offer.DID_NOT_WANT.value, removed_at=clock.now(), **OCTOBER)
    assert rows_of(browser_as(cast.tess)) == []


def test_who_tries_it_out_is_not_in_it(cast: Cast, browser_as: BrowserAs) -> None:
    invited(cast, "ALICE")
    make_test_account(cast.alice)
    assert rows_of(browser_as(cast.tess)) == []


def test_the_page_counts_by_team_and_says_to_check_the_codes(cast: Cast, browser_as: BrowserAs) -> None:
    invited(cast, "EIT-1")
    page = browser_as(cast.tess).visit(PAGE)

    for words in ("October 2026", "Check these against your current release", "Think of who reads the record"):
        assert words in page.text
    assert "EIT-1" not in page.text
    assert f"{FILE}?month=2026-10" in page.links


def test_nonsense_in_the_address_is_the_last_month(cast: Cast, browser_as: BrowserAs) -> None:
    assert "October 2026" in browser_as(cast.tess).visit(f"{PAGE}?month=1-2&joined=perhaps").text


def test_nobody_but_the_lead_of_the_trust_may(cast: Cast, browser_as: BrowserAs) -> None:
    invited(cast, "EIT-1")
    for person in (cast.alice, cast.cora, cast.sue, cast.ada):
        for path in (PAGE, FILE):
            assert browser_as(person).client.get(path).status_code == 404
    assert rows_of(browser_as(cast.hanna)) == []
