"""The moderators' pages: what they say, who may open them, and what somebody reads who came second."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.forum.models import Board, Member, Post
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import Verb
from app.forum.rules.posts import HeldFor, PostState
from tests.builders import forum as build
from tests.builders import moderation as mod
from tests.builders.accounts import make_person
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
TEXT = "He is on Maple ward at the Royal. His keyworker is Jane Smith."


@dataclass(frozen=True)
class Held:
    """What Alice wrote, held, with its review; Max, who moderates."""

    board: Board
    alice: Member
    post: Post
    review: str
    max: Viewer

    @property
    def page(self) -> str:
        return f"/staff/moderation/{self.review}"

    @property
    def seen(self) -> str:
        return mod.seen_by(self.max, mod.queue(self.max)[0].id).seen


@pytest.fixture
def held(cast: Cast) -> Held:
    board, alice = build.make_board(cast.riverside), build.join_forum(cast.alice, name="Bluebell")
    waits = {"state": PostState.HELD, "held_for": HeldFor.IDENTITY}
    post = build.first_of(build.make_thread(alice, board, "Visiting", TEXT, **waits))  # type: ignore[arg-type]
    return Held(board, alice, post, str(mod.make_review(post)), mod.moderator(cast.max))


def test_the_queue_says_what_waits_by_when_and_nothing_of_the_text(
    cast: Cast, held: Held, browser_as: BrowserAs
) -> None:
    page = browser_as(cast.max).visit("/staff/moderation")

    assert "Waits to be shown" in page.text
    assert "By Bluebell, on Talk" in page.text
    assert "Maple" not in page.text
    assert held.page in page.links


def test_max_sees_what_he_looks_at_and_what_was_decided(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    max_ = browser_as(cast.max)
    max_.submit(f"{held.page}/take", seen=held.seen)
    assert "You look at it" in max_.visit("/staff/moderation?show=mine&kind=held").text

    max_.submit(f"{held.page}/approve", seen=held.seen)

    assert held.page in max_.visit("/staff/moderation?show=done").links
    assert "You decided on" in max_.visit(held.page).text


def test_max_puts_back_what_he_took(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    max_ = browser_as(cast.max)
    max_.submit(f"{held.page}/take", seen=held.seen)

    assert "It is back for others" in max_.submit(f"{held.page}/release", seen=held.seen).text
    assert max_.submit(f"{held.page}/release", seen=held.seen).status == 409


def test_hiding_restoring_and_finding_it_again(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    max_ = browser_as(cast.max)
    assert max_.submit(f"{held.page}/hide", seen=held.seen).status == 422
    assert "It is hidden" in max_.submit(f"{held.page}/hide", seen=held.seen, hide_reason="spam").text
    assert max_.visit(f"/staff/moderation/posts/{held.post.id}").path == held.page

    again = max_.submit(f"/staff/moderation/posts/{held.post.id}/look").path

    assert "Others can see it again" in max_.submit(f"{again}/restore", seen=held.seen).text


def test_somebody_who_reported_it_is_answered_next(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    mod.make_report(held.post, build.join_forum(cast.ben))
    page = browser_as(cast.max).visit(held.page)
    assert "It is unkind to me." in page.text

    after = browser_as(cast.max).submit(f"{held.page}/hide", seen=held.seen, hide_reason="unkind")

    assert after.path == f"/staff/moderation/reports/{held.post.id}"


def test_what_may_be_hard_to_read_is_covered(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    hard = build.make_thread(held.alice, held.board, "Tonight", "I want to kill myself tonight. I have the pills here.")
    review = mod.make_review(build.first_of(hard))

    page = browser_as(cast.max).visit(f"/staff/moderation/{review}")

    assert "It may be hard to read" in page.text


def test_the_review_shows_the_words_and_why_but_not_who_wrote_them(
    cast: Cast, held: Held, browser_as: BrowserAs
) -> None:
    page = browser_as(cast.max).visit(held.page)

    assert "Maple ward" in page.text
    assert "It may show who somebody is." in page.text
    assert "Alice" not in page.text


def test_max_returns_it_and_forgets_to_say_why(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    page = browser_as(cast.max).submit(f"{held.page}/return", seen=held.seen, return_words="Please …")

    assert page.status == 422
    assert "Choose why" in page.text
    assert page.value("return_words") == "Please …"


def test_max_returns_it_and_is_told_where_it_is(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    words = {"return_reason": "names_somebody", "return_words": "Please leave out the ward."}
    page = browser_as(cast.max).submit(f"{held.page}/return", seen=held.seen, **words)

    assert (page.status, page.path) == (200, "/staff/moderation")
    assert "It is back with its writer" in page.text


def test_max_comes_second_and_reads_that_sue_was_first(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    sue, seen = mod.moderator(cast.sue), held.seen
    mod.decide(sue, mod.queue(sue)[0].id, Verb.APPROVE)

    page = browser_as(cast.max).submit(f"{held.page}/hide", seen=seen, hide_reason="unkind", hide_words="Be kind.")

    assert page.status == 409
    assert "Sue was first" in page.text


def test_another_trusts_moderator_was_first_and_has_no_name(cast: Cast, browser_as: BrowserAs) -> None:
    max_, hal = mod.moderator(cast.max), mod.moderator(make_person("Hal", Role.MODERATOR, trust=cast.hillside))
    board = build.make_board(cast.riverside, is_commons=True)
    build.take_part(cast.hillside, board)
    review = mod.make_review(build.first_of(build.make_thread(build.join_forum(cast.alice), board)))
    seen = mod.seen_by(max_, review).seen
    mod.decide(hal, review, Verb.APPROVE)

    page = browser_as(cast.max).submit(f"/staff/moderation/{review}/approve", seen=seen)

    assert page.status == 409
    assert "A moderator of another trust was first" in page.text
    assert "Hal" not in page.text


def test_who_a_member_is_is_shown_when_asked_and_said_to_be_anonymous(
    cast: Cast, held: Held, browser_as: BrowserAs
) -> None:
    max_, page = browser_as(cast.max), f"/staff/moderation/members/{held.alice.id}"
    assert "Alice" not in max_.visit(page).text

    assert "Alice (anonymous to others)" in max_.submit(f"{page}/who").text


def test_max_asks_a_member_for_a_pause(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    words = {
        "stop": "cool_off-day",
        "stop_reason": "unkind",
        "stop_words": "Take a breath.",
        "stop_board": "everywhere",
    }
    page = browser_as(cast.max).submit(f"/staff/moderation/members/{held.alice.id}/stop", seen="0", **words)

    assert page.status == 200
    assert "Asked to pause, everywhere" in page.text


def test_sue_has_acted_on_the_member_meanwhile(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    mod.stop(mod.moderator(cast.sue), held.alice.id, "cool_off-hour")
    words = {"warn_board": str(held.board.id), "warn_reason": "unkind", "warn_words": "Be kind."}

    page = browser_as(cast.max).submit(f"/staff/moderation/members/{held.alice.id}/warn", seen="0", **words)

    assert page.status == 409
    assert page.value("warn_words") == "Be kind."


def test_max_hides_all_spam_that_is_ticked(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    page = browser_as(cast.max).submit(
        f"/staff/moderation/members/{held.alice.id}/spam", **{f"post-{held.post.id}": str(held.post.id)}
    )

    assert "1 post hidden" in page.text
    assert mod.now_of(held.post).state == PostState.HIDDEN


def test_max_ticks_nothing(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    page = browser_as(cast.max).submit(f"/staff/moderation/members/{held.alice.id}/spam", words="No ads, please.")

    assert (page.status, page.value("words")) == (422, "No ads, please.")


def test_max_warns_notes_and_ends_a_pause(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    max_, page = browser_as(cast.max), f"/staff/moderation/members/{held.alice.id}"
    warning = {"warn_board": str(held.board.id), "warn_reason": "unkind", "warn_words": "Be kind."}
    assert [max_.submit(f"{page}/{verb}", seen="0").status for verb in ("warn", "stop", "notes")] == [422, 422, 422]

    assert "They can read your warning" in max_.submit(f"{page}/warn", seen="0", **warning).text
    assert "Rang her." in max_.submit(f"{page}/notes", note_words="Rang her.").text
    mod.stop(held.max, held.alice.id, "cool_off-day")
    stop = mod.sanctions()[0].id
    assert "It is ended." in max_.submit(f"{page}/stops/{stop}/lift").text
    assert max_.submit(f"{page}/stops/{stop}/lift").status == 409


def test_max_pins_moves_and_unlocks_a_thread(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    thread, other = build.make_thread(held.alice, held.board, is_locked=True), build.make_board(cast.riverside, "Other")
    max_, page = browser_as(cast.max), f"/staff/moderation/threads/{thread.id}"

    assert "People can reply again" in max_.submit(f"{page}/unlock").text
    assert max_.submit(f"{page}/unlock").status == 409
    assert "on top of its board" in max_.submit(f"{page}/pin").text
    assert [max_.submit(f"{page}/{verb}").status for verb in ("lock", "move")] == [422, 422]
    assert "on the other board" in max_.submit(f"{page}/move", board=str(other.id)).text
    assert max_.submit(f"{page}/move", board=str(other.id)).status == 422


def test_max_locks_a_thread_with_a_reason(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    thread = build.make_thread(held.alice, held.board)

    page = browser_as(cast.max).submit(f"/staff/moderation/threads/{thread.id}/lock", lock_reason="off_topic")

    assert "Nobody can reply now" in page.text
    assert mod.thread_now(thread).is_locked


@pytest.mark.parametrize("who", ["alice", "cora", "tess", "ada"])
def test_the_queue_is_not_there_for_anybody_else(cast: Cast, held: Held, browser_as: BrowserAs, who: str) -> None:
    browser = browser_as(getattr(cast, who))

    for page in ("/staff/moderation", held.page, f"/staff/moderation/members/{held.alice.id}"):
        assert browser.visit(page).status == 404


def test_a_moderator_who_takes_no_part_in_the_board_finds_nothing(
    cast: Cast, held: Held, browser_as: BrowserAs
) -> None:
    hal = make_person("Hal", Role.MODERATOR, trust=cast.hillside)
    mod.moderator(hal)
    browser = browser_as(hal)

    thread, member = held.post.thread_id, held.alice.id
    for page in (held.page, f"/staff/moderation/threads/{thread}", f"/staff/moderation/members/{member}"):
        assert browser.visit(page).status == 404
    for verb in ("take", "release", "approve", "restore", "leave"):
        assert browser.submit(f"{held.page}/{verb}", seen="1.1").status == 404
    assert browser.submit(f"/staff/moderation/posts/{held.post.id}/look").status == 404


def test_the_menu_says_how_many_posts_wait_but_for_ones_own(cast: Cast, held: Held, browser_as: BrowserAs) -> None:
    waits = {"state": PostState.HELD, "held_for": HeldFor.FIRST_POSTS}
    robin = build.join_forum(cast.sue, name="Robin", is_staff=True)
    mod.make_review(build.first_of(build.make_thread(robin, held.board, "Hello", **waits)))  # type: ignore[arg-type]

    assert "Moderation (2 waiting)" in browser_as(cast.max).visit("/staff").text
    assert "Moderation (1 waiting)" in browser_as(cast.sue).visit("/staff").text
