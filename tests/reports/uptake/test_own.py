"""My numbers: what Cora sees of her own invitations, and of her team without names."""

from collections.abc import Callable

from app.accounts.models import Person
from app.accounts.roles import Role
from app.invitations.rules import State
from tests.builders.accounts import make_person
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team
from tests.builders.uptake import make_relatives
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

BrowserAs = Callable[[Person], Browser]
PAGE = "/staff/my-numbers"
MOST_STATEMENTS = 6


def colleagues_invite(cast: Cast, *sent: int) -> None:
    for place, how_many in enumerate(sent):
        colleague = make_person(f"Colleague{place}", Role.CLINICIAN, team=cast.early_help)
        for number in range(how_many):
            make_invitation(colleague, cast.early_help, email=f"{place}-{number}@example.org")


def test_cora_reads_how_far_her_invitations_came(cast: Cast, browser_as: BrowserAs) -> None:
    make_invitation(cast.cora, cast.early_help, email="alice@example.org", state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.EXPIRED)
    make_invitation(cast.cora, cast.early_help, email="jane@example.org", state=State.OPENED)
    text = browser_as(cast.cora).visit(PAGE).text
    assert (
        "3 invitations went from you to 2 people. 1 of them was sent to somebody whom you had invited before." in text
    )
    assert "1 of 2 people invited now has an account (50.0%)." in text
    assert "Account made: 1 fewer 1" in text


def test_before_the_first_invitation_cora_is_invited_to_invite(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.cora).visit(PAGE)
    assert "Nobody has had an invitation from you yet." in page.text
    assert "/staff/invitations/new" in page.links


def test_the_middle_of_five_inviters_is_told_without_names(cast: Cast, browser_as: BrowserAs) -> None:
    colleagues_invite(cast, 1, 2, 3, 4, 5)
    text = browser_as(cast.cora).visit(PAGE).text
    assert "5 clinicians of 6 have invited somebody. The middle number among them is 3" in text
    assert "a quarter sent 2 or fewer, a quarter 4 or more." in text
    assert "Colleague" not in text


def test_the_middle_of_four_is_not_told(cast: Cast, browser_as: BrowserAs) -> None:
    colleagues_invite(cast, 1, 2, 3, 4)
    text = browser_as(cast.cora).visit(PAGE).text
    assert "Shown when 5 or more clinicians of the team have invited somebody." in text
    assert "The middle number" not in text


def test_cora_sees_no_team_but_her_own(cast: Cast, browser_as: BrowserAs) -> None:
    rita = make_person("Rita", Role.CLINICIAN, team=make_team(cast.riverside, "Second Team"))
    make_invitation(rita, cast.early_help)
    text = browser_as(cast.cora).visit(PAGE).text
    assert ("Second Team" in text, "Rita" in text) == (False, False)


def test_what_her_relatives_read_is_not_on_the_page(cast: Cast, browser_as: BrowserAs) -> None:
    make_relatives(cast.cora, cast.early_help, "abcdefgh", modules=[1, 1], posts=1, shares=1)
    text = browser_as(cast.cora).visit(PAGE).text
    for words in ("module", "Came back", "forum", "Shared with the team"):
        assert words not in text


def test_a_supporter_has_numbers_too_and_others_have_no_such_page(
    cast: Cast, browser_as: BrowserAs, stranger: Browser
) -> None:
    make_invitation(cast.sue, cast.early_help)
    assert "1 invitation went from you to 1 person." in browser_as(cast.sue).visit(PAGE).text
    for person in (cast.alice, cast.max, cast.tess, cast.ada):
        assert browser_as(person).visit(PAGE).status == 404
    assert stranger.visit(PAGE).path == "/sign-in"


def test_it_is_on_the_staff_home_of_those_who_invite(cast: Cast, browser_as: BrowserAs) -> None:
    assert PAGE in browser_as(cast.cora).visit("/staff").links
    assert PAGE not in browser_as(cast.tess).visit("/staff").links


def test_the_page_asks_few_questions(cast: Cast, browser_as: BrowserAs) -> None:
    colleagues_invite(cast, 1, 2, 3, 4, 5)
    cora = browser_as(cast.cora)
    cora.visit(PAGE)
    with counted() as sent:
        cora.visit(PAGE)
    assert len(sent) <= MOST_STATEMENTS, "\n".join(sent)
