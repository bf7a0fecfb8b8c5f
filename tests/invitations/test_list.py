"""What Cora sees of her team's invitations."""

from collections.abc import Callable
from datetime import timedelta

from app.accounts.models import Person
from app.invitations.rules import CameBy, State
from tests.builders.invitations import make_invitation
from tests.page import Browser
from tests.people import Cast

SignIn = Callable[[Person], Browser]


def test_the_list_begins_with_what_failed_and_then_the_newest(cast: Cast, browser_as: SignIn) -> None:
    for day, state in enumerate([State.SENT, State.OPENED, State.UNDELIVERABLE, State.DECLINED], start=1):
        make_invitation(cast.cora, cast.early_help, email=f"{state}@example.org", state=state, days_old=day)
    cora = browser_as(cast.cora)

    everything, waiting = cora.visit("/staff/invitations"), cora.visit("/staff/invitations?state=waiting")

    order = [everything.text.index(f"{name}@") for name in ("undeliverable", "sent", "opened", "declined")]
    assert order == sorted(order)
    assert "sent@example.org" in waiting.text
    assert "declined@example.org" not in waiting.text
    assert cora.visit("/staff/invitations?state=nonsense").status == 404


def test_older_invitations_are_one_link_away_and_none_is_lost(cast: Cast, browser_as: SignIn) -> None:
    newest = make_invitation(cast.cora, cast.early_help, email="0@example.org").created_at
    for number in range(1, 203):
        # Three at each moment: the page may end between two of the same time.
        moment = newest - timedelta(minutes=number // 3)
        make_invitation(cast.cora, cast.early_help, email=f"{number}@example.org", created_at=moment)
    cora = browser_as(cast.cora)

    first = cora.visit("/staff/invitations")
    [older] = [link for link in first.links if "after=" in link]
    second = cora.visit(older)

    words = (first.text + second.text).split()
    assert sorted(int(word.partition("@")[0]) for word in words if "@example.org" in word) == list(range(203))


def test_the_numbers_on_the_first_page(cast: Cast, browser_as: SignIn) -> None:
    repeated = make_invitation(cast.cora, cast.early_help, state=State.EXPIRED, days_old=50)
    make_invitation(cast.cora, cast.early_help, state=State.SENT, repeats_id=repeated.id)
    make_invitation(cast.cora, cast.early_help, email="a@x.org", state=State.ACCEPTED, joined_as=cast.alice)
    make_invitation(cast.cora, cast.early_help, email="b@x.org", state=State.UNDELIVERABLE)
    make_invitation(cast.cora, cast.early_help, email="c@x.org", state=State.DRAFTED)

    text = browser_as(cast.sue).visit("/staff").text

    assert "1 could not be delivered 3 invited 1 waiting 1 joined" in text


def test_who_asked_by_themselves_is_not_among_the_invited(cast: Cast, browser_as: SignIn) -> None:
    nobody: dict[str, object] = {"inviter_id": None, "came_by": CameBy.OPEN.value, "email": cast.alice.email}
    make_invitation(cast.cora, cast.early_help, state=State.ACCEPTED, joined_as=cast.alice, **nobody)  # type: ignore[arg-type]

    assert "0 invited 0 waiting 1 joined" in browser_as(cast.cora).visit("/staff").text


def test_the_words_for_the_record_name_neither_address_nor_link(cast: Cast, browser_as: SignIn) -> None:
    invitation = make_invitation(cast.cora, cast.early_help)

    page = browser_as(cast.cora).visit(f"/staff/invitations/{invitation.id}")

    entry = page.text.partition("For the patient record")[2].partition("Invite somebody else")[0]
    assert "Jane (parent or step-parent) was invited by email to Holdfast" in entry
    assert "jane@example.org" not in entry
