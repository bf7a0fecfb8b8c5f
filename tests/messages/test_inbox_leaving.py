"""Somebody leaves: no conversation is left without people who look after it, and nothing that was written is lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.mail.rules import EmailKind
from app.messages.models import Conversation, Draft
from app.messages.service import replying
from tests.builders import inbox as build
from tests.builders.inbox import MONDAY, acts, seen
from tests.builders.messages import answer_to, fresh, make_conversation, write_to
from tests.page import Browser
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
LATER = MONDAY + timedelta(days=3650)


def test_what_sue_looked_after_is_the_teams_again(cast: Cast, browser_as: BrowserAs) -> None:
    sam, mine, other = build.make_supporter(cast), make_conversation(cast.alice), make_conversation(cast.ben)
    answer_to(cast.sue, mine)
    answer_to(sam, other)

    _tess_closes(cast, browser_as)

    assert (fresh(mine).owner_id, fresh(other).owner_id) == (None, sam.id)
    assert acts(mine)[-1] == ("handed_over", {"from": str(cast.sue.id), "account": "closed"})
    assert "Nobody looks after it yet." in browser_as(sam).visit(f"/staff/inbox/{mine}").text


def test_sam_is_told_of_a_relative_who_waits_when_sue_leaves(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice)
    _give_to(conversation_id, cast.sue)
    sam = build.make_supporter(cast)

    _tess_closes(cast, browser_as)

    assert build.told(EmailKind.MESSAGE_WAITS) == [sam.email, cast.sue.email]  # Sue when Alice wrote


def test_what_sam_looks_after_is_not_handed_over_when_sue_leaves_an_answer_there(
    cast: Cast, browser_as: BrowserAs
) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice)
    answer_to(sam, conversation_id)
    build.put_by(cast.sue, conversation_id, needs_reader=True)

    _tess_closes(cast, browser_as)

    assert fresh(conversation_id).owner_id == sam.id
    assert "handed_over" not in [act for act, _facts in acts(conversation_id)]
    assert build.told(EmailKind.REPLY_CAME_BACK) == [sam.email]


def test_tess_is_told_how_many_conversations_are_handed_back(cast: Cast, browser_as: BrowserAs) -> None:
    for relative in (cast.alice, cast.ben):
        answer_to(cast.sue, make_conversation(relative))

    text = browser_as(cast.tess).visit(f"/staff/people/{cast.sue.id}/close").text

    assert "They look after 2 conversations with relatives. The other supporters take over." in text
    assert "conversation" not in browser_as(cast.tess).visit(f"/staff/people/{cast.max.id}/close").text


def test_what_sue_put_off_is_sent_as_planned_and_nobody_looks_after_it(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice)
    reply_id = build.put_by(cast.sue, conversation_id, send_at=LATER)
    _tess_closes(cast, browser_as)
    build.make_due(reply_id)

    assert _run() == 1
    assert (fresh(conversation_id).state, fresh(conversation_id).owner_id) == ("answered", None)


def test_what_sue_put_off_comes_to_the_team_if_alice_writes_before(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice)
    reply_id = build.put_by(cast.sue, conversation_id, send_at=LATER)
    _tess_closes(cast, browser_as)
    write_to(cast.alice, conversation_id)
    build.make_due(reply_id)

    assert (_run(), build.replies()[0].back_because) == (0, "writer_left")
    assert "Sue has left. Finish their answer to Alice" in browser_as(sam).visit("/staff/inbox").text


def test_what_waited_for_a_second_reader_or_came_back_is_finished_by_sam(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice)
    reply_id = build.put_by(cast.sue, conversation_id, "Thank you for writing.", needs_reader=True)
    _tess_closes(cast, browser_as)
    assert [(each.state, each.back_because) for each in build.replies()] == [("sent_back", "writer_left")]

    place = f"/staff/inbox/{conversation_id}"
    page = browser_as(sam).submit(f"{place}/replies/{reply_id}/change", version="2")

    assert (page.value("text") or "").strip() == "Thank you for writing."


def test_sues_drafts_are_destroyed(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice)
    fields = seen(conversation_id) | {"text": "Dear Alice,", "do": "keep"}
    browser_as(cast.sue).submit(f"/staff/inbox/{conversation_id}/answer", **fields)
    assert _drafts() == 1

    _tess_closes(cast, browser_as)

    assert _drafts() == 0


def test_what_a_leaver_was_handed_at_the_last_moment_counts_as_nobodys(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice, topic="Sleep")
    _tess_closes(cast, browser_as)
    _give_to(conversation_id, cast.sue)

    text = browser_as(sam).visit("/staff/inbox?show=unassigned").text

    assert "Alice: Sleep" in text
    assert "Nobody looks after it yet." in text


def test_alice_closes_her_account_and_her_conversations_close_with_it(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, bens = make_conversation(cast.alice), make_conversation(cast.ben)
    build.put_by(cast.sue, conversation_id, send_at=LATER)

    browser_as(cast.alice).submit("/account/close")

    assert (fresh(conversation_id).state, fresh(conversation_id).due_at) == ("closed", None)
    assert build.replies()[0].state == "cancelled"
    assert fresh(bens).state == "waiting"


def _tess_closes(cast: Cast, browser_as: BrowserAs) -> None:
    page = browser_as(cast.tess).submit(f"/staff/people/{cast.sue.id}/close")
    assert page.status == 200


def _run() -> int:
    with unit_of_work(Platform.SWEEP) as session:
        return replying.send_due(session)


def _drafts() -> int:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalar(select(func.count()).select_from(Draft)) or 0


def _give_to(conversation_id: UUID, person: Person) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.get_one(Conversation, conversation_id).owner_id = person.id
