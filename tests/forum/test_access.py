"""Who may read what: every reading route for everybody; what is another trust's is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.forum.models import Board, Member, Thread
from app.forum.rules.posts import PostState
from tests.builders.accounts import make_person
from tests.builders.forum import join_forum, make_board, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
THINGS = ("own trust", "commons", "other trust", "held", "hidden", "deleted", "random")
# Whom each thing is there for; everybody else gets 404.
MEMBERS = {"alice", "ben", "sue", "max"}
OTHERS = {"hugo", "moda"}
READERS = {
    "own trust": MEMBERS,
    "commons": MEMBERS | OTHERS,
    "other trust": OTHERS,
    "held": {"alice", "sue", "max"},
    "hidden": {"alice", "sue", "max"},
    "deleted": set(),
    "random": set(),
}
PEOPLE = ("alice", "ben", "sue", "max", "hugo", "moda", "cora", "tess", "ada", "harry", "hanna")


@dataclass
class World:
    """A thread of Alice's of each kind, and one of Hugo's at home."""

    people: dict[str, Person]
    threads: dict[str, str]
    boards: dict[str, Board]
    members: dict[str, Member]


@pytest.fixture
def world(cast: Cast) -> World:
    people = {each: getattr(cast, each) for each in PEOPLE if each != "moda"}
    people["moda"] = make_person("Moda", Role.MODERATOR, trust=cast.hillside)
    members = {each: join_forum(people[each], is_staff=each in {"sue", "max", "moda"}) for each in MEMBERS | OTHERS}
    boards = {"own trust": make_board(cast.riverside), "commons": make_board(cast.riverside, is_commons=True)}
    take_part(cast.hillside, boards["commons"])
    boards["other trust"] = make_board(cast.hillside)
    threads: dict[str, Thread] = {
        "own trust": make_thread(members["alice"], boards["own trust"]),
        "commons": make_thread(members["alice"], boards["commons"]),
        "other trust": make_thread(members["hugo"], boards["other trust"]),
        "held": make_thread(members["alice"], boards["own trust"], state=PostState.HELD),
        "hidden": make_thread(members["alice"], boards["own trust"], state=PostState.HIDDEN),
        "deleted": make_thread(members["alice"], boards["own trust"], state=PostState.DELETED),
    }
    ids = {what: str(thread.id) for what, thread in threads.items()} | {"random": str(uuid4())}
    return World(people, ids, boards, members)


@pytest.mark.parametrize("person", PEOPLE)
def test_threads_are_there_for_whom_they_are_and_for_nobody_else(
    world: World, browser_as: Browsers, person: str
) -> None:
    browser = browser_as(world.people[person])

    for what in THINGS:
        path, wanted = f"/forum/threads/{world.threads[what]}", 200 if person in READERS[what] else 404
        statuses = {
            browser.visit(path).status,
            browser.client.get(f"{path}/new-since?position=0").status_code,
            browser.submit(f"{path}/follow").status,
            browser.submit(f"{path}/follow/stop").status,
        }
        assert statuses == {wanted}, what


@pytest.mark.parametrize("person", PEOPLE)
def test_boards_are_there_for_whom_they_are_and_for_nobody_else(
    world: World, browser_as: Browsers, person: str
) -> None:
    browser = browser_as(world.people[person])

    for what, board in world.boards.items():
        wanted = 200 if person in READERS[what] else 404
        assert browser.visit(f"/forum/boards/{board.id}").status == wanted, what
    assert browser.visit(f"/forum/boards/{uuid4()}").status == 404


@pytest.mark.parametrize("person", ["ben", "hugo", "cora", "tess"])
def test_members_are_met_by_those_who_share_a_board(world: World, browser_as: Browsers, person: str) -> None:
    browser, alice = browser_as(world.people[person]), world.members["alice"]
    wanted = 200 if person in MEMBERS | OTHERS else 404

    for verb in ("", "/mute", "/unmute"):
        page = (
            browser.submit(f"/forum/members/{alice.id}{verb}") if verb else browser.visit(f"/forum/members/{alice.id}")
        )
        assert page.status == wanted


def test_trusts_that_share_no_board_do_not_meet(cast: Cast, browser_as: Browsers) -> None:
    alice = join_forum(cast.alice)
    make_thread(alice, make_board(cast.riverside))
    make_board(cast.hillside)
    join_forum(cast.hugo)
    hugo = browser_as(cast.hugo)

    assert hugo.visit(f"/forum/members/{alice.id}").status == 404
    assert hugo.submit(f"/forum/members/{alice.id}/mute").status == 404


def test_nobody_meets_themselves(cast: Cast, browser_as: Browsers) -> None:
    alice = join_forum(cast.alice)

    assert browser_as(cast.alice).visit(f"/forum/members/{alice.id}").status == 404


def test_a_commons_lists_both_trusts_threads_and_no_other(world: World, browser_as: Browsers) -> None:
    make_thread(world.members["hugo"], world.boards["commons"], "From Hillside")
    page = browser_as(world.people["alice"]).visit(f"/forum/boards/{world.boards['commons'].id}")

    assert "From Hillside" in page.text
    assert "People of other trusts are here too." in page.text
    assert "Hillside" not in page.text.replace("From Hillside", "")
