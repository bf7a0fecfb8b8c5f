"""Tess gives roles and takes them away: never her own, never the last one, and never so that nobody leads the trust."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.service import Grant, grant_role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team
from tests.builders.accounts import make_person
from tests.builders.trusts import make_team
from tests.page import Browser, Page
from tests.people import Cast

SignIn = Callable[[Person], Browser]


def also_give(person: Person, role: Role, team: Team | None = None) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        grant_role(session, person=person, grant=Grant(role, team.id if team else None), actor_id=None)


def take_away(browser: Browser, person: Person, role: Role, team: Team | None = None) -> Page:
    fields = {"role": role.value, "team": str(team.id) if team else ""}
    return browser.submit(f"/staff/people/{person.id}/roles/end", **fields)


def test_tess_cannot_give_herself_a_role(cast: Cast, browser_as: SignIn) -> None:
    tess = browser_as(cast.tess)

    page = tess.submit(f"/staff/people/{cast.tess.id}/roles", role="supporter", team=str(cast.early_help.id))
    own = tess.visit(f"/staff/people/{cast.tess.id}")

    assert page.status == 409
    assert "You cannot change your own roles." in page.text
    assert "Add a role or a team" not in own.text
    assert tess.visit("/staff/inbox").status == 404


def test_tess_cannot_take_a_role_from_herself(cast: Cast, browser_as: SignIn) -> None:
    also_give(cast.tess, Role.MODERATOR)
    make_person("Tom", Role.TRUST_LEAD, trust=cast.riverside)
    tess = browser_as(cast.tess)

    assert take_away(tess, cast.tess, Role.MODERATOR).status == 409
    assert "Take this role away" not in tess.visit(f"/staff/people/{cast.tess.id}").text


def test_max_is_no_moderator_from_his_next_click_and_it_is_written_down(cast: Cast, browser_as: SignIn) -> None:
    also_give(cast.max, Role.CLINICIAN, cast.early_help)
    max_, tess = browser_as(cast.max), browser_as(cast.tess)
    [href] = [each for each in tess.visit(f"/staff/people/{cast.max.id}").links if "role=moderator" in each]

    asked, done = tess.visit(href), take_away(tess, cast.max, Role.MODERATOR)

    assert (asked.h1, 'has the role "Moderator"' in asked.text) == ("Take this role away?", True)
    assert "The role is taken away." in done.text
    assert (max_.visit("/staff").status, max_.visit("/staff/flags").status) == (200, 404)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        [written] = session.scalars(select(AuditEntry).filter_by(action="role.ended"))
    assert (written.actor_id, written.subject_id) == (cast.tess.id, cast.max.id)
    assert written.details == {"role": "moderator", "team_id": ""}


def test_one_of_two_teams_can_be_taken_away(cast: Cast, browser_as: SignIn) -> None:
    night = make_team(cast.riverside, "Night Team")
    also_give(cast.cora, Role.CLINICIAN, night)
    tess = browser_as(cast.tess)

    page, twice = (take_away(tess, cast.cora, Role.CLINICIAN, night) for _time in range(2))

    assert "Clinician, Early Help" in page.text
    assert "Clinician, Night Team" not in page.text
    assert (twice.status, "They do not have this role any more." in twice.text) == (409, True)


def test_an_only_role_is_not_offered_and_cannot_be_taken_away(cast: Cast, browser_as: SignIn) -> None:
    tess = browser_as(cast.tess)

    page = take_away(tess, cast.cora, Role.CLINICIAN, cast.early_help)

    assert (page.status, "This is their only role." in page.text) == (409, True)
    assert "Take this role away" not in tess.visit(f"/staff/people/{cast.cora.id}").text


def test_two_leads_who_take_it_from_each_other_at_once_leave_one(cast: Cast, browser_as: SignIn) -> None:
    tom = make_person("Tom", Role.TRUST_LEAD, trust=cast.riverside)
    for lead in (cast.tess, tom):
        also_give(lead, Role.MODERATOR)
    pairs = [(browser_as(cast.tess), tom), (browser_as(tom), cast.tess)]

    with ThreadPoolExecutor() as pool:
        pages = list(pool.map(lambda pair: take_away(pair[0], pair[1], Role.TRUST_LEAD), pairs))

    # Whoever comes second has lost the right to, or is told that nobody else leads the trust.
    assert min(page.status for page in pages) == 200
    assert {page.status for page in pages} <= {200, 404, 409}
    assert sorted(browser_as(lead).visit("/staff/people").status for lead in (cast.tess, tom)) == [200, 404]


@pytest.mark.parametrize("who", ["alice", "cora", "sue", "max", "ada", "hanna"])
def test_nobody_else_takes_roles_away(cast: Cast, browser_as: SignIn, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    assert take_away(browser, cast.sue, Role.SUPPORTER, cast.early_help).status == 404
    assert browser.visit(f"/staff/people/{cast.sue.id}/roles/end?role=supporter").status == 404
