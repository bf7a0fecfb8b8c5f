"""The mails about messages: to the right person, without a word of what was written, and none that no longer holds."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, update

from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.keys import service as keys
from app.mail import delivery
from app.mail import service as mail
from app.mail.rules import EmailKind
from app.mailers import MAILERS
from app.messages.models import Conversation, Opening, Reply
from app.messages.rules.glass import Category
from app.messages.rules.replies import BackBecause, ReplyState
from app.messages.service import escalating, reading
from tests.builders.accounts import make_person
from tests.builders.messages import answer_to, make_conversation, signed_in
from tests.mailbox import Mailbox
from tests.people import Cast

WORDS, TOPIC = "My brother Tom hears voices.", "Tom on Maple ward"
SECRET = ("Tom", "brother", "voices", "Maple", "Alice", "Sue", "Ben")


@pytest.fixture
def sam(cast: Cast) -> Person:
    return make_person("Sam", Role.SUPPORTER, team=cast.early_help)


@pytest.fixture
def lara(cast: Cast) -> Person:
    return make_person("Lara", Role.SAFEGUARDING_LEAD, trust=cast.riverside)


def sent(mailbox: Mailbox) -> dict[str, str]:
    """To whom which subject went; then none of them is left."""
    delivery.send_all_due(mailers=MAILERS)
    found = {str(each["To"]): str(each["Subject"]) for each in mailbox.mails}
    for each in mailbox.mails:
        assert not [word for word in SECRET if word in str(each["Subject"]) + mailbox.words_in(each)]
    return found


def queue(cast: Cast, kind: EmailKind, subject_id: UUID, *to: Person) -> None:
    with unit_of_work(cast.riverside.id) as session:
        for each in to:
            mail.queue(session, kind=kind, subject_id=subject_id, recipient=each.email, trust_id=cast.riverside.id)


def late(conversation_id: UUID) -> None:
    """The promise is broken now."""
    with unit_of_work(Platform.SWEEP) as session:
        now = {"due_at": clock.now(), "next_escalation_at": clock.now()}
        session.execute(update(Conversation).where(Conversation.id == conversation_id).values(now))


def close_account(person: Person) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Person).where(Person.id == person.id).values(closed_at=clock.now()))


def test_sue_is_told_that_somebody_waits_and_follows_the_link(cast: Cast, mailbox: Mailbox) -> None:
    conversation_id = make_conversation(cast.alice, WORDS, topic=TOPIC)

    assert sent(mailbox) == {cast.sue.email: "You have a new message"}
    assert mailbox.link_in(mailbox.mails[0]) == f"/staff/inbox/{conversation_id}"


def test_nobody_is_told_of_what_was_answered_meanwhile(cast: Cast, mailbox: Mailbox, sam: Person) -> None:
    answer_to(cast.sue, make_conversation(cast.alice, WORDS), "Thank you, Tom.")

    assert sent(mailbox) == {cast.alice.email: "You have a new message"}


def test_alice_follows_the_link_to_her_answer(cast: Cast, mailbox: Mailbox) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    answer_to(cast.sue, conversation_id)
    sent(mailbox)

    assert mailbox.link_in(mailbox.mails[0]) == f"/messages/{conversation_id}"


def test_alice_gets_no_mail_about_what_she_has_read_already(cast: Cast, mailbox: Mailbox) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    answer_to(cast.sue, conversation_id)
    alice = signed_in(cast.alice)
    with unit_of_work(cast.riverside.id) as session:
        reading.seen_by_relative(session, user=alice, conversation_id=conversation_id)

    assert sent(mailbox) == {}


@pytest.mark.parametrize("who", ["alice", "sue"])
def test_a_closed_account_gets_no_mail(cast: Cast, mailbox: Mailbox, who: str) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    if who == "alice":
        answer_to(cast.sue, conversation_id)
    close_account(getattr(cast, who))

    assert sent(mailbox) == {}


def test_who_is_no_longer_a_supporter_gets_no_mail(cast: Cast, mailbox: Mailbox, sam: Person) -> None:
    make_conversation(cast.alice, WORDS)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(delete(RoleGrant).where(RoleGrant.person_id == cast.sue.id))

    assert sent(mailbox) == {sam.email: "You have a new message"}


def test_the_lead_gets_a_link_to_what_waits_and_not_to_the_conversation(cast: Cast, mailbox: Mailbox) -> None:
    conversation_id = make_conversation(cast.alice, WORDS, topic=TOPIC)
    sent(mailbox)
    mailbox.empty()
    late(conversation_id)
    with unit_of_work(Platform.SWEEP) as session:
        session.execute(update(Conversation).values(owner_id=cast.sue.id))
        escalating.escalate_due(session)

    assert sent(mailbox) == {cast.tess.email: "A message waits"}
    assert mailbox.link_in(mailbox.mails[0]) == "/staff/messages/waiting"
    assert str(conversation_id) not in str(mailbox.mails[0])


def test_overdue_mails_do_not_leave_once_it_is_answered(cast: Cast, mailbox: Mailbox, sam: Person) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.MESSAGE_OVERDUE, conversation_id, sam)
    queue(cast, EmailKind.MESSAGE_OVERDUE_LEAD, conversation_id, cast.tess)
    answer_to(cast.sue, conversation_id)

    assert list(sent(mailbox)) == [cast.alice.email]


def test_the_other_supporters_are_told_and_nobody_who_is_none(cast: Cast, mailbox: Mailbox, sam: Person) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    sent(mailbox)
    mailbox.empty()
    late(conversation_id)
    queue(cast, EmailKind.MESSAGE_OVERDUE, conversation_id, sam, cast.tess, cast.max)

    assert sent(mailbox) == {sam.email: "A message waits"}
    assert mailbox.link_in(mailbox.mails[0]) == f"/staff/inbox/{conversation_id}"


def make_reply(cast: Cast, conversation_id: UUID, state: ReplyState) -> UUID:
    with unit_of_work(cast.riverside.id) as session:
        key = keys.key_for(session, trust_id=cast.riverside.id, owner_id=conversation_id)
        ids = {"id": uuid4(), "trust_id": cast.riverside.id, "conversation_id": conversation_id, "once": uuid4()}
        reply = Reply(**ids, author_id=cast.sue.id, state=state.value, seen_number=1, sealed=key.seal({}, place="x"))
        reply.back_because = BackBecause.READER.value
        session.add(reply)
    return reply.id


@pytest.mark.parametrize("state", [ReplyState.SENT_BACK, ReplyState.CANCELLED])
def test_sue_is_told_that_her_answer_came_back_until_she_has_changed_it(
    cast: Cast, mailbox: Mailbox, state: ReplyState
) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.REPLY_CAME_BACK, make_reply(cast, conversation_id, state), cast.sue)

    came_back = state is ReplyState.SENT_BACK
    assert sent(mailbox) == ({cast.sue.email: "An answer came back"} if came_back else {})
    assert [mailbox.link_in(each) for each in mailbox.mails] == [f"/staff/inbox/{conversation_id}"] * came_back


@pytest.mark.parametrize("state", [ReplyState.FOR_SECOND_READER, ReplyState.CANCELLED])
def test_a_second_reader_is_asked_while_the_answer_waits_for_one(
    cast: Cast, mailbox: Mailbox, sam: Person, state: ReplyState
) -> None:
    conversation_id = make_conversation(cast.alice, WORDS)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.REPLY_TO_READ, make_reply(cast, conversation_id, state), sam)

    waits = state is ReplyState.FOR_SECOND_READER
    assert sent(mailbox) == ({sam.email: "Something to read"} if waits else {})


def make_opening(cast: Cast, lara: Person, *, tells: bool = True, allowed: bool = False) -> UUID:
    conversation_id = make_conversation(cast.alice, WORDS)
    with unit_of_work(cast.riverside.id) as session:
        decided = {"decided_by": cast.tess.id, "allowed_at": clock.now()} if allowed else {}
        ids = {"id": uuid4(), "trust_id": cast.riverside.id, "conversation_id": conversation_id}
        what = {"category": Category.DANGER_TO_LIFE.value, "sealed": b"s", "tells_relative": tells}
        opening = Opening(**ids, **what, asked_by=lara.id, **decided)
        session.add(opening)
    return opening.id


def test_a_second_person_is_asked_and_never_the_one_who_asks(cast: Cast, mailbox: Mailbox, lara: Person) -> None:
    opening_id = make_opening(cast, lara)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.GLASS_ASKED, opening_id, cast.tess, lara, cast.sue)

    assert sent(mailbox) == {cast.tess.email: "Something needs your decision"}
    assert mailbox.link_in(mailbox.mails[0]) == f"/staff/messages/openings/{opening_id}"


def test_nobody_is_asked_about_what_is_decided(cast: Cast, mailbox: Mailbox, lara: Person) -> None:
    opening_id = make_opening(cast, lara, allowed=True)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.GLASS_ASKED, opening_id, cast.tess)

    assert sent(mailbox) == {}


@pytest.mark.parametrize(("tells", "allowed"), [(True, True), (False, True), (True, False)])
def test_alice_is_told_that_somebody_else_may_read_unless_that_raises_danger(
    cast: Cast, mailbox: Mailbox, lara: Person, tells: bool, allowed: bool
) -> None:
    opening_id = make_opening(cast, lara, tells=tells, allowed=allowed)
    sent(mailbox)
    mailbox.empty()
    queue(cast, EmailKind.GLASS_OPENED, opening_id, cast.alice)

    assert sent(mailbox) == ({cast.alice.email: "You have a new message"} if tells and allowed else {})


@pytest.mark.parametrize("kind", [kind for kind in EmailKind if kind.value.startswith(("message", "reply", "glass"))])
def test_a_mail_about_what_was_destroyed_does_not_leave(cast: Cast, mailbox: Mailbox, kind: EmailKind) -> None:
    queue(cast, kind, uuid4(), cast.alice, cast.sue, cast.tess)

    assert sent(mailbox) == {}
