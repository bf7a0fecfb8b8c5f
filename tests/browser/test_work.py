"""Hours, cost and the offer to carers in a real browser: written down, worked out, taken as files, printed."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts.roles import Role
from app.carers.rules import Offer, Way
from app.core import clock
from app.core.london import monday
from tests.browser.visitor import Visitor
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.messages import answer_to, make_conversation
from tests.builders.trusts import make_team
from tests.builders.workload import make_costs, make_hours
from tests.people import Cast
from tests.reports.work.test_costing import visit

pytestmark = pytest.mark.browser


def test_sue_writes_down_her_hours(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("sue@example.org")
    visitor.follow("Your hours")
    visitor.look("hours")
    boxes = visitor.page.get_by_label("Supporting relatives")
    boxes.first.fill("1 h 30")
    boxes.nth(1).fill("most of Tuesday")
    visitor.press("Keep these hours")
    visitor.sees("Write minutes, such as 90, or hours and minutes, such as 1 h 30")
    visitor.look("hours-mistake")
    boxes.nth(1).fill("240")
    visitor.press("Keep these hours")
    visitor.sees("Your hours are kept")
    visitor.look("hours-kept")
    visitor.page.get_by_text("Who sees this, and what it is for").click()
    visitor.follow("Change")
    visitor.look("hours-week")


def lively(cast: Cast) -> None:
    """Twelve weeks of hours and messages, 20 relatives of whom 12 visited."""
    this = monday(clock.london_day(clock.now()))
    for number in range(1, 12):
        week = this - timedelta(weeks=number)
        make_hours(cast.sue, week, supporting=60 + 25 * (number * 7 % 5), moderating=30 + 10 * (number % 3))
        make_hours(cast.cora, week, inviting=15 * (number % 4 + 1))
    make_hours(cast.tess, this - timedelta(weeks=3), running=90)
    for number in range(20):
        with time_machine.travel(clock.now() - timedelta(weeks=14)):
            person = make_person(f"Relative {number}", Role.RELATIVE, team=cast.early_help)
        if number < 12:
            visit(person, this - timedelta(days=3))
            with time_machine.travel(clock.now() - timedelta(weeks=1 + number % 2, hours=number)):
                conversation_id = make_conversation(person)
            with time_machine.travel(clock.now() - timedelta(weeks=1 + number % 2) + timedelta(hours=number)):
                answer_to(cast.sue, conversation_id)


def test_tess_reads_work_and_cost(visitor: Visitor, cast: Cast) -> None:
    lively(cast)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/work")
    visitor.look("work-without-costs")
    visitor.follow("Write down what an hour costs")
    visitor.look("costs")
    visitor.press("Keep these costs")
    visitor.look("costs-mistake")
    for name, pounds in (
        ("Supporting relatives", "22.50"),
        ("Looking after the forum", "20"),
        ("Inviting relatives", "24"),
        ("Running it", "30"),
    ):
        visitor.fill(f"{name}: pounds an hour", pounds)
    visitor.fill("Everything else: pounds a month", "250")
    visitor.press("Keep these costs")
    visitor.sees("The costs are kept")
    visitor.look("work")
    visitor.check_paper()


def test_ada_reads_what_each_trust_wrote_down(visitor: Visitor, cast: Cast) -> None:
    lively(cast)
    make_costs(cast.tess)
    visitor.sign_in("ada@example.org")
    visitor.open("/staff/reports/work")
    visitor.look("work-of-trusts")


def test_tess_reads_who_was_offered_something_and_sets_the_codes(visitor: Visitor, cast: Cast) -> None:
    second = make_team(cast.riverside, "Community Mental Health Team North and East")
    for number in range(12):
        make_carer(cast.cora, cast.early_help, f"EIT-{number}", days_known=40 * number)
    make_carer(cast.cora, cast.early_help, "EIT-20", days_known=70, offer=Offer.OTHERWISE.value, way=Way.CARD.value)
    for number in range(4):
        make_carer(cast.cora, second, f"{number}", days_known=45 * number, offer=Offer.DID_NOT_WANT.value)
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/quality")
    visitor.look("quality")
    visitor.check_paper()
    visitor.follow("Activity for your record system")
    visitor.look("activity")
    visitor.follow("Change the codes")
    visitor.page.get_by_label("Code", exact=True).first.fill("1097201000000109")
    visitor.press("Save the codes")
    visitor.sees("its check digit does not fit")
    visitor.look("codes-mistake")
    visitor.page.get_by_label("Code", exact=True).first.fill("1097201000000108")
    visitor.press("Save the codes")
    visitor.sees("The codes are kept")
    visitor.look("activity-codes-kept")
    visitor.open("/staff/reports/codes")
    visitor.look("codes")
