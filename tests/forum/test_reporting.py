"""Alice reports what Ben wrote. Ben never learns of it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.forum.models import Post, Report, Review
from app.forum.rules.moderation import ReportReason, ReviewKind
from app.forum.rules.posts import PostState
from app.forum.rules.speaking import MOST_REPORTS
from app.risk.models import Flag
from app.risk.rules import Source, SubjectKind, Urgency
from tests.builders.forum import first_of, join_forum, make_board, make_post, make_thread, take_part
from tests.builders.hours import london
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WORRIED = {"reason": "worried", "words": "She wrote goodbye to all of us."}


def posted(cast: Cast, *, commons: bool = False, state: PostState = PostState.SHOWN) -> Post:
    """Ben's post on Riverside's board, where Alice is a member too; in a commons Hugo is as well."""
    board = make_board(cast.riverside, is_commons=commons)
    if commons:
        take_part(cast.hillside, board)
        join_forum(cast.hugo, name="Otter")
    join_forum(cast.alice, name="Bluebell")
    return first_of(make_thread(join_forum(cast.ben, name="Heron"), board, state=state))


def reports() -> list[Report]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Report)))


def flags() -> list[Flag]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Flag)))


def test_a_worry_about_somebody_stands_first_and_is_called_out_at_once(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    alice = browser_as(cast.alice)
    first = next(
        each for each in alice.visit(f"/forum/posts/{post.id}/report").all("input") if each.get("type") == "radio"
    )

    alice.submit(f"/forum/posts/{post.id}/report", **WORRIED)

    assert first.get("value") == "worried"
    (flag,) = flags()
    assert (flag.urgency, flag.source) == (Urgency.LOOK_NOW.value, Source.REPORT.value)
    assert (flag.subject_kind, flag.subject_id, flag.writer_id) == (SubjectKind.POST.value, post.id, cast.ben.id)
    assert reports()[0].flagged_at is not None


def test_who_is_worried_is_told_whom_to_ring_and_by_when_somebody_looks(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"/forum/posts/{posted(cast).id}/report", **WORRIED)

    assert "You were right to say so." in page.text
    assert "A person from Riverside should look at it by" in page.text
    assert {"tel:999", "tel:111"} <= set(page.links)


def test_at_night_the_page_says_that_nobody_reads_now(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)

    with time_machine.travel(london("2026-11-25 02:00"), tick=True):
        page = browser_as(cast.alice).submit(f"/forum/posts/{post.id}/report", **WORRIED)

    assert "Nobody reads now. Somebody reads again today at 9am." in page.text
    assert "by 9:30am today" in page.text


def test_the_time_on_the_page_does_not_move_when_alice_looks_again(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    with time_machine.travel(london("2026-11-25 10:00"), tick=True):
        alice = browser_as(cast.alice)
        page = alice.submit(f"/forum/posts/{post.id}/report", reason="unkind")

    with time_machine.travel(london("2026-11-25 10:20"), tick=True):
        again = alice.visit(page.path)

    assert "usually by 2pm today" in page.text
    assert "usually by 2pm today" in again.text


def test_any_other_report_puts_the_post_before_the_moderators(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)

    page = browser_as(cast.alice).submit(f"/forum/posts/{post.id}/report", reason="unkind")

    assert "The person who wrote the post is not told" in page.text
    assert flags() == []
    with unit_of_work(Platform.SWEEP) as session:
        review = session.scalars(select(Review)).one()
    assert (review.post_id, review.kind) == (post.id, ReviewKind.REPORT.value)


def test_ben_finds_nothing_of_the_report_anywhere(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    browser_as(cast.alice).submit(f"/forum/posts/{post.id}/report", **WORRIED)
    report = reports()[0]
    ben = browser_as(cast.ben)

    assert ben.visit(f"/forum/reports/{report.id}").status == 404
    assert WORRIED["words"] not in ben.visit("/forum/decisions").response.text
    assert "Nothing." in ben.visit("/forum/decisions").text


def test_alice_cannot_report_herself_nor_what_she_cannot_see(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    hidden = posted_again(cast, post, PostState.HIDDEN)
    held = posted_again(cast, post, PostState.HELD)

    assert browser_as(cast.ben).visit(f"/forum/posts/{post.id}/report").status == 404
    for each in (hidden.id, held.id, uuid4()):
        assert browser_as(cast.alice).visit(f"/forum/posts/{each}/report").status == 404


def posted_again(cast: Cast, post: Post, state: PostState) -> Post:
    with unit_of_work(cast.riverside.id) as session:
        from app.forum.models import Member, Thread

        thread = session.get_one(Thread, post.thread_id)
        ben = session.get_one(Member, post.member_id)
    return make_post(ben, thread, state=state)


def test_nobody_of_another_trust_can_report_what_is_not_shared(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    join_forum(cast.hugo)

    page = browser_as(cast.hugo).submit(f"/forum/posts/{post.id}/report", **WORRIED)

    assert page.status == 404
    assert reports() == []


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"words": "It is bad."}, "reason", "Choose why"),
        ({"reason": "other", "words": ""}, "words", "Write in a few words what is wrong"),
        ({"reason": "spam", "words": "x" * 1001}, "words", "Use 1000 characters or fewer"),
    ],
)
def test_a_slip_loses_no_words(
    cast: Cast, browser_as: Browsers, fields: dict[str, str], field: str, sentence: str
) -> None:
    page = browser_as(cast.alice).submit(f"/forum/posts/{posted(cast).id}/report", **fields)

    assert page.status == 422
    assert sentence in page.text
    assert f"#{field}" in page.links
    assert (page.value("words") or "").strip() == fields["words"]
    assert reports() == []


def test_a_second_report_adds_to_the_first_and_a_worry_outweighs_it(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    alice = browser_as(cast.alice)
    alice.submit(f"/forum/posts/{post.id}/report", reason="unkind", words="Cold.")

    alice.submit(f"/forum/posts/{post.id}/report", **WORRIED)

    (report,) = reports()
    assert report.reason == ReportReason.WORRIED.value
    assert report.words == f"Cold.\n\n{WORRIED['words']}"
    assert len(flags()) == 1


def test_the_same_worry_sent_twice_calls_people_once_and_new_words_call_them_again(
    cast: Cast, browser_as: Browsers
) -> None:
    post = posted(cast)
    alice = browser_as(cast.alice)
    for _twice in range(2):
        alice.submit(f"/forum/posts/{post.id}/report", **WORRIED)
    before = flags()[0].version

    alice.submit(f"/forum/posts/{post.id}/report", reason="worried", words="Now she has stopped answering.")

    assert (before, flags()[0].version) == (1, 2)


def test_danger_in_the_words_of_any_report_is_answered_at_once(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)

    page = browser_as(cast.alice).submit(
        f"/forum/posts/{post.id}/report", reason="unkind", words="I cannot go on. I am going to kill myself tonight."
    )

    assert "Before anything else" in page.text
    (flag,) = flags()
    assert (flag.subject_kind, flag.writer_id) == (SubjectKind.TOLD_TO_MODERATORS.value, cast.alice.id)


def test_a_flood_of_reports_is_stopped_kindly_but_no_worry_is(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast)
    flood(cast, post)
    alice = browser_as(cast.alice)

    page = alice.submit(f"/forum/posts/{post.id}/report", reason="spam")
    worry = alice.submit(f"/forum/posts/{post.id}/report", **WORRIED)

    assert (page.status, worry.status) == (422, 200)
    assert "You have reported a lot today." in page.text
    assert len(flags()) == 1


def flood(cast: Cast, post: Post) -> None:
    with unit_of_work(cast.riverside.id) as session:
        from app.forum.models import Member

        alice = session.scalars(select(Member).where(Member.person_id == cast.alice.id)).one()
        ids = {"trust_id": alice.trust_id, "member_id": alice.id, "about_trust_id": post.trust_id}
        place = {"post_id": post.id, "board_id": post.board_id}
        for _each in range(MOST_REPORTS):
            answered = {"decided": "upheld", "decided_at": post.created_at}
            session.add(Report(reason="spam", words="", **ids, **place, **answered))


def test_in_a_commons_the_page_does_not_give_away_whose_trust_it_is(cast: Cast, browser_as: Browsers) -> None:
    post = posted(cast, commons=True)

    of_alice = browser_as(cast.alice).submit(f"/forum/posts/{post.id}/report", **WORRIED)
    of_hugo = browser_as(cast.hugo).submit(f"/forum/posts/{post.id}/report", **WORRIED)

    for page in (of_alice, of_hugo):
        assert "Those on duty are told at once." in page.text
        assert "should look at it by" not in page.text
