"""From the link to an account."""

import pytest
from sqlalchemy import select

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.usage.models import UsageEvent
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import link_of, make_invitation, now_of
from tests.page import Browser
from tests.people import Cast

ANSWERS = {"name": "Janey", "password": PASSWORD, "read": "yes"}


def _opened(cast: Cast, **changes: object) -> Invitation:
    return make_invitation(cast.cora, cast.early_help, state=State.OPENED, **changes)  # type: ignore[arg-type]


def _person(email: str) -> tuple[Person, list[RoleGrant]]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        person = session.scalars(select(Person).where(Person.email == email)).one()
        return person, list(session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id)))


def test_jane_joins_with_the_role_and_team_of_her_invitation(cast: Cast, stranger: Browser) -> None:
    invitation = _opened(cast)

    answer = stranger.client.post(f"{link_of(invitation)}/account", data=ANSWERS, follow_redirects=False)

    jane, [grant] = _person("jane@example.org")
    assert (answer.status_code, answer.headers["location"]) == (303, "/home")
    assert (jane.trust_id, jane.name) == (cast.riverside.id, "Janey")
    assert (grant.role, grant.team_id) == (Role.RELATIVE, cast.early_help.id)
    assert (now_of(invitation.id).state, now_of(invitation.id).person_id) == (State.ACCEPTED, jane.id)


def test_she_is_signed_in_and_both_facts_are_counted(cast: Cast, stranger: Browser) -> None:
    stranger.client.post(f"{link_of(_opened(cast))}/account", data=ANSWERS, follow_redirects=False)

    jane, _grants = _person("jane@example.org")
    with unit_of_work(cast.riverside.id) as session:
        events = set(session.execute(select(UsageEvent.event, UsageEvent.is_staff, UsageEvent.person_id)))
    assert stranger.visit("/account").h1 == "Your account"
    assert events == {("invitation.accepted", False, jane.id), ("session.started", False, jane.id)}


def test_whoever_was_signed_in_on_this_computer_is_signed_out(cast: Cast, stranger: Browser) -> None:
    stranger.client.post("/sign-in", data={"email": "hugo@example.org", "password": PASSWORD})
    before = stranger.client.cookies["holdfast_session"]

    stranger.client.post(f"{link_of(_opened(cast))}/account", data=ANSWERS, follow_redirects=False)

    assert stranger.client.cookies["holdfast_session"] != before
    assert "jane@example.org" in stranger.visit("/account").text
    assert Browser(stranger.client.app, token=before).visit("/account").h1 == "Sign in"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Enter the name that you would like to be called"),
        ({"password": ""}, "Choose a password"),
        ({"password": "short"}, "12 characters or more"),
        ({"password": "jane@example.org"}, "easy to guess"),
        ({"password": "riversideriverside"}, "easy to guess"),
        ({"read": ""}, "Tick the box"),
    ],
)
def test_a_slip_is_explained_and_nothing_typed_is_lost(
    cast: Cast, stranger: Browser, changed: dict[str, str], sentence: str
) -> None:
    invitation = _opened(cast)

    page = stranger.submit(f"{link_of(invitation)}/account", **(ANSWERS | changed))

    assert page.status == 422
    assert sentence in page.text
    assert page.value("name") == (ANSWERS | changed)["name"]
    assert PASSWORD not in page.response.text
    assert now_of(invitation.id).state == State.OPENED


def test_the_account_page_comes_only_after_the_button(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)

    shown = stranger.visit(f"{link_of(invitation)}/account")
    sent = stranger.submit(f"{link_of(invitation)}/account", **ANSWERS)

    assert shown.h1 == sent.h1 == "You are invited to Holdfast"
    assert now_of(invitation.id).state == State.SENT


def test_a_colleague_joins_as_staff(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(
        cast.tess, None, email="mo@example.org", state=State.OPENED, role=Role.TRUST_LEAD, first_name="Mo Ali"
    )

    page = stranger.submit(f"{link_of(invitation)}/account", **ANSWERS)

    _mo, [grant] = _person("mo@example.org")
    assert page.h1 == "Hello, Janey"
    assert (grant.role, grant.team_id) == (Role.TRUST_LEAD, None)


def test_the_first_name_of_the_invitation_is_filled_in(cast: Cast, stranger: Browser) -> None:
    page = stranger.visit(f"{link_of(_opened(cast))}/account")

    assert page.value("name") == "Jane"
    assert "jane@example.org" in page.text
