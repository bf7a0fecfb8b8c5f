"""Alice comes in: a name that does not tell who she is, the house rules, and back again when they change."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.forum.models import Member, Name
from app.forum.rules import names
from app.forum.rules.house_rules import VERSION
from tests.builders.forum import first_of, fresh, join_forum, make_board, make_sanction, make_thread
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
FORM = {"name": "Quiet Kettle", "rules": "yes", "tag-parent": "parent"}


def names_of(cast: Cast) -> list[tuple[str, bool]]:
    with unit_of_work(cast.riverside.id) as session:
        return [(row.name, row.is_staff) for row in session.scalars(select(Name).order_by(Name.name))]


def test_alice_is_asked_to_join_before_she_sees_anything(cast: Cast, browser_as: Browsers) -> None:
    board = make_board(cast.riverside)
    alice = browser_as(cast.alice)

    assert alice.visit("/forum").path == "/forum/join"
    assert alice.visit(f"/forum/boards/{board.id}").path == "/forum/join"


def test_alice_joins_with_a_name_of_her_own(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/forum/join", **FORM)

    assert page.path == "/forum"
    assert "You are Quiet Kettle here" in page.text
    assert names_of(cast) == [("Quiet Kettle", False)]


def test_who_reads_and_when_stands_above_the_rules_with_numbers_to_ring(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/forum/join")

    assert page.text.index("Who reads this, and when") < page.text.index("In danger, ring.")
    assert {"tel:999", "tel:111", "/house-rules"} <= set(page.links)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Choose a name that others will see"),
        ({"name": "!"}, "name", "Use at least 2 letters or numbers"),
        ({"name": "x" * 41}, "name", "Use 40 characters or fewer"),
        ({"name": "The Moderator"}, "name", "does not sound as if you worked here"),
        ({"rules": ""}, "rules", "Read the house rules, then tick the box"),
    ],
)
def test_a_slip_loses_nothing(
    cast: Cast, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.alice).submit("/forum/join", **{**FORM, **changed})

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert names_of(cast) == []
    assert any(box.get("name") == "tag-parent" and box.get("checked") is not None for box in page.all("input"))


def test_a_name_that_may_be_her_own_is_asked_about_once(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    asked = alice.submit("/forum/join", **{**FORM, "name": "Alice from Leeds"})
    kept = alice.submit("/forum/join", **{**FORM, "name": "Alice from Leeds", "kept": asked.value("kept") or ""})

    assert "This may be a real name" in asked.text
    assert kept.path == "/forum"


def test_another_real_name_is_asked_about_again(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/forum/join", **{**FORM, "name": "Alice Two", "kept": "Alice One"})

    assert page.status == 422
    assert page.value("kept") == "Alice Two"


@pytest.mark.parametrize("name", ["Quiet Kettle", "quiet  kettle", "QUlET KETTLE", "Quíet-Kettle", "Quiet Кettle"])
def test_nobody_can_pose_as_another(cast: Cast, browser_as: Browsers, name: str) -> None:
    join_forum(cast.ben, name="Quiet Kettle")

    page = browser_as(cast.alice).submit("/forum/join", **{**FORM, "name": name})

    assert page.status == 422
    assert "Somebody has this name, or one that looks the same" in page.text
    assert len(names_of(cast)) == 1


def test_a_name_that_somebody_of_another_trust_has_is_taken_too(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.hugo, name="Quiet Kettle")

    assert "Somebody has this name" in browser_as(cast.alice).submit("/forum/join", **FORM).text


def test_alice_is_one_member_however_often_she_joins(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/forum/join", **FORM)
    alice.submit("/forum/join", **{**FORM, "name": "Another Kettle"})

    assert names_of(cast) == [("Quiet Kettle", False)]


def test_max_joins_as_staff_under_a_name_that_says_so(cast: Cast, browser_as: Browsers) -> None:
    moderator = browser_as(cast.max)
    proposed = moderator.visit("/forum/join").value("name")

    moderator.submit("/forum/join", name=proposed or "", rules="yes")

    assert names_of(cast) == [("Max, moderator", True)]


@pytest.mark.parametrize("person", ["cora", "tess", "ada"])
def test_who_has_no_place_in_the_forum_finds_no_door(cast: Cast, browser_as: Browsers, person: str) -> None:
    browser = browser_as(getattr(cast, person))

    assert {browser.visit(path).status for path in ("/forum", "/forum/join", "/forum/me", "/forum/search")} == {404}
    assert browser.submit("/forum/join", **FORM).status == 404


def test_when_the_rules_change_alice_is_asked_again_and_goes_on(cast: Cast, browser_as: Browsers) -> None:
    member = join_forum(cast.alice, rules_version=VERSION - 1)
    alice = browser_as(cast.alice)

    page = alice.visit("/forum")
    refused = alice.submit("/forum/join")
    alice.submit("/forum/join", rules="yes")

    assert page.h1 == refused.h1 == "The house rules have changed"
    assert refused.status == 422
    assert fresh(member).rules_version == VERSION
    assert alice.visit("/forum").path == "/forum"


def test_the_public_page_shows_the_rules_that_hold(stranger: Browser) -> None:
    page = stranger.visit("/house-rules")

    assert f"Version {VERSION}," in page.text
    assert "Write about the person as if they could read it." in page.text


def test_alice_is_told_until_when_the_forum_is_closed_to_her_and_why(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.alice), make_board(cast.riverside))
    make_sanction(cast.max, first_of(thread), days=30)
    alice = browser_as(cast.alice)

    page = alice.visit("/forum")

    assert page.h1 == "The forum is closed to you for a time"
    assert "Please be kind here." in page.text
    assert "/forum/decisions" in page.links
    assert alice.visit(f"/forum/threads/{thread.id}").path == "/forum/closed-to-you"
    assert cast.max.name not in page.text


def test_alice_is_kept_out_of_one_board_only(cast: Cast, browser_as: Browsers) -> None:
    member, board, other = join_forum(cast.alice), make_board(cast.riverside), make_board(cast.riverside, "Other")
    thread = make_thread(member, board)
    make_sanction(cast.max, first_of(thread), board_id=board.id)
    alice = browser_as(cast.alice)

    assert alice.visit(f"/forum/threads/{thread.id}").h1 == "This board is closed to you for a time"
    assert alice.visit(f"/forum/boards/{other.id}").h1 == "Other"
    assert "Closed to you until" in alice.visit("/forum").text


def test_who_is_not_closed_out_is_sent_on(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.alice)

    assert browser_as(cast.alice).visit("/forum/closed-to-you").path == "/forum"


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Tom's mother", True),
        ("Alice", True),
        ("alice.smith", True),
        ("Smith family", True),
        ("Sarah Jones", True),
        ("Blue Kettle", False),
        ("Malice", False),
        ("as1979", False),
    ],
)
def test_a_name_tells_who_she_is_or_does_not(name: str, tells: bool) -> None:
    assert names.tells(name, real_name="Alice Smith", email="asmith@example.org") is tells


def test_examples_are_free_to_take_and_say_nothing() -> None:
    made = names.examples(range(121))

    assert len(set(made)) == 121
    assert not any(names.poses(each) or names.tells(each, real_name="Al B", email="ab@c.d") for each in made)


def test_a_member_row_is_made_in_the_own_trust(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.hugo).submit("/forum/join", **FORM)

    with unit_of_work(cast.hillside.id) as session:
        assert session.scalars(select(Member.person_id)).all() == [cast.hugo.id]
