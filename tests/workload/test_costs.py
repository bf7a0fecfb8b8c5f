"""The trust lead says what an hour costs; every report uses it."""

from collections.abc import Callable

from sqlalchemy import select

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.core.db import unit_of_work
from app.workload import queries
from app.workload.rules import Costs, Work
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/costs"
TYPED = {"supporting": "25.50", "moderating": "20", "inviting": "£30", "running": "0", "monthly": "1,250"}
KEPT = Costs({Work.SUPPORTING: 2550, Work.MODERATING: 2000, Work.INVITING: 3000, Work.RUNNING: 0}, 125_000)


def costs_of(cast: Cast) -> Costs | None:
    with unit_of_work(cast.riverside.id) as session:
        return queries.costs(session, trust_id=cast.riverside.id)


def test_tess_writes_down_what_an_hour_costs_and_it_is_written_in_the_trail(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(PAGE, **TYPED)

    assert (page.path, costs_of(cast)) == ("/staff/reports/work", KEPT)
    assert "The costs are kept" in page.text
    with unit_of_work(cast.riverside.id) as session:
        action, details = session.execute(select(AuditEntry.action, AuditEntry.details)).one()
    assert (action, details["setting"], details["monthly"]) == ("report.settings-changed", "costs", 125_000)


def test_she_changes_them_later(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    tess.submit(PAGE, **TYPED)
    assert tess.visit(PAGE).value("supporting") == "25.50"

    tess.submit(PAGE, **TYPED | {"supporting": "26"})

    found = costs_of(cast)
    assert found is not None
    assert found.hourly[Work.SUPPORTING] == 2600


def test_a_mistake_keeps_every_word(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(PAGE, **TYPED | {"inviting": "lots", "running": ""})

    assert (page.status, page.value("inviting"), page.value("monthly")) == (422, "lots", "1,250")
    assert page.text.count("Write pounds, such as 18.50") == 4  # in the summary, and beside two boxes
    assert costs_of(cast) is None


def test_nobody_but_the_lead_may(cast: Cast, browser_as: BrowserAs) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.ada):
        browser = browser_as(person)
        assert browser.visit(PAGE).status == browser.submit(PAGE, **TYPED).status == 404
    browser_as(cast.hanna).submit(PAGE, **TYPED)
    assert costs_of(cast) is None
