"""The one page for the board: what Tess and Ada read there, and nobody else."""

from collections.abc import Callable
from datetime import timedelta

from app.accounts.models import Person
from app.accounts.roles import Role
from app.carers.rules import Offer
from app.core import clock
from app.invitations.rules import State
from app.reports.periods import full_weeks
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.use import make_relatives, make_use
from tests.builders.workload import make_costs, make_hours
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/reports/board"


def test_tess_reads_her_trusts_figures_beside_the_studies(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="two@example.org")
    make_carer(cast.cora, cast.early_help, "1", offer=Offer.DID_NOT_WANT.value)
    make_carer(cast.cora, cast.early_help, "2")
    page = browser_as(cast.tess).visit(PAGE)
    assert page.h1 == "Holdfast in Riverside"
    for words in ("1 of 2 (50.0%)", "159 of 310 (51.3%)", "2 (1 to 8)", "offered a programme Here 1 of 2 (50.0%)"):
        assert words in _one_line(page.text)


def test_the_cost_is_for_each_account_and_not_beside_that_of_a_trial_of_another_time(
    cast: Cast, browser_as: BrowserAs
) -> None:
    make_costs(cast.tess)
    make_relatives(cast.early_help, 12)
    make_hours(cast.cora, full_weeks(1, clock.london_day(clock.now())).first, inviting=60)
    text = _one_line(browser_as(cast.tess).visit(PAGE).text)
    assert "Cost of the last 12 weeks for each relative with an account Here £" in text
    assert "62.27" not in text


def test_it_says_how_many_came_in_the_last_week_unless_they_are_few(cast: Cast, browser_as: BrowserAs) -> None:
    people, week = make_relatives(cast.early_help, 24), full_weeks(1, clock.london_day(clock.now()))
    for person in people[:12]:
        make_use(person, week.last)
    assert "In the last full week 12 relatives came." in _one_line(browser_as(cast.tess).visit(PAGE).text)
    others = make_relatives(cast.hill_team, 12)
    make_use(others[0], week.last)
    assert "In the last full week" not in _one_line(browser_as(cast.hanna).visit(PAGE).text)


def test_it_says_what_the_numbers_do_not_say(cast: Cast, browser_as: BrowserAs) -> None:
    assert "What these numbers do not say: whether anybody feels better." in _one_line(
        browser_as(cast.tess).visit(PAGE).text
    )


def test_few_are_not_shown_on_it(cast: Cast, browser_as: BrowserAs) -> None:
    day = clock.london_day(clock.now()) - timedelta(days=14)
    for person in make_relatives(cast.early_help, 3):
        make_use(person, day)
    make_relatives(cast.early_help, 9)
    text = _one_line(browser_as(cast.tess).visit(PAGE).text)
    assert "How many used it at least once is not shown." in text
    assert "median (middle half) Active" not in text
    assert "Logins of each relative: median (middle half) Here not shown" in text


def test_ada_reads_all_trusts_and_no_cost_or_list_of_one(cast: Cast, browser_as: BrowserAs) -> None:
    make_carer(cast.cora, cast.early_help, "1")
    page = browser_as(cast.ada).visit(PAGE)
    assert page.h1 == "Holdfast in all trusts"
    assert "Carers known" not in page.text
    assert "Cost of" not in page.text


def test_before_the_first_trust_ada_is_told_that_there_is_none(database: None, browser_as: BrowserAs) -> None:
    assert "There is no trust yet." in browser_as(make_person("Ada", Role.PLATFORM_ADMINISTRATOR)).visit(PAGE).text


def test_nobody_else_may_know_of_it(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    for person in (cast.alice, cast.cora, cast.sue, cast.max):
        assert browser_as(person).visit(PAGE).status == 404
    assert stranger.visit(PAGE).path == "/sign-in"


def test_it_takes_as_many_statements_with_many_relatives(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    tess.visit(PAGE)
    with counted() as few:
        tess.visit(PAGE)
    make_relatives(cast.early_help, 40)
    with counted() as many:
        tess.visit(PAGE)
    assert len(many) == len(few) <= 20


def _one_line(words: str) -> str:
    return " ".join(words.split())
