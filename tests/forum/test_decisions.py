"""Ben sees what was decided about his posts, and asks another moderator to look again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.forum.models import Act, Appeal, Post, Review
from app.forum.rules.moderation import ReviewKind, Verb
from app.forum.rules.posts import PostState
from tests.builders.accounts import make_person
from tests.builders.forum import first_of, join_forum, make_act, make_board, make_sanction, make_thread, take_part
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
APPEAL = {"words": "I did not name the ward. I named the street where we live."}
ANSWER = {"decided": "upheld", "words": "You are right. It is shown again."}


def hidden(cast: Cast, *, commons: bool = False) -> Post:
    """What Ben wrote and Max hid."""
    board = make_board(cast.riverside, is_commons=commons)
    if commons:
        take_part(cast.hillside, board)
    join_forum(cast.max, name="Max, moderator", is_staff=True)
    join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    return first_of(make_thread(join_forum(cast.ben, name="Heron"), board, state=PostState.HIDDEN))


def appealed(cast: Cast, browser_as: Browsers, *, commons: bool = False) -> Appeal:
    """Ben asked for another look at what Max did."""
    act = make_act(cast.max, hidden(cast, commons=commons))
    browser_as(cast.ben).submit(f"/forum/decisions/{act.id}/appeal", **APPEAL)
    return appeal_now()


def appeal_now() -> Appeal:
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalars(select(Appeal)).one()


def test_ben_reads_what_was_done_and_why_but_never_by_whom(cast: Cast, browser_as: Browsers) -> None:
    make_act(cast.max, hidden(cast))

    page = browser_as(cast.ben).visit("/forum/decisions")

    assert "Your post is hidden" in page.text
    assert "It could show who somebody is" in page.text
    assert "It says which ward he is on." in page.text
    assert "Max" not in page.response.text


def test_that_somebody_read_a_shown_post_is_no_news_but_that_a_held_one_is_shown_is(
    cast: Cast, browser_as: Browsers
) -> None:
    board, ben = make_board(cast.riverside), join_forum(cast.ben)
    old = first_of(make_thread(ben, board, "Old", days_ago=3))
    new = first_of(make_thread(ben, board, "New", text="This one waited."))
    for post in (old, new):
        make_act(cast.max, post, verb=Verb.APPROVE, reason=None, words="")

    page = browser_as(cast.ben).visit("/forum/decisions")

    assert page.text.count("Your post is shown now") == 1
    assert "This one waited." in page.text


def test_that_an_edit_which_waited_is_shown_is_told_too(cast: Cast, browser_as: Browsers) -> None:
    post = first_of(make_thread(join_forum(cast.ben), make_board(cast.riverside), days_ago=3))
    act = make_act(cast.max, post, verb=Verb.APPROVE, reason=None, words="")
    with unit_of_work(cast.riverside.id) as session:
        times = {"due_at": act.done_at, "done_at": act.done_at + timedelta(seconds=1), "state": "done"}
        ids = {"trust_id": post.trust_id, "board_id": post.board_id, "post_id": post.id}
        session.add(Review(kind=ReviewKind.HELD.value, **times, **ids))

    assert "Your post is shown now" in browser_as(cast.ben).visit("/forum/decisions").text


def test_alice_sees_nothing_of_what_was_decided_about_ben(cast: Cast, browser_as: Browsers) -> None:
    act = make_act(cast.max, hidden(cast))
    join_forum(cast.alice)
    alice = browser_as(cast.alice)

    assert "Your post is hidden" not in alice.visit("/forum/decisions").text
    assert alice.submit(f"/forum/decisions/{act.id}/appeal", **APPEAL).status == 404


def test_ben_to_whom_the_forum_is_closed_can_still_say_that_it_is_wrong(cast: Cast, browser_as: Browsers) -> None:
    sanction = make_sanction(cast.max, hidden(cast))
    ben = browser_as(cast.ben)

    ben.submit(f"/forum/decisions/{sanction.act_id}/appeal", **APPEAL)

    assert "The forum is closed to you for a time" in ben.visit("/forum/decisions").text
    assert appeal_now().act_id == sanction.act_id


def test_who_has_not_joined_is_sent_to_join(cast: Cast, browser_as: Browsers) -> None:
    answer = browser_as(cast.alice).client.get("/forum/decisions", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/forum/join")


@pytest.mark.parametrize("path", ["/forum/decisions", "/forum/decisions/1/appeal"])
@pytest.mark.parametrize("who", ["cora", "tess", "ada"])
def test_clinicians_the_lead_and_the_administrator_find_nothing(
    cast: Cast, browser_as: Browsers, who: str, path: str
) -> None:
    assert browser_as(getattr(cast, who)).visit(path).status == 404


def test_an_appeal_puts_the_post_before_the_moderators_again(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)

    assert appeal.words == APPEAL["words"]
    with unit_of_work(Platform.SWEEP) as session:
        review = session.scalars(select(Review)).one()
    assert (review.kind, review.due_at) == (ReviewKind.APPEAL.value, appeal.due_at)


def test_ben_can_ask_once(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)
    ben = browser_as(cast.ben)

    assert ben.submit(f"/forum/decisions/{appeal.act_id}/appeal", **APPEAL).status == 404
    assert "You asked that another moderator looks again" in ben.visit("/forum/decisions").text


@pytest.mark.parametrize("act_id", ["0", "-1", "99999999999999999999", "12345"])
def test_there_is_nothing_to_look_at_again_at_a_made_up_address(cast: Cast, browser_as: Browsers, act_id: str) -> None:
    join_forum(cast.ben)

    assert browser_as(cast.ben).visit(f"/forum/decisions/{act_id}/appeal").status == 404


def test_an_approval_cannot_be_appealed(cast: Cast, browser_as: Browsers) -> None:
    act = make_act(cast.max, hidden(cast), verb=Verb.RESTORE, reason=None, words="")

    assert browser_as(cast.ben).visit(f"/forum/decisions/{act.id}/appeal").status == 404


def test_an_appeal_without_words_is_asked_for_again(cast: Cast, browser_as: Browsers) -> None:
    act = make_act(cast.max, hidden(cast))

    page = browser_as(cast.ben).submit(f"/forum/decisions/{act.id}/appeal", words=" ")

    assert page.status == 422
    assert "#words" in page.links


def test_danger_in_an_appeal_is_answered_at_once(cast: Cast, browser_as: Browsers) -> None:
    act = make_act(cast.max, hidden(cast))

    page = browser_as(cast.ben).submit(
        f"/forum/decisions/{act.id}/appeal", words="I have had enough. I am going to kill myself tonight."
    )

    assert "Before anything else" in page.text
    assert appeal_now().words


def test_max_who_hid_it_does_not_answer(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)

    page = browser_as(cast.max).submit(f"/staff/moderation/appeals/{appeal.id}", version="1", **ANSWER)

    assert page.status == 409
    assert "You decided this yourself." in page.text
    assert appeal_now().decided is None


def test_sue_answers_and_ben_reads_it(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)
    sue = browser_as(cast.sue)
    assert "Heron: a moderator hid it" in sue.visit("/staff/moderation/appeals").text

    sue.submit(f"/staff/moderation/appeals/{appeal.id}", version="1", **ANSWER)

    page = browser_as(cast.ben).visit("/forum/decisions")
    assert ANSWER["words"] in page.text
    assert "Sue" not in page.response.text
    with unit_of_work(cast.riverside.id) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == Action.FORUM_APPEAL_ANSWERED)).one()
    assert (entry.actor_id, entry.subject_id) == (cast.sue.id, appeal.id)


def test_of_two_who_answer_at_once_one_wins(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)
    mo = make_person("Mo", Role.MODERATOR, trust=cast.riverside)
    join_forum(mo, name="Mo, moderator", is_staff=True)
    browser_as(cast.sue).submit(f"/staff/moderation/appeals/{appeal.id}", version="1", **ANSWER)

    page = browser_as(mo).submit(
        f"/staff/moderation/appeals/{appeal.id}", version="1", decided="not_upheld", words="No."
    )

    assert page.status == 409
    assert appeal_now().answer == ANSWER["words"]


def test_sue_sees_no_real_name(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)

    page = browser_as(cast.sue).visit(f"/staff/moderation/appeals/{appeal.id}")

    assert APPEAL["words"] in page.text
    assert "Ben" not in page.response.text


def test_a_moderator_does_not_answer_their_own_appeal(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)
    with unit_of_work(Platform.SWEEP) as session:
        max_ = session.scalars(select(Post.member_id).where(Post.id == own_post(cast).id)).one()
        session.execute(update(Appeal).values(member_id=max_))

    assert browser_as(cast.max).visit(f"/staff/moderation/appeals/{appeal.id}").status == 404


def own_post(cast: Cast) -> Post:
    from app.forum.models import Board, Member

    with unit_of_work(cast.riverside.id) as session:
        max_ = session.scalars(select(Member).where(Member.person_id == cast.max.id)).one()
        board = session.scalars(select(Board)).one()
    return first_of(make_thread(max_, board, "Welcome"))


def test_in_a_commons_the_other_trusts_moderator_may_answer(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as, commons=True)
    mona = make_person("Mona", Role.MODERATOR, trust=cast.hillside)
    join_forum(mona, name="Mona, moderator", is_staff=True)

    browser_as(mona).submit(f"/staff/moderation/appeals/{appeal.id}", version="1", **ANSWER)

    assert appeal_now().decided_by == mona.id


def test_elsewhere_the_other_trusts_moderator_finds_nothing(cast: Cast, browser_as: Browsers) -> None:
    appeal = appealed(cast, browser_as)
    mona = make_person("Mona", Role.MODERATOR, trust=cast.hillside)
    join_forum(mona, name="Mona, moderator", is_staff=True)

    assert browser_as(mona).visit(f"/staff/moderation/appeals/{appeal.id}").status == 404
    assert "Nothing waits" in browser_as(mona).visit("/staff/moderation/appeals").text


def test_what_a_moderator_did_stays_told_when_the_post_is_gone(cast: Cast, browser_as: Browsers) -> None:
    post = hidden(cast)
    act = make_act(cast.max, post)
    with unit_of_work(cast.riverside.id) as session:
        session.execute(update(Post).where(Post.id == post.id).values(state="deleted", text=""))

    page = browser_as(cast.ben).submit(f"/forum/decisions/{act.id}/appeal", **APPEAL)

    assert "Another moderator looks at it again." in page.text
    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalars(select(Review)).all() == []
        assert session.scalars(select(Act)).one().id == act.id
