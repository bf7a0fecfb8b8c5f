"""The others, as Alice meets them: under the names they chose, muted, followed, few or many; and who they are, nowhere."""

from collections.abc import Callable

from sqlalchemy import delete

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.forum.models import Mention, Place
from app.forum.rules.boards import QUIET_BELOW
from tests.builders import forum as build
from tests.builders.accounts import make_person
from tests.builders.forum import join_forum, make_board, make_post, make_thread, take_part
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]


def at(thread: object) -> str:
    return f"/forum/threads/{getattr(thread, 'id', thread)}"


def test_who_somebody_is_stands_on_no_page_of_another_member(cast: Cast, browser_as: Browsers) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    alice = join_forum(cast.alice, name="Wren", tags=("parent",))
    thread = make_thread(alice, commons)
    join_forum(cast.ben)
    join_forum(cast.hugo)

    for person in (cast.ben, cast.hugo):
        browser = browser_as(person)
        for path in (
            "/forum",
            f"/forum/boards/{commons.id}",
            at(thread),
            f"/forum/members/{alice.id}",
            "/forum/search?q=week",
        ):
            page = browser.visit(path).response.text
            assert "Alice" not in page
            assert "alice@example.org" not in page
            assert str(cast.alice.id) not in page


def test_a_moderator_sees_that_others_do_not_know_who_it_is(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.alice, name="Wren"), make_board(cast.riverside))
    join_forum(cast.max, is_staff=True)

    page = browser_as(cast.max).visit(at(thread))

    assert "Anonymous to others" in page.text
    assert f"/staff/moderation/members/{thread.member_id}" in page.links
    assert "Alice" not in page.response.text


def test_a_moderator_of_another_trust_does_not(cast: Cast, browser_as: Browsers) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    alice = join_forum(cast.alice, name="Wren")
    thread = make_thread(alice, commons)
    moda = make_person("Moda", Role.MODERATOR, trust=cast.hillside)
    join_forum(moda, is_staff=True)
    browser = browser_as(moda)

    pages = [browser.visit(at(thread)), browser.visit(f"/forum/members/{alice.id}")]

    assert all("Wren" in page.text and "Alice" not in page.response.text for page in pages)


def test_a_trust_that_left_a_commons_leaves_its_posts_without_names(cast: Cast, browser_as: Browsers) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    thread = make_thread(join_forum(cast.alice), commons)
    make_post(join_forum(cast.hugo, name="Otter"), thread, "From afar.")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(delete(Place).where(Place.trust_id == cast.hillside.id))

    page = browser_as(cast.alice).visit(at(thread))

    assert "From afar." in page.text
    assert "Somebody from another trust" in page.text
    assert "Otter" not in page.text


def test_alice_mutes_ben_who_never_learns_of_it(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben, name="Heron"), make_board(cast.riverside)
    thread = make_thread(join_forum(cast.alice), board, "Mine")
    make_post(ben, thread, "Loud words.")
    make_thread(ben, board, "His")
    alice = browser_as(cast.alice)

    alice.submit(f"/forum/members/{ben.id}/mute")
    muted, listed, me = alice.visit(at(thread)), alice.visit(f"/forum/boards/{board.id}"), alice.visit("/forum/me")
    alice.submit(f"/forum/members/{ben.id}/unmute")

    assert "You muted this person. Show this post" in muted.text
    assert "His" not in [*map(str.strip, listed.text.split(". "))]
    assert f"/forum/members/{ben.id}" in me.links
    assert "You muted" not in alice.visit(at(thread)).text
    assert "mute" not in browser_as(cast.ben).visit(at(thread)).text.lower()


def test_staff_cannot_be_muted(cast: Cast, browser_as: Browsers) -> None:
    sue = join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    join_forum(cast.alice)

    assert browser_as(cast.alice).submit(f"/forum/members/{sue.id}/mute").status == 409


def test_alice_follows_a_thread_and_thinks_again(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.ben), make_board(cast.riverside), "Evenings")
    join_forum(cast.alice)
    alice = browser_as(cast.alice)

    alice.submit(f"{at(thread)}/follow")
    followed = alice.submit(f"{at(thread)}/follow")
    mine = alice.visit("/forum/mine").text
    alice.submit(f"{at(thread)}/follow/stop")

    assert "You follow this thread." in followed.text
    assert "Evenings" in mine
    assert "Evenings" not in alice.visit("/forum/mine").text


def test_alice_sees_where_others_speak_to_her(cast: Cast, browser_as: Browsers) -> None:
    alice, thread = join_forum(cast.alice, name="Wren"), make_thread(join_forum(cast.ben), make_board(cast.riverside))
    post = make_post(build.join_forum(cast.sue, is_staff=True), thread, "@Wren thank you.")
    with unit_of_work(cast.riverside.id) as session:
        ids = {"trust_id": post.trust_id, "post_id": post.id, "board_id": post.board_id}
        session.add(Mention(member_id=alice.id, **ids))
    browser = browser_as(cast.alice)

    assert "Speaks to you" in browser.visit(at(thread)).text
    assert f"{at(thread)}#p2" in browser.visit("/forum/mine").links


def test_a_quiet_forum_shows_more_than_an_empty_room(cast: Cast, browser_as: Browsers) -> None:
    board = make_board(cast.riverside)
    make_thread(join_forum(cast.sue, is_staff=True), board, "What helped you last week?", is_seeded=True)
    join_forum(cast.alice)

    page = browser_as(cast.alice).visit("/forum")

    assert "It is still quiet here" in page.text
    assert "What helped you last week?" in page.text
    assert sum(link.startswith("/modules/") for link in page.links) >= 4


def test_a_lively_one_does_not(cast: Cast, browser_as: Browsers) -> None:
    board = make_board(cast.riverside)
    for number in range(QUIET_BELOW):
        make_thread(join_forum(make_person(f"P{number}", Role.RELATIVE, team=cast.early_help)), board)
    join_forum(cast.alice)

    assert "still quiet" not in browser_as(cast.alice).visit("/forum").text


def test_no_page_asks_more_of_the_database_when_more_is_written(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben), make_board(cast.riverside)
    join_forum(cast.alice, tags=("parent",))
    thread = make_thread(ben, board, tags=("parent",))
    alice = browser_as(cast.alice)
    paths = ["/forum", f"/forum/boards/{board.id}", at(thread), "/forum/search?q=week", "/forum/mine"]
    sent_for: dict[str, list[int]] = {path: [] for path in paths}
    for _round in range(3):
        make_post(ben, thread)
        make_thread(ben, board)
        for path in paths:
            alice.visit(path)
            with counted() as sent:
                alice.visit(path)
            sent_for[path].append(len(sent))

    assert {path: len(set(found)) for path, found in sent_for.items()} == dict.fromkeys(paths, 1)
    assert max(max(found) for found in sent_for.values()) <= 15
