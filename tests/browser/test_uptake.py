"""The uptake pages in a real browser: the lead reads, counts the caseload, and Cora looks at her own numbers."""

from datetime import timedelta

import pytest

from app.accounts.roles import Role
from app.carers.rules import Offer
from app.core import clock
from app.invitations.rules import State
from tests.browser.visitor import Visitor
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.builders.uptake import make_caseload, make_relatives
from tests.people import Cast

pytestmark = pytest.mark.browser


def _history(cast: Cast) -> None:
    other = make_team(cast.riverside, "Recovery Team North")
    rita = make_person("Rita", Role.CLINICIAN, team=other)
    for name in ("Omar Begum", "Priya", "Quentin", "Rosa"):
        colleague = make_person(name, Role.CLINICIAN, team=cast.early_help)
        for number in range(len(name)):
            make_invitation(
                colleague,
                cast.early_help,
                email=f"{name[0]}{number}@example.org",
                state=State.EXPIRED,
                days_old=9 * number,
            )
    make_relatives(cast.cora, cast.early_help, "abcdefg", modules=[1, 1], days_old=9, posts=1)
    make_relatives(cast.cora, cast.early_help, "hijklmno", modules=[1, 0], days_old=30, shares=1)
    make_relatives(rita, other, "abcdefgh", modules=[1], days_old=5)
    make_invitation(cast.cora, cast.early_help, state=State.OPENED, days_old=12)
    make_carer(cast.cora, cast.early_help, "1")
    make_carer(cast.cora, cast.early_help, "2", offer=Offer.DID_NOT_WANT.value)
    make_caseload(cast.tess, cast.early_help, 184, counted_on=clock.london_day(clock.now()) - timedelta(days=30))


def test_tess_reads_uptake_and_counts_the_caseload(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/reports/uptake")
    visitor.look("uptake-empty")
    visitor.follow("Write down how many people each team works with")
    visitor.look("caseloads-empty")
    visitor.fill("Early Help", "many")
    visitor.press("Write the numbers down")
    visitor.look("caseloads-mistake")
    visitor.fill("Early Help", "190")
    visitor.press("Write the numbers down")
    visitor.sees("The numbers are written down")
    _history(cast)
    visitor.open("/staff/reports/caseloads")
    visitor.look("caseloads")
    visitor.page.get_by_role("button", name="Take away the count of Early Help").first.click()
    visitor.sees("The count is taken away")
    visitor.follow("Uptake")
    visitor.sees("Person by person")
    visitor.look("uptake")
    visitor.check_paper()


def test_cora_looks_at_her_own_numbers(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/staff/my-numbers")
    visitor.look("my-numbers-empty")
    _history(cast)
    visitor.open("/staff/my-numbers")
    visitor.sees("Beside your team")
    visitor.look("my-numbers")
    visitor.check_paper()


def test_ada_reads_uptake_by_trust(visitor: Visitor, cast: Cast) -> None:
    _history(cast)
    visitor.sign_in("ada@example.org")
    visitor.open("/staff/reports/uptake")
    visitor.sees("Uptake in all trusts")
    visitor.look("uptake-all-trusts")
