"""What Alice sees when she has finished: words, her number, her line over time, what may help next."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.outcomes.rules import TimePoint
from app.usage.models import UsageEvent
from tests.builders import check_ins as build
from tests.builders.check_ins import fill, make_check_in, rows
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
K10 = "/check-ins/k10"


def begin(browser: Browser, name: str = "k10") -> Browser:
    browser.submit(f"/check-ins/{name}/begin")
    return browser


@pytest.mark.parametrize(("days", "point"), [(0, "start"), (40, "own"), (84, "week_12"), (170, "week_24")])
def test_the_time_of_the_study_is_that_of_the_day_on_which_she_finishes(
    cast: Cast, browser_as: Browsers, days: int, point: str
) -> None:
    build.joined(cast.alice, days_ago=days)
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1")
    alice.submit(f"{K10}/finish")

    assert [row.time_point for row in rows(cast.alice)] == [point]


def test_a_way_of_coping_is_at_no_time_of_the_study_and_has_no_number(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice), "brief-cope")
    fill(alice, "brief-cope", 1, "4")
    page = alice.submit("/check-ins/brief-cope/finish")

    assert [row.time_point for row in rows(cast.alice)] == ["own"]
    assert "None of these is right or wrong" in page.text
    assert "on a scale" not in page.text


def test_ways_of_coping_stand_under_how_much_she_uses_them(cast: Cast, browser_as: Browsers) -> None:
    answers = build.answers("brief-cope", 1) | {"i5": 4, "i15": 4, "i18": 2, "i28": 1}
    done = make_check_in(cast.alice, "brief-cope", given=answers)
    page = browser_as(cast.alice).visit(f"/check-ins/brief-cope/results/{done}")

    headings = ["I've been doing this a lot", "I've been doing this a little bit", "I haven't been doing this at all"]
    assert [each.text for each in page.all("h2")][:3] == headings
    much, little, none = (page.text.index(each) for each in headings)
    assert much < page.text.index("Comfort from others") < little < page.text.index("Joking about it") < none


def test_her_own_line_over_time_is_a_picture_and_a_table(cast: Cast, browser_as: Browsers) -> None:
    make_check_in(cast.alice, given=3, days_ago=84, point=TimePoint.START)
    last = make_check_in(cast.alice, given=2)
    page = browser_as(cast.alice).visit(f"{K10}/results/{last}")

    assert len(page.tree.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
    table = page.all("table")[0]
    assert [cell.text for cell in table.iter() if cell.tag.endswith("caption")] == ["Your numbers"]
    assert page.text.index("How it goes over time") < page.text.index("when you began here")
    assert "can be chance" in page.text


def test_what_was_answered_in_another_version_is_not_compared(cast: Cast, browser_as: Browsers) -> None:
    other = make_check_in(cast.alice, given=3, days_ago=60, version=99)
    make_check_in(cast.alice, given=3, days_ago=30)
    last = make_check_in(cast.alice, given=2)
    alice = browser_as(cast.alice)

    assert len(alice.visit(f"{K10}/results/{last}").tree.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
    page = alice.visit(f"{K10}/results/{other}")
    assert "Its questions have changed since then" in page.text
    assert alice.submit(f"{K10}/results/{other}/keep").status == 404


def test_what_may_help_next_has_links(cast: Cast, browser_as: Browsers) -> None:
    done = make_check_in(cast.alice, given=4)
    page = browser_as(cast.alice).visit(f"{K10}/results/{done}")

    assert "/modules/services-and-your-rights/is-there-help-for-me" in page.links
    assert "You are carrying a very heavy load." in page.text


def test_finishing_is_counted_by_the_questionnaires_name_alone(cast: Cast, browser_as: Browsers) -> None:
    alice = begin(browser_as(cast.alice))
    fill(alice, "k10", 1, "1")
    alice.submit(f"{K10}/finish")

    with unit_of_work(Platform.SWEEP) as session:
        events = [(each.event, each.subject) for each in session.query(UsageEvent)]
    assert ("check-in.finished", "k10") in events


def test_the_list_costs_the_same_however_much_is_on_it(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.visit("/check-ins")
    costs = []
    for _turn in range(2):
        with counted() as sent:
            alice.visit("/check-ins")
        costs.append(len(sent))
        for name in ("k10", "phq-9", "gad-7"):
            for weeks in range(4):
                make_check_in(cast.alice, name, days_ago=30 * weeks)

    assert costs[0] == costs[1] <= 6, costs
