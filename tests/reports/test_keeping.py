"""Tess says for how long single events are kept."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.trusts.models import Trust
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
PAGE = "/staff/reports/keeping"


def months(trust: Trust) -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get_one(Trust, trust.id).usage_months


def test_more_months_are_kept_at_once_and_it_is_written_down(cast: Cast, browser_as: Browsers) -> None:
    assert "It is changed" in browser_as(cast.tess).submit(PAGE, months="36").text
    assert (months(cast.riverside), months(cast.hillside)) == (36, 24)
    wanted = select(AuditEntry.details).where(AuditEntry.action == Action.REPORT_SETTINGS_CHANGED.value)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(wanted).one() == {"what": "months of usage events", "from": 24, "to": 36}


def test_fewer_months_are_asked_twice_since_they_destroy_something(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)
    page = tess.submit(PAGE, months="6")
    assert page.h1 == "Delete older events?"
    assert months(cast.riverside) == 24
    tess.submit(PAGE, months=page.value("months") or "", sure=page.value("sure") or "")
    assert months(cast.riverside) == 6


@pytest.mark.parametrize("typed", ["", "2", "121", "-6", "6.5", "six", "²", "9999999999"])
def test_what_is_no_number_of_months_is_asked_for_again(cast: Cast, browser_as: Browsers, typed: str) -> None:
    page = browser_as(cast.tess).submit(PAGE, months=typed)
    assert page.status == 422
    assert "Enter a number of months from 3 to 120" in page.text
    assert (page.value("months") or "") == typed
    assert months(cast.riverside) == 24


def test_alice_reads_how_long_hers_are_kept(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.tess).submit(PAGE, months="36")
    assert "is kept for 36 months" in browser_as(cast.alice).visit("/account/what-staff-see").text
