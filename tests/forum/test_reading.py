"""Alice reads: boards, threads and posts; what is new, what waits, what was hidden."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.forum.rules.boards import PER_PAGE, Mode, Purpose
from app.forum.rules.posts import HeldFor, PostState
from tests.builders.forum import fresh, join_forum, make_act, make_board, make_post, make_thread
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def at(thread: object) -> str:
    return f"/forum/threads/{getattr(thread, 'id', thread)}"


def test_a_place_to_vent_says_that_it_is_one(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.alice)
    board = make_board(cast.riverside, "Let it out", purpose=Purpose.VENT, mode=Mode.PRE_FIRST)
    alice = browser_as(cast.alice)

    page = alice.visit(f"/forum/boards/{board.id}")

    assert "A place to vent" in alice.visit("/forum").text
    assert "Nobody has to solve anything" in page.text
    assert "A moderator reads your first 3 posts before others see them." in page.text


def test_the_first_page_says_what_is_new_and_how_much(cast: Cast, browser_as: Browsers) -> None:
    join_forum(cast.alice, days_ago=9)
    ben, board = join_forum(cast.ben, days_ago=9), make_board(cast.riverside)
    make_thread(ben, board, "Long before", days_ago=20)
    thread = make_thread(ben, board, "Evenings", days_ago=2)
    alice = browser_as(cast.alice)

    before = alice.visit("/forum").text
    alice.visit(at(thread))
    after = alice.visit("/forum").text

    assert "1 with something new" in before
    assert "with something new" not in after


def test_a_thread_leads_to_where_alice_stopped_reading(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben), make_board(cast.riverside)
    join_forum(cast.alice, days_ago=1)
    thread = make_thread(ben, board)
    alice = browser_as(cast.alice)
    alice.visit(at(thread))
    for number in range(PER_PAGE + 2):
        make_post(ben, thread, f"Answer {number}")

    page = alice.visit(f"/forum/boards/{board.id}")

    assert f"{PER_PAGE + 2} new" in page.text
    assert f"{at(thread)}#p2" in page.links
    assert "New since you were last here" in alice.visit(at(thread)).text


def test_pages_stay_as_they_are_while_others_write(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben), make_board(cast.riverside)
    join_forum(cast.alice)
    thread = make_thread(ben, board)
    posts = [make_post(ben, thread, f"Answer {number}.") for number in range(PER_PAGE)]
    alice = browser_as(cast.alice)
    before = alice.visit(f"{at(thread)}?page=2").text
    make_post(ben, thread, "One more.")
    with unit_of_work(cast.riverside.id) as session:
        gone = session.merge(posts[3])
        gone.text, gone.state = "", PostState.DELETED.value

    first, second = alice.visit(at(thread)), alice.visit(f"{at(thread)}?page=2")

    assert f"Answer {PER_PAGE - 1}." in before
    assert f"Answer {PER_PAGE - 1}." in second.text
    assert "has deleted this post." in first.text
    assert sum(each.get("class") == "post" for each in first.all("article")) == PER_PAGE


@pytest.mark.parametrize("page", ["0", "2", "-1"])
def test_a_page_that_is_none_is_not_found(cast: Cast, browser_as: Browsers, page: str) -> None:
    thread = make_thread(join_forum(cast.alice), make_board(cast.riverside))

    assert browser_as(cast.alice).visit(f"{at(thread)}?page={page}").status == 404


def test_words_are_drawn_without_images_and_links_say_where_they_lead(cast: Cast, browser_as: Browsers) -> None:
    text = "**This** helped: [a page](https://example.org/x) ![p](https://example.org/p.png) <b>no</b>"
    thread = make_thread(join_forum(cast.ben), make_board(cast.riverside), text=text)
    join_forum(cast.alice)

    page = browser_as(cast.alice).visit(at(thread))

    assert "a page (example.org, opens in a new tab)" in page.text
    assert "<b>no</b>" in page.text
    assert not any("example.org" in each.get("src", "") for each in page.all("img"))


@pytest.mark.parametrize(
    ("state", "held_for"),
    [(PostState.HELD, HeldFor.FIRST_POSTS), (PostState.HELD, HeldFor.IDENTITY), (PostState.RETURNED, None)],
)
def test_what_waits_only_its_writer_and_moderators_see(
    cast: Cast, browser_as: Browsers, state: PostState, held_for: HeldFor | None
) -> None:
    thread = make_thread(join_forum(cast.ben), make_board(cast.riverside))
    make_post(join_forum(cast.alice), thread, "My own words.", state=state, held_for=held_for)
    join_forum(cast.max, is_staff=True)

    seen = {
        who: "My own words." in browser_as(getattr(cast, who)).visit(at(thread)).text for who in ("alice", "ben", "max")
    }

    assert seen == {"alice": True, "ben": False, "max": True}
    assert fresh(thread).last_position == 1


def test_alice_is_told_why_it_waits(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.ben), make_board(cast.riverside))
    make_post(join_forum(cast.alice), thread, state=PostState.HELD, held_for=HeldFor.IDENTITY)

    text = browser_as(cast.alice).visit(at(thread)).text

    assert "Only you and the moderators see this. It may show others who somebody is. You can change it now." in text


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.RETURNED])
def test_a_whole_thread_that_waits_is_not_there_for_others(cast: Cast, browser_as: Browsers, state: PostState) -> None:
    board = make_board(cast.riverside)
    thread = make_thread(join_forum(cast.alice), board, "Waits", state=state)
    join_forum(cast.ben)
    join_forum(cast.max, is_staff=True)
    statuses = {who: browser_as(getattr(cast, who)).visit(at(thread)).status for who in ("alice", "ben", "max")}

    assert statuses == {"alice": 200, "ben": 404, "max": 200}
    assert "Waits" not in browser_as(cast.ben).visit(f"/forum/boards/{board.id}").text


def test_what_was_hidden_leaves_a_trace_with_its_reason(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.ben), make_board(cast.riverside))
    post = make_post(join_forum(cast.alice), thread, "He is on Ward 9.", state=PostState.HIDDEN)
    make_act(cast.max, post)

    ben, alice = (browser_as(each).visit(at(thread)) for each in (cast.ben, cast.alice))

    assert "Hidden by a moderator: it could show who somebody is." in ben.text
    assert "Ward 9" not in ben.response.text
    assert "Ward 9" in alice.text
    assert "/forum/decisions" in alice.links


def test_a_quote_never_says_more_than_the_post_does_now(cast: Cast, browser_as: Browsers) -> None:
    ben, board = join_forum(cast.ben, name="Heron"), make_board(cast.riverside)
    thread = make_thread(ben, board)
    said = make_post(ben, thread, "My sister is called Mo.")
    make_post(join_forum(cast.alice), thread, "I know.", quoted=said)
    alice = browser_as(cast.alice)
    before = alice.visit(at(thread))
    with unit_of_work(cast.riverside.id) as session:
        session.merge(said).state = PostState.HIDDEN.value

    after = alice.visit(at(thread))

    assert "Heron wrote" in before.text
    assert before.text.count("My sister is called Mo.") == 2
    assert "My sister is called Mo." not in after.response.text
    assert "These words are not shown any more." in after.text


def test_a_pinned_thread_stands_on_top_and_filters_find_what_fits(cast: Cast, browser_as: Browsers) -> None:
    board, ben = make_board(cast.riverside), join_forum(cast.ben)
    make_thread(ben, board, "Welcome", is_pinned=True, days_ago=9)
    make_thread(ben, board, "First time", tags=("first",), days_ago=5)
    make_post(ben, make_thread(ben, board, "Answered", days_ago=4))
    join_forum(cast.alice, tags=("first",))
    alice, path = browser_as(cast.alice), f"/forum/boards/{board.id}"

    everything = alice.visit(path).text
    like_me, tagged, unanswered = (
        alice.visit(f"{path}?{each}").text for each in ("show=like-me", "tag=first", "show=unanswered")
    )

    assert everything.index("Welcome") < everything.index("Answered") < everything.index("First time")
    assert all("First time" in words and "Answered" not in words for words in (like_me, tagged, unanswered))
    assert "From people like you" in alice.visit("/forum").text


def test_older_threads_follow_and_nothing_moves_between_pages(cast: Cast, browser_as: Browsers) -> None:
    board, ben = make_board(cast.riverside), join_forum(cast.ben)
    for number in range(PER_PAGE + 1):
        make_thread(ben, board, f"Thread {number:02}", days_ago=number + 1)
    join_forum(cast.alice)
    alice = browser_as(cast.alice)
    older = next(link for link in alice.visit(f"/forum/boards/{board.id}").links if "before=" in link)
    make_thread(ben, board, "Brand new")

    page = alice.visit(older)

    assert f"Thread {PER_PAGE:02}" in page.text
    assert "Thread 19" not in page.text


def test_new_since_counts_what_others_wrote(cast: Cast, browser_as: Browsers) -> None:
    alice, ben = join_forum(cast.alice), join_forum(cast.ben)
    thread = make_thread(ben, make_board(cast.riverside))
    make_post(alice, thread)
    make_post(ben, thread)
    make_post(ben, thread, state=PostState.HELD)

    answer = browser_as(cast.alice).client.get(f"{at(thread)}/new-since?position=1")

    assert answer.json() == {"new": 1, "href": f"{at(thread)}#p2"}


def test_a_locked_thread_says_so_and_has_no_way_to_reply(cast: Cast, browser_as: Browsers) -> None:
    thread = make_thread(join_forum(cast.alice), make_board(cast.riverside), is_locked=True)

    page = browser_as(cast.alice).visit(at(thread))

    assert "This thread is locked." in page.text
    assert not any("reply" in link for link in page.links)
