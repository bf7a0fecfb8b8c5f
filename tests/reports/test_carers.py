"""NICE QS80 statement 8 in the trust's report, from the lists that teams keep."""

from collections.abc import Callable
from datetime import date

from app.accounts.models import Person
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import unit_of_work
from app.reports.carers import Statement8, statement_8
from app.reports.rates import Rate
from tests.builders.carers import make_carer
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


def of(cast: Cast, *, since: date = date(2000, 1, 1)) -> list[Statement8]:
    with unit_of_work(cast.riverside.id) as session:
        return statement_8(session, trust_id=cast.riverside.id, since=since)


def test_each_team_has_its_numerator_and_denominator_and_the_trust_adds_them(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_team(cast.riverside, "Third Team")
    make_carer(cast.cora, cast.early_help, "1")
    make_carer(cast.cora, cast.early_help, "2", offer=Offer.DID_NOT_WANT.value)
    make_carer(cast.cora, second, "1", offer=Offer.OTHERWISE.value, way=Way.CARD.value)
    make_carer(cast.harry, cast.hill_team, "1")

    assert [(each.name, each.in_all) for each in of(cast)] == [
        ("Early Help", Rate(1, 2)),
        ("Second Team", Rate(1, 1)),
        ("Third Team", Rate(0, 0)),
        ("Whole trust", Rate(2, 3)),
    ]


def test_who_is_known_for_longer_or_off_the_list_is_not_counted(cast: Cast) -> None:
    make_carer(cast.cora, cast.early_help, "1", days_known=10, offer=Offer.DID_NOT_WANT.value)
    make_carer(cast.cora, cast.early_help, "2")
    make_carer(cast.cora, cast.early_help, "3", removed_at=clock.now())

    found = of(cast, since=clock.london_day(clock.now()))[-1]

    assert (found.lately, found.in_all) == (Rate(0, 1), Rate(1, 2))


def test_tess_reads_it_in_the_report_and_nothing_of_who_they_are(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "EIT-7")
    text = browser_as(cast.tess).visit("/staff/reports").text
    assert "Carers who were offered something" in text
    assert "0 of 1 (0.0%)" in text
    assert "EIT-7" not in text


def test_where_no_team_keeps_a_list_nothing_is_said_of_it(cast: Cast, browser_as: BrowserAs) -> None:
    assert of(cast) == []
    for person in (cast.tess, cast.ada):
        assert "Carers who were offered" not in browser_as(person).visit("/staff/reports").text
