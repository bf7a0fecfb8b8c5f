"""Sue and Sam share an inbox: who reads, takes, hands over, puts aside, closes and notes what."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.mail.models import OutboundMail
from app.messages.models import Minutes
from app.risk.models import Flag
from tests.builders import inbox as build
from tests.builders.accounts import make_person
from tests.builders.inbox import MONDAY, acts, seen
from tests.builders.messages import answer_to, fresh, make_conversation, write_to
from tests.page import Browser, Page
from tests.people import Cast

BrowserAs = Callable[[Person], Browser]
TEXT = "She has stopped her tablets."


def _place(conversation_id: UUID) -> str:
    return f"/staff/inbox/{conversation_id}"


def test_opening_it_marks_it_read_and_writes_down_who_read_it_once(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice, TEXT, topic="Tablets")
    sue = browser_as(cast.sue)

    page = sue.visit(_place(conversation_id))
    sue.visit(_place(conversation_id))

    assert page.h1 == "A conversation with Alice"
    assert TEXT in page.text
    assert fresh(conversation_id).seen_number == fresh(conversation_id).last_number
    assert [act for act, _facts in acts(conversation_id)].count("read") == 1


def test_sue_takes_it_and_gives_it_back(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)

    assert "You look after it." in sue.submit(f"{_place(conversation_id)}/take", **seen(conversation_id)).text
    assert fresh(conversation_id).owner_id == cast.sue.id

    sue.submit(f"{_place(conversation_id)}/release", **seen(conversation_id))
    assert fresh(conversation_id).owner_id is None


def test_sam_comes_second_and_is_told_that_a_colleague_was_first(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sam = make_conversation(cast.alice), browser_as(build.make_supporter(cast))
    before = seen(conversation_id)
    browser_as(cast.sue).submit(f"{_place(conversation_id)}/take", **before)

    page = sam.submit(f"{_place(conversation_id)}/take", **before)

    assert page.status == 409
    assert "A colleague has changed this conversation" in page.text
    assert fresh(conversation_id).owner_id == cast.sue.id


def test_sue_hands_it_over_with_words_and_sam_is_told(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice)
    _hand_over(browser_as(cast.sue), conversation_id, sam, "She prefers short answers.")

    assert fresh(conversation_id).owner_id == sam.id
    assert "She prefers short answers." in browser_as(sam).visit(_place(conversation_id)).text
    assert ("handed_over", {"to": str(sam.id)}) in acts(conversation_id)
    assert _mails("sam@example.org") == ["message-waits", "message-waits"]


def test_what_sue_wrote_to_hand_it_over_is_kept_when_she_comes_second(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = build.make_supporter(cast), make_conversation(cast.alice)
    before = seen(conversation_id)
    browser_as(sam).submit(f"{_place(conversation_id)}/take", **before)

    fields = before | {"to": str(sam.id), "hand_over_words": "She prefers short answers."}
    page = browser_as(cast.sue).submit(f"{_place(conversation_id)}/hand-over", **fields)

    assert page.status == 409
    assert page.value("hand_over_words") == "She prefers short answers."


@pytest.mark.parametrize("to", ["", "alice", "max", "sue", "nobody"])
def test_it_can_be_handed_to_another_supporter_only(cast: Cast, browser_as: BrowserAs, to: str) -> None:
    build.make_supporter(cast)
    conversation_id = make_conversation(cast.alice)
    person = getattr(cast, to, None)
    wanted = str(person.id) if person else (str(uuid4()) if to else "")

    page = browser_as(cast.sue).submit(f"{_place(conversation_id)}/hand-over", to=wanted, **seen(conversation_id))

    assert page.status in {409, 422}
    assert fresh(conversation_id).owner_id is None


def test_what_waits_is_put_aside_until_the_promise_at_the_longest(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        refused = _snooze(sue, conversation_id, "2026-11-26")
        assert (refused.status, refused.value("snooze_until")) == (422, "2026-11-26")
        assert "promised an answer by Wednesday 25 November 2026" in refused.text

        assert _snooze(sue, conversation_id, "2026-11-25").status == 200
    assert fresh(conversation_id).snoozed_until == MONDAY.replace(day=25, hour=9)


def test_what_is_answered_is_put_aside_for_a_month_at_the_longest(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        answer_to(cast.sue, conversation_id)

        assert "Choose Thursday 24 December 2026 or a day before it" in _snooze(sue, conversation_id, "2027-01-05").text
        assert _snooze(sue, conversation_id, "23 November 2026").status == 422
        assert _snooze(sue, conversation_id, "soon").status == 422
        assert _snooze(sue, conversation_id, "14 December 2026").status == 200


def test_what_is_put_aside_can_be_taken_up_again(cast: Cast, browser_as: BrowserAs) -> None:
    with time_machine.travel(MONDAY):
        conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
        _snooze(sue, conversation_id, "2026-11-24")
        sue.submit(f"{_place(conversation_id)}/wake", **seen(conversation_id))

    assert fresh(conversation_id).snoozed_until is None


def test_a_message_of_alice_opens_what_sue_closed(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    sue.submit(f"{_place(conversation_id)}/close", **seen(conversation_id))
    assert fresh(conversation_id).state == "closed"
    assert "Open it again" in sue.visit(_place(conversation_id)).text

    write_to(cast.alice, conversation_id, "One thing more.")

    assert fresh(conversation_id).state == "waiting"


def test_sue_opens_again_what_was_closed(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    answer_to(cast.sue, conversation_id)
    for verb in ("close", "open-again"):
        sue.submit(f"{_place(conversation_id)}/{verb}", **seen(conversation_id))

    assert (fresh(conversation_id).state, fresh(conversation_id).owner_id) == ("answered", cast.sue.id)


def test_nothing_is_closed_while_an_answer_waits_to_be_sent(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id = make_conversation(cast.alice)
    build.put_by(cast.sue, conversation_id, needs_reader=True)

    page = browser_as(cast.sue).submit(f"{_place(conversation_id)}/close", **seen(conversation_id))

    assert page.status == 409
    assert "An answer waits here to be sent." in page.text


def test_sams_note_is_seen_by_sue_and_never_by_alice(cast: Cast, browser_as: BrowserAs) -> None:
    sam, conversation_id = browser_as(build.make_supporter(cast)), make_conversation(cast.alice)
    fields = seen(conversation_id) | {"note_words": "Her GP is helpful."}
    sam.submit(f"{_place(conversation_id)}/notes", **fields)
    sam.submit(f"{_place(conversation_id)}/notes", **fields)

    assert browser_as(cast.sue).visit(_place(conversation_id)).text.count("Her GP is helpful.") == 1
    assert len(build.notes()) == 1
    assert b"GP is" not in build.notes()[0].sealed
    assert "Her GP is helpful." not in browser_as(cast.alice).visit(f"/messages/{conversation_id}").text


def test_minutes_are_written_down_once(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    fields = seen(conversation_id)
    for _twice in range(2):
        page = sue.submit(f"{_place(conversation_id)}/minutes", spent="15", **fields)

    assert "15 minutes so far" in page.text
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert [each.minutes for each in session.scalars(select(Minutes))] == [15]
    assert sue.submit(f"{_place(conversation_id)}/minutes", spent="999", **fields).status == 422


def test_sue_asks_that_somebody_looks_at_a_message(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)

    page = sue.submit(_flag(conversation_id), urgency="look_today", words="She sounds at her limit.")

    assert page.path.startswith("/staff/flags/")
    with unit_of_work(Platform.COMMAND_LINE) as session:
        (flag,) = session.scalars(select(Flag))
    assert (flag.subject_kind, flag.source, flag.writer_id) == ("message", "staff", cast.alice.id)
    assert ("flagged", {"number": 1, "urgency": "look_today"}) in acts(conversation_id)


def test_from_the_flag_a_supporter_goes_to_the_message(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    flag = sue.submit(_flag(conversation_id), urgency="look_today", words="She sounds at her limit.").path
    sara = browser_as(make_person("Sara", Role.SAFEGUARDING_LEAD, trust=cast.riverside))

    assert f"/staff/inbox/{conversation_id}#m1" in sue.submit(f"{flag}/open", version="1").links
    assert not [link for link in sara.submit(f"{flag}/open", version="1").links if "inbox" in link]


def test_a_flag_needs_words_and_a_message_of_the_relative(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice, TEXT), browser_as(cast.sue)
    answer_to(cast.sue, conversation_id)

    assert (
        sue.visit(_flag(conversation_id)).h1 == "A conversation with Alice"
    )  # where it is written down that she reads
    assert sue.visit(_flag(conversation_id)).h1 == "A worry about somebody's safety"
    assert sue.submit(_flag(conversation_id), urgency="look_now", words=" ").status == 422
    assert sue.visit(_flag(conversation_id, -1)).status == 404


def test_what_is_done_with_it_is_in_the_audit_trail(cast: Cast, browser_as: BrowserAs) -> None:
    conversation_id, sue = make_conversation(cast.alice), browser_as(cast.sue)
    for verb in ("take", "close"):
        sue.submit(f"{_place(conversation_id)}/{verb}", **seen(conversation_id))

    with unit_of_work(Platform.COMMAND_LINE) as session:
        wanted = select(AuditEntry).where(AuditEntry.subject_id == conversation_id).order_by(AuditEntry.id)
        found = [(each.action, each.actor_id, each.details) for each in session.scalars(wanted)]
    changed = "message.conversation-changed"
    assert found == [(changed, cast.sue.id, {"act": "taken"}), (changed, cast.sue.id, {"act": "closed"})]


def test_sue_sees_which_modules_alice_has_begun_and_not_what_she_did_there(cast: Cast, browser_as: BrowserAs) -> None:
    alice, conversation_id = browser_as(cast.alice), make_conversation(cast.alice)
    module = next(link for link in alice.visit("/modules").links if link.startswith("/modules/"))
    opened = alice.visit(module)
    alice.visit(next(link for link in opened.links if link.startswith(f"{module}/")))

    text = browser_as(cast.sue).visit(_place(conversation_id)).text

    assert f"{opened.h1}: begun" in text


def _hand_over(browser: Browser, conversation_id: UUID, to: Person, words: str) -> Page:
    fields = seen(conversation_id) | {"to": str(to.id), "hand_over_words": words}
    return browser.submit(f"{_place(conversation_id)}/hand-over", **fields)


def _flag(conversation_id: UUID, which: int = 0) -> str:
    return f"{_place(conversation_id)}/messages/{build.message_ids(conversation_id)[which]}/flag"


def _snooze(browser: Browser, conversation_id: UUID, until: str) -> Page:
    return browser.submit(f"{_place(conversation_id)}/snooze", snooze_until=until, **seen(conversation_id))


def _mails(recipient: str) -> list[str]:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(OutboundMail.kind).where(OutboundMail.recipient == recipient)))
