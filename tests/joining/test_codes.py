"""The team's code: made, changed, stopped, counted."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import unit_of_work
from app.invitations.rules import State
from app.joining.rules import GOES_ON, Old
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.joining import CODE, codes_of, make_asked, make_code
from tests.builders.trusts import make_team
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]


def _audited(cast: Cast) -> list[tuple[str, UUID | None]]:
    with unit_of_work(cast.riverside.id) as session:
        wanted = select(AuditEntry).where(AuditEntry.action.startswith("code.")).order_by(AuditEntry.id)
        return [(each.action, each.actor_id) for each in session.scalars(wanted)]


def test_cora_makes_the_first_code(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).submit(f"/staff/joining/{cast.early_help.id}/code")

    [made] = codes_of(cast.early_help)
    assert "The team has a new code" in page.text
    assert f"{made.code[:4]}-{made.code[4:]}" in page.text
    assert _audited(cast) == [("code.made", cast.cora.id)]


def test_she_makes_a_new_one_and_the_old_one_works_for_28_days(cast: Cast, browser_as: BrowserAs) -> None:
    old = make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).submit(
        f"/staff/joining/{cast.early_help.id}/code", instead_of=str(old.id), old=Old.GOES_ON.value
    )

    first, second = codes_of(cast.early_help)
    assert first.works_until is not None
    assert abs(first.works_until - clock.now() - GOES_ON).total_seconds() < 60
    assert (second.works_until, second.revoked_at) == (None, None)
    assert "C4D7-H2K9 works until" in page.text


def test_she_makes_a_new_one_and_the_old_one_stops_at_once(
    cast: Cast, browser_as: BrowserAs, stranger: Browser
) -> None:
    old = make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).submit(
        f"/staff/joining/{cast.early_help.id}/code", instead_of=str(old.id), old=Old.STOPS.value
    )

    assert "C4D7-H2K9" not in page.text
    assert stranger.visit(f"/join/{CODE}").h1 == "This code does not work"
    assert _audited(cast) == [("code.revoked", cast.cora.id), ("code.made", cast.cora.id)]


def test_she_is_asked_what_becomes_of_the_old_one(cast: Cast, browser_as: BrowserAs) -> None:
    old = make_code(cast.early_help, cast.cora)

    page = browser_as(cast.cora).submit(f"/staff/joining/{cast.early_help.id}/code", instead_of=str(old.id))

    assert page.status == 422
    assert "Choose what becomes of the code" in page.text
    assert len(codes_of(cast.early_help)) == 1


def test_a_second_click_makes_no_third_code(cast: Cast, browser_as: BrowserAs) -> None:
    old = make_code(cast.early_help, cast.cora)
    cora, fields = browser_as(cast.cora), {"instead_of": str(old.id), "old": Old.GOES_ON.value}
    cora.submit(f"/staff/joining/{cast.early_help.id}/code", **fields)

    again = cora.submit(f"/staff/joining/{cast.early_help.id}/code", **fields)

    assert again.status == 409
    assert len(codes_of(cast.early_help)) == 2


def test_she_stops_the_code_after_being_asked(cast: Cast, browser_as: BrowserAs, stranger: Browser) -> None:
    code, cora = make_code(cast.early_help, cast.cora), browser_as(cast.cora)

    asked = cora.visit(f"/staff/joining/codes/{code.id}/stop")
    page = cora.submit(f"/staff/joining/codes/{code.id}/stop")

    assert asked.h1 == "Stop the code C4D7-H2K9?"
    assert "This team has no code yet" in page.text
    assert stranger.visit(f"/join/{CODE}").status == 404
    assert _audited(cast) == [("code.revoked", cast.cora.id)]


def test_what_has_stopped_cannot_be_stopped_again(cast: Cast, browser_as: BrowserAs) -> None:
    code = make_code(cast.early_help, cast.cora, stopped=True)

    assert browser_as(cast.cora).submit(f"/staff/joining/codes/{code.id}/stop").status == 409


def test_the_page_says_how_many_asked_and_joined(cast: Cast, browser_as: BrowserAs) -> None:
    code = make_code(cast.early_help, cast.cora)
    make_asked(code, cast.cora, cast.early_help, email="a@example.org")
    make_asked(code, cast.cora, cast.early_help, email="b@example.org", state=State.EXPIRED)
    make_asked(code, cast.cora, cast.early_help, email="b@example.org", state=State.ACCEPTED, joined_as=cast.alice)

    assert "2 people asked with it" in browser_as(cast.cora).visit("/staff/joining").text
    assert "1 joined." in browser_as(cast.cora).visit("/staff/joining").text


def test_cora_sees_her_teams_only_and_tess_all_teams(cast: Cast, browser_as: BrowserAs) -> None:
    make_team(cast.riverside, "Team North")

    assert "Team North" not in browser_as(cast.cora).visit("/staff/joining").text
    assert "Team North" in browser_as(cast.tess).visit("/staff/joining").text


@pytest.mark.parametrize("who", ["alice", "max", "ada", "harry", "hanna", "hugo"])
def test_nobody_else_finds_the_code_or_can_change_it(cast: Cast, browser_as: BrowserAs, who: str) -> None:
    code = make_code(cast.early_help, cast.cora)
    browser, team = browser_as(getattr(cast, who)), f"/staff/joining/{cast.early_help.id}"
    fields = {"instead_of": str(code.id), "old": Old.STOPS.value}

    assert [browser.visit(f"{team}/{sheet}").status for sheet in ("poster", "cards")] == [404, 404]
    assert browser.visit(f"/staff/joining/codes/{code.id}/stop").status == 404
    assert browser.submit(f"/staff/joining/codes/{code.id}/stop").status == 404
    assert browser.submit(f"{team}/code", **fields).status == 404
    assert "C4D7" not in browser.visit("/staff/joining").text
    assert len(codes_of(cast.early_help)) == 1


def test_a_clinician_of_another_team_of_the_trust_finds_it_neither(cast: Cast, browser_as: BrowserAs) -> None:
    code = make_code(cast.early_help, cast.cora)
    nora = browser_as(make_person("Nora", Role.CLINICIAN, team=make_team(cast.riverside, "Team North")))

    assert nora.visit(f"/staff/joining/{cast.early_help.id}/poster").status == 404
    assert nora.submit(f"/staff/joining/codes/{code.id}/stop").status == 404


def test_twenty_teams_need_no_more_statements_than_one(cast: Cast, browser_as: BrowserAs) -> None:
    tess = browser_as(cast.tess)
    with counted() as few:
        tess.visit("/staff/joining")
    for number in range(20):
        make_code(make_team(cast.riverside, f"Team {number}"), cast.cora, code=f"2222333{number % 8 + 2}{number}"[:10])
    with counted() as many:
        tess.visit("/staff/joining")

    assert len(many) == len(few)


def test_the_team_sees_who_joined_by_code(cast: Cast, browser_as: BrowserAs) -> None:
    code, cora = make_code(cast.early_help, cast.cora), browser_as(cast.cora)
    made = make_asked(code, cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice)
    make_asked(code, cast.cora, cast.early_help, email="waits@example.org")
    make_invitation(cast.cora, cast.early_help, email="staffs@example.org")

    shown = cora.visit("/staff/invitations?state=asked").text
    page = cora.visit(f"/staff/invitations/{made.id}").text
    assert "joined by code" in shown
    assert "asked by code" in shown
    assert "staffs@example.org" not in shown
    assert "Asked by code" in page
    assert "nobody has checked who they are" in page
    assert "asked by themselves for access" in page


def test_cora_who_invites_somebody_that_asked_is_told_so(cast: Cast, browser_as: BrowserAs) -> None:
    code = make_code(cast.early_help, cast.cora)
    make_asked(code, cast.cora, cast.early_help)

    page = browser_as(cast.cora).submit(
        "/staff/invitations/new", email="jane@example.org", first_name="Jane", relationship="parent"
    )

    assert page.status == 422
    assert "asked for a link on" in page.text
