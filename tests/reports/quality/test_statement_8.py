"""NICE QS80 statement 8 by team and time, from the lists that teams keep."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.db import unit_of_work
from app.invitations.rules import State
from app.reports.periods import Span
from app.reports.quality.statement_8 import Offered, counted
from app.reports.rates import Rate
from tests.builders.accounts import make_test_account
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted as statements

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/quality"
EVER = Span(date(2000, 1, 1), date(2100, 1, 1))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def of(cast: Cast, *spans: Span) -> list[list[Offered]]:
    with unit_of_work(cast.riverside.id) as session:
        return counted(session, trust_id=cast.riverside.id, spans=spans or [EVER])


def declined(cast: Cast, reference: str, **more: Any) -> None:
    make_carer(cast.cora, cast.early_help, reference, offer=Offer.DID_NOT_WANT.value, **more)


def test_each_team_has_its_numerator_and_denominator_and_the_trust_adds_them(cast: Cast) -> None:
    second = make_team(cast.riverside, "Second Team")
    make_team(cast.riverside, "Third Team")
    make_carer(cast.cora, cast.early_help, "1")
    declined(cast, "2")
    make_carer(cast.cora, second, "1", offer=Offer.OTHERWISE.value, way=Way.CARD.value)
    make_carer(cast.harry, cast.hill_team, "1")

    [found] = of(cast)

    assert [(each.name, each.rate) for each in found] == [
        ("Early Help", Rate(1, 2)),
        ("Second Team", Rate(1, 1)),
        ("Third Team", Rate(0, 0)),
        ("Whole trust", Rate(2, 3)),
    ]


def test_who_became_known_at_another_time_or_is_off_the_list_is_not_counted(cast: Cast) -> None:
    declined(cast, "1", days_known=10)
    make_carer(cast.cora, cast.early_help, "2")
    make_carer(cast.cora, cast.early_help, "3", removed_at=clock.now())
    today = clock.london_day(clock.now())

    lately, ever = of(cast, Span(today, today), EVER)

    assert (lately[-1].rate, ever[-1].rate) == (Rate(0, 1), Rate(1, 2))


def test_a_colleague_who_tries_it_out_is_no_carer(cast: Cast) -> None:
    for person, reference in ((cast.alice, "1"), (cast.ben, "2")):
        invitation = make_invitation(cast.cora, cast.early_help, email=person.email)
        make_carer(cast.cora, cast.early_help, reference, offer=Offer.INVITED.value, invitation_id=invitation.id)
    make_test_account(cast.alice)

    [found] = of(cast)

    assert [each.rate for each in found] == [Rate(1, 1), Rate(1, 1)]


def test_it_is_told_how_it_was_offered_how_soon_and_who_has_an_account(cast: Cast) -> None:
    joined = make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    known, offered = date(2026, 11, 1), date(2026, 11, 5)
    days: dict[str, Any] = {"identified_on": known, "offered_on": offered}
    make_carer(cast.cora, cast.early_help, "1", offer=Offer.INVITED.value, invitation_id=joined.id, **days)
    make_carer(
        cast.cora,
        cast.early_help,
        "2",
        offer=Offer.OTHERWISE.value,
        way=Way.PROGRAMME.value,
        **days | {"offered_on": date(2026, 11, 9)},
    )
    declined(cast, "3", **days | {"offered_on": date(2026, 11, 7)})
    make_carer(cast.cora, cast.early_help, "4", identified_on=known)

    found = of(cast)[0][0]

    assert (found.known, found.offered, found.invited, found.programme, found.declined) == (4, 3, 1, 1, 1)
    assert (found.card, found.talked, found.earlier, found.joined, found.median_days) == (0, 0, 0, 1, 6)


def test_a_trust_without_teams_has_nothing(database: None) -> None:
    from tests.builders.trusts import make_trust

    trust = make_trust("Newtown")
    with unit_of_work(trust.id) as session:
        assert counted(session, trust_id=trust.id, spans=[EVER]) == [[]]


@time_machine.travel(NOON, tick=False)
def test_tess_reads_it_by_team_and_time_and_nothing_of_who_they_are(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "EIT-7", identified_on=date(2026, 5, 1))
    declined(cast, "EIT-8", identified_on=date(2026, 3, 1))
    tess = browser_as(cast.tess)

    assert "Early Help 2 1 1 50.0%" in _folded(tess.visit(PAGE).text)
    assert "Early Help 1 0 1 0.0%" in _folded(tess.visit(f"{PAGE}?time=this-year").text)
    assert "Early Help 1 1 0 100.0%" in _folded(tess.visit(f"{PAGE}?time=last-year").text)
    assert "EIT-7" not in tess.visit(f"{PAGE}?time=all").response.text


def _folded(text: str) -> str:
    """Without the names of columns that a phone shows before each value."""
    for name in ("Team", "Known to the team", "Offered, in per cent", "Offered", "Not yet asked"):
        text = text.replace(f" {name} ", " ")
    return " ".join(text.split())


def test_where_nobody_is_on_a_list_the_page_says_how_to_begin(cast: Cast, browser_as: BrowserAs) -> None:
    assert "No team came to know of a carer in this time" in browser_as(cast.tess).visit(PAGE).text


@time_machine.travel(NOON, tick=False)
def test_the_file_says_the_same_and_its_download_is_written_down(cast: Cast, browser_as: BrowserAs) -> None:
    declined(cast, "1")
    answer = browser_as(cast.tess).client.get(f"{PAGE}/statement-8.csv")

    rows = list(csv.DictReader(answer.text.splitlines()))
    assert "holdfast-statement-8-2026-11-23-1200.csv" in answer.headers["content-disposition"]
    assert rows[0] == {
        "team": "Early Help",
        "from": "2025-11-24",
        "to": "2026-11-23",
        "known": "1",
        "offered": "1",
        "offered_percent": "100.0",
    }
    assert (rows[-1]["team"], len(rows)) == ("Whole trust", 2)
    with unit_of_work(cast.riverside.id) as session:
        assert session.scalars(select(AuditEntry.details)).one() == {"report": "statement-8", "rows": 2}


@time_machine.travel(NOON, tick=False)
def test_the_extract_for_audits_has_eight_quarters_and_nobody_singly(cast: Cast, browser_as: BrowserAs) -> None:
    declined(cast, "EIT-9", identified_on=date(2026, 8, 1), offered_on=date(2026, 8, 11))
    answer = browser_as(cast.tess).client.get(f"{PAGE}/audit.csv")

    rows = list(csv.DictReader(answer.text.splitlines()))
    last = rows[-2]
    assert len(rows) == 8 * 2
    assert (rows[0]["from"], last["from"], last["to"]) == ("2024-10-01", "2026-07-01", "2026-09-30")
    assert (last["known"], last["did_not_want"], last["median_days"], rows[0]["median_days"]) == ("1", "1", "10.0", "")
    assert "EIT-9" not in answer.text


def test_nobody_but_the_lead_of_the_trust_may(cast: Cast, browser_as: BrowserAs) -> None:
    declined(cast, "1")
    for person in (cast.alice, cast.cora, cast.sue, cast.ada):
        for path in (PAGE, f"{PAGE}/statement-8.csv", f"{PAGE}/audit.csv"):
            assert browser_as(person).client.get(path).status_code == 404
    assert "Early Help" not in browser_as(cast.hanna).visit(f"{PAGE}?time=all").text


def test_more_carers_and_teams_need_no_more_statements(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    with statements() as few:
        tess.visit(PAGE)
    for number in range(5):
        make_carer(cast.cora, make_team(cast.riverside, f"Team {number}"), f"{number}")
    with statements() as many:
        tess.visit(PAGE)

    assert len(few) == len(many)
