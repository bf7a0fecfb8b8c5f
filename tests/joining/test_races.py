"""Two at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.accounts.models import Person
from app.joining.rules import Old
from tests.builders.invitations import all_invitations
from tests.builders.joining import ASKED, CODE, codes_of, make_code, queued
from tests.builders.trusts import make_team
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]


def _at_once(*acts: Callable[[], Page]) -> list[Page]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(act) for act in acts]]


def test_jane_presses_twice_and_has_one_invitation_and_one_mail(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    browsers = [Browser(stranger.client.app) for _ in range(4)]

    pages = _at_once(*(lambda each=each: each.submit(f"/join/{CODE}", **ASKED) for each in browsers))

    assert {page.h1 for page in pages} == {"Look in your mailbox"}
    assert len(all_invitations()) == 1
    assert len(queued()) == 1


def test_jane_asks_two_teams_at_the_same_moment(cast: Cast, stranger: Browser) -> None:
    make_code(cast.early_help, cast.cora)
    make_code(make_team(cast.riverside, "North"), cast.cora, code="22223333")
    one, other = Browser(stranger.client.app), Browser(stranger.client.app)

    pages = _at_once(lambda: one.submit(f"/join/{CODE}", **ASKED), lambda: other.submit("/join/22223333", **ASKED))

    assert {page.status for page in pages} == {200}
    assert len(all_invitations()) == 1


def test_cora_invites_jane_while_jane_asks(cast: Cast, stranger: Browser, browser_as: BrowserAs) -> None:
    make_code(cast.early_help, cast.cora)
    cora = browser_as(cast.cora)
    fields = {"email": "jane@example.org", "first_name": "Jane", "relationship": "parent"}

    _at_once(lambda: stranger.submit(f"/join/{CODE}", **ASKED), lambda: cora.submit("/staff/invitations/new", **fields))

    assert len(all_invitations()) == 1


def test_cora_and_sue_make_a_new_code_at_the_same_moment(cast: Cast, browser_as: BrowserAs) -> None:
    old = make_code(cast.early_help, cast.cora)
    fields = {"instead_of": str(old.id), "old": Old.GOES_ON.value}
    address = f"/staff/joining/{cast.early_help.id}/code"
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)

    pages = _at_once(lambda: cora.submit(address, **fields), lambda: sue.submit(address, **fields))

    assert sorted(page.status for page in pages) == [200, 409]
    assert len(codes_of(cast.early_help)) == 2


def test_cora_and_sue_make_the_first_code_at_the_same_moment(cast: Cast, browser_as: BrowserAs) -> None:
    address = f"/staff/joining/{cast.early_help.id}/code"
    cora, sue = browser_as(cast.cora), browser_as(cast.sue)

    pages = _at_once(lambda: cora.submit(address), lambda: sue.submit(address))

    assert sorted(page.status for page in pages) == [200, 409]
    assert len(codes_of(cast.early_help)) == 1


def test_tess_goes_live_twice_at_once(cast: Cast, browser_as: BrowserAs) -> None:
    from app.accounts.roles import Role
    from tests.builders.accounts import make_person
    from tests.builders.trusts import make_trust

    trust = make_trust("Newside", live=False)
    one, other = (browser_as(make_person(name, Role.TRUST_LEAD, trust=trust)) for name in ("Tom", "Tim"))

    pages = _at_once(
        lambda: one.submit("/staff/settings/joining/live"), lambda: other.submit("/staff/settings/joining/live")
    )

    assert sorted(page.status for page in pages) == [200, 409]
