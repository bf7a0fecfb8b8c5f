"""Alice starts a thread, Ben answers; some of it waits for a moderator."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Board, Follow, Member, Mention, Post, Review, Thread
from app.forum.rules.boards import Mode
from app.forum.rules.moderation import SanctionKind
from app.forum.rules.posts import PostState
from app.usage.models import UsageEvent
from tests.builders.forum import first_of, join_forum, make_board, make_post, make_sanction, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
FORM = {"title": "How do you get through the evenings?", "text": "He sleeps all day and I sit there alone."}
NUMBER = "Ring me on 07700 900123 if you like."


@pytest.fixture
def board(cast: Cast) -> Board:
    return make_board(cast.riverside)


@pytest.fixture
def alice(cast: Cast) -> Member:
    return join_forum(cast.alice, name="Bluebell")


def posts() -> list[Post]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Post).order_by(Post.created_at)))


def reviews() -> dict[str, str]:
    with unit_of_work(Platform.SWEEP) as session:
        return {str(each.post_id): each.kind for each in session.scalars(select(Review))}


def test_a_thread_is_shown_at_once_and_a_moderator_reads_it_later(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    page = browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **FORM, **{"tag-parent": "parent"})

    [post] = posts()
    assert page.path == f"/forum/threads/{post.thread_id}"
    assert (post.state, post.position, post.heading, post.text) == ("shown", 1, FORM["title"], FORM["text"])
    assert reviews() == {str(post.id): "first_look"}
    with unit_of_work(Platform.SWEEP) as session:
        thread = session.scalars(select(Thread)).one()
        followed = session.scalars(select(Follow)).one()
    assert (thread.state, thread.title, thread.tags, thread.last_position) == ("shown", FORM["title"], ["parent"], 1)
    assert (followed.member_id, followed.thread_id) == (alice.id, thread.id)


def test_a_reply_goes_to_the_end_and_knows_what_it_answers(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    join_forum(cast.ben, name="Heron")
    thread = make_thread(alice, board)
    first = first_of(thread)
    ben = browser_as(cast.ben)

    asked = ben.visit(f"/forum/threads/{thread.id}/reply?quote={first.id}")
    ben.submit(f"/forum/threads/{thread.id}/reply", text="Me too.", quote=str(first.id))

    assert "You answer Bluebell" in asked.text
    assert (posts()[-1].position, posts()[-1].quoted_id) == (2, first.id)


def test_the_first_posts_on_a_careful_board_wait_and_their_writer_knows_until_when(
    cast: Cast, alice: Member, browser_as: Browsers
) -> None:
    careful = make_board(cast.riverside, mode=Mode.PRE_FIRST, first=1)
    browser = browser_as(cast.alice)

    page = browser.submit(f"/forum/boards/{careful.id}/new", **FORM)

    [post] = posts()
    assert page.path == f"/forum/posts/{post.id}/waiting"
    assert "the first posts of everybody who is new here" in page.text
    assert "Somebody should read it by" in page.text
    assert (post.state, post.held_for, post.position) == ("held", "first_posts", None)
    assert reviews() == {str(post.id): "held"}


def test_after_enough_shown_posts_they_are_shown_at_once(cast: Cast, alice: Member, browser_as: Browsers) -> None:
    careful = make_board(cast.riverside, mode=Mode.PRE_FIRST, first=1)
    make_thread(alice, careful)

    browser_as(cast.alice).submit(f"/forum/boards/{careful.id}/new", **FORM)

    assert posts()[-1].state == "shown"


def test_who_names_a_number_is_warned_and_loses_no_word(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    browser = browser_as(cast.alice)
    page = browser.submit(f"/forum/boards/{board.id}/new", **{**FORM, "text": NUMBER})

    assert page.status == 422
    assert page.h1 == "Before others see this"
    assert "Others would see a phone number: “07700 900123”." in page.text
    assert (page.value("text") or "").strip() == NUMBER
    assert posts() == []
    assert NUMBER in browser.visit(f"/forum/boards/{board.id}/new").text


def test_who_posts_it_as_it_is_waits_for_a_moderator(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    browser = browser_as(cast.alice)
    words = {**FORM, "text": NUMBER}
    warned = browser.submit(f"/forum/boards/{board.id}/new", **words)
    [token] = [each.get("value", "") for each in warned.all("button") if each.get("name") == "accepted"]

    page = browser.submit(f"/forum/boards/{board.id}/new", **words, accepted=token)

    assert "It may show others who somebody is." in page.text
    assert "Others would see a phone number" in page.text
    assert posts()[0].held_for == "identity"


def test_who_changes_it_posts_it(cast: Cast, board: Board, alice: Member, browser_as: Browsers) -> None:
    browser = browser_as(cast.alice)
    browser.submit(f"/forum/boards/{board.id}/new", **{**FORM, "text": NUMBER})
    browser.submit(f"/forum/boards/{board.id}/new", **FORM)

    assert [each.state for each in posts()] == ["shown"]
    assert browser.visit(f"/forum/boards/{board.id}/new").value("text") == ""


def test_a_members_own_name_after_an_at_is_no_name_on_another_network(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    marmalade = join_forum(cast.ben, name="Marmaladejar")

    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **{**FORM, "text": "@Marmaladejar thank you!"})

    assert [each.state for each in posts()] == ["shown"]
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Mention.member_id)).all() == [marmalade.id]


def test_somebody_of_a_trust_that_takes_no_part_cannot_be_mentioned(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    join_forum(cast.hugo, name="Hillhugo")

    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **{**FORM, "text": "@Hillhugo hello"})

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Mention)).all() == []


def test_in_a_commons_hugo_of_another_trust_answers(cast: Cast, alice: Member, browser_as: Browsers) -> None:
    commons = make_board(cast.riverside, is_commons=True)
    take_part(cast.hillside, commons)
    thread = make_thread(alice, commons)
    hugo = join_forum(cast.hugo, name="Kettle")

    browser_as(cast.hugo).submit(f"/forum/threads/{thread.id}/reply", text="Thank you @Bluebell, that helps.")

    last = posts()[-1]
    assert (last.member_id, last.trust_id, last.position) == (hugo.id, cast.hillside.id, 2)


@pytest.mark.parametrize("path", ["boards/{board}/new", "threads/{thread}/reply"])
def test_another_trusts_relative_finds_nothing_to_write_in(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers, path: str
) -> None:
    thread = make_thread(alice, board)
    join_forum(cast.hugo)
    hugo = browser_as(cast.hugo)
    address = f"/forum/{path.format(board=board.id, thread=thread.id)}"

    assert hugo.visit(address).status == 404
    assert hugo.submit(address, **FORM).status == 404
    assert hugo.submit(f"/forum/threads/{uuid4()}/reply", **FORM).status == 404
    assert len(posts()) == 1


@pytest.mark.parametrize("person", ["cora", "tess", "ada"])
def test_those_who_never_see_the_forum_cannot_write(
    cast: Cast, board: Board, browser_as: Browsers, person: str
) -> None:
    assert browser_as(getattr(cast, person)).submit(f"/forum/boards/{board.id}/new", **FORM).status == 404


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.DELETED])
def test_nobody_answers_in_a_thread_that_is_not_shown(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers, state: PostState
) -> None:
    thread = make_thread(alice, board, state=state)
    join_forum(cast.ben)

    assert browser_as(cast.ben).submit(f"/forum/threads/{thread.id}/reply", text="Hello").status == 404


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write a title"),
        ({"text": " "}, "text", "Write something first"),
        ({"text": "x " * 5001}, "text", "Use 10000 characters or fewer"),
        ({f"tag-{each}": each for each in ("parent", "partner", "sibling", "child", "friend")}, "tags", "Choose 4"),
    ],
)
def test_a_slip_loses_no_words(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers, changed: dict[str, str], field: str, sentence: str
) -> None:
    browser = browser_as(cast.alice)
    page = browser.submit(f"/forum/boards/{board.id}/new", **{**FORM, **changed})

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert (page.value("text") or "").strip() == {**FORM, **changed}["text"].strip()
    assert posts() == []


def test_the_same_words_sent_twice_are_one_post(cast: Cast, board: Board, alice: Member, browser_as: Browsers) -> None:
    thread, browser = make_thread(alice, board), browser_as(cast.alice)
    for _again in range(2):
        browser.submit(f"/forum/boards/{board.id}/new", **FORM)
        browser.submit(f"/forum/threads/{thread.id}/reply", text="One more thing.")

    assert len(posts()) == 3


def test_a_locked_thread_keeps_the_words_as_a_draft(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board, is_locked=True)
    join_forum(cast.ben)
    page = browser_as(cast.ben).submit(f"/forum/threads/{thread.id}/reply", text="I wanted to say this.")

    assert page.status == 422
    assert "has locked this thread" in page.text
    assert "I wanted to say this." in browser_as(cast.ben).visit(f"/forum/threads/{thread.id}/reply").text
    assert len(posts()) == 1


def test_who_was_asked_to_pause_sees_until_when_and_what_they_send_waits(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    thread = make_thread(alice, board)
    make_sanction(cast.max, first_of(thread), kind=SanctionKind.COOL_OFF, days=1)
    browser = browser_as(cast.alice)

    page = browser.visit(f"/forum/threads/{thread.id}/reply")
    browser.submit(f"/forum/threads/{thread.id}/reply", text="I had begun before.")

    assert "A moderator has asked you to pause." in page.text
    assert page.all("textarea") == []
    assert posts()[-1].held_for == "cooling_off"


def test_twenty_posts_in_ten_minutes_are_enough(cast: Cast, board: Board, alice: Member, browser_as: Browsers) -> None:
    thread = make_thread(alice, board)
    for number in range(19):
        make_post(alice, thread, f"Number {number}")

    page = browser_as(cast.alice).submit(f"/forum/threads/{thread.id}/reply", text="And one more.")

    assert page.status == 422
    assert "Wait ten minutes" in page.text
    assert len(posts()) == 20


def test_what_is_counted_does_not_say_where_she_wrote(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    browser_as(cast.alice).submit(f"/forum/boards/{board.id}/new", **FORM)

    with unit_of_work(Platform.SWEEP) as session:
        written = session.scalars(select(UsageEvent).where(UsageEvent.event == "post.written")).one()
    assert (written.person_id, written.subject, written.is_staff) == (cast.alice.id, "", False)


def test_who_reads_when_and_whom_to_ring_stands_above_the_box(
    cast: Cast, board: Board, alice: Member, browser_as: Browsers
) -> None:
    page = browser_as(cast.alice).visit(f"/forum/boards/{board.id}/new")

    assert page.text.index("Who reads this, and when") < page.text.index("What would you like to say or ask?")
    assert {"tel:999", "tel:111", "/help-now", "/house-rules"} <= set(page.links)
    assert "You write as Bluebell" in page.text
