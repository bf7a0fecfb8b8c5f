"""Two at once: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.invitations.rules import State
from tests.builders.accounts import PASSWORD
from tests.builders.invitations import all_invitations, link_of, make_invitation, now_of
from tests.page import Browser, Page
from tests.people import Cast

ANSWERS = {"name": "Jane", "password": PASSWORD, "read": "yes"}


def _both(first: Callable[[], Page], second: Callable[[], Page]) -> list[Page]:
    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(first), pool.submit(second)]]


def _accounts(email: str) -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalar(select(func.count()).select_from(Person).where(Person.email == email)) or 0


def test_two_browsers_with_the_same_link_make_one_account(cast: Cast, stranger: Browser) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    address = f"{link_of(invitation)}/account"
    one, other = Browser(stranger.client.app), Browser(stranger.client.app)

    pages = _both(lambda: one.submit(address, **ANSWERS), lambda: other.submit(address, **ANSWERS))

    assert _accounts("jane@example.org") == 1
    assert [page.h1 for page in pages].count("This link was used already") == 1
    assert now_of(invitation.id).state == State.ACCEPTED


def test_the_same_address_invited_by_two_trusts_makes_one_account(cast: Cast, stranger: Browser) -> None:
    here = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    there = make_invitation(cast.harry, cast.hill_team, state=State.OPENED)
    one, other = Browser(stranger.client.app), Browser(stranger.client.app)

    pages = _both(
        lambda: one.submit(f"{link_of(here)}/account", **ANSWERS),
        lambda: other.submit(f"{link_of(there)}/account", **ANSWERS),
    )

    assert _accounts("jane@example.org") == 1
    assert [page.h1 for page in pages].count("Please use another email address") == 1


def test_cora_and_sue_invite_jane_at_the_same_moment(cast: Cast, browser_as: Callable[[Person], Browser]) -> None:
    fields = {"email": "jane@example.org", "first_name": "Jane", "relationship": "parent"}
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)

    pages = _both(
        lambda: cora.submit("/staff/invitations/new", **fields), lambda: sue.submit("/staff/invitations/new", **fields)
    )

    assert len(all_invitations()) == 1
    assert sorted(page.status for page in pages) == [200, 422]


def test_cora_withdraws_while_jane_joins(
    cast: Cast, browser_as: Callable[[Person], Browser], stranger: Browser
) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.OPENED)
    cora = browser_as(cast.cora)

    pages = _both(
        lambda: stranger.submit(f"{link_of(invitation)}/account", **ANSWERS),
        lambda: cora.submit(f"/staff/invitations/{invitation.id}/withdraw"),
    )

    joined = now_of(invitation.id).state == State.ACCEPTED
    assert _accounts("jane@example.org") == joined
    assert sorted(page.status for page in pages) == ([200, 409] if joined else [200, 410])


def test_cora_withdraws_while_jane_opens(
    cast: Cast, browser_as: Callable[[Person], Browser], stranger: Browser
) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)
    cora = browser_as(cast.cora)

    _both(
        lambda: stranger.submit(link_of(invitation)),
        lambda: cora.submit(f"/staff/invitations/{invitation.id}/withdraw"),
    )

    assert now_of(invitation.id).state in {State.REVOKED, State.OPENED}
