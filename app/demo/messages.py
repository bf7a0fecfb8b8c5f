"""The demo's messages: one conversation that was answered, two that wait, and how Sue shows herself. All made up.

What is past is written as rows; what waits is written today, through the service.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from sqlalchemy.orm import Session

from app.demo.past import Here
from app.demo.rows import Row
from app.demo.signed_in import relative
from app.keys import service as keys
from app.keys.key import Key
from app.messages.models import Act, Conversation, Message, SupporterProfile, Understanding
from app.messages.rules import conversations as rules
from app.messages.rules.conversations import Kind, State
from app.messages.rules.understanding import VERSION
from app.messages.rules.written import Written
from app.messages.service import writing
from app.risk import detector, duty
from app.trusts.hours import opening

WORDS = Path(__file__).with_name("messages.yaml")
_SEEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class _Said:
    """One message of the past. `since`: of an answer, when the wait that it ended began."""

    number: int
    who: str
    at: datetime
    text: str
    kind: Kind
    since: datetime | None = None


def add(session: Session, here: Here) -> None:
    """Adds all of it."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    for who, shown in words["supporters"].items():
        ids = {"person_id": here.people[who], "trust_id": here.trust_id}
        session.add(SupporterProfile(**ids, **shown, is_shown=True))
    for talk in words["past"]:
        _past(session, here, talk, supporters=set(words["supporters"]))
    for talk in words["today"]:
        _read_first(session, here, talk["by"], here.now)
        user, written = relative(here, talk["by"]), Written(talk["text"])
        writing.start(session, user=user, topic=talk["topic"], written=written, once=uuid4())


def _past(session: Session, here: Here, talk: Row, *, supporters: set[str]) -> None:
    """A conversation whose last answer its relative has not opened yet."""
    said = [
        _Said(number, who, here.at(at), text, Kind.SUPPORTER if who in supporters else Kind.RELATIVE)
        for number, (who, at, text) in enumerate(talk["said"], start=1)
    ]
    first, last = said[0], said[-1]
    _read_first(session, here, first.who, first.at)
    conversation = Conversation(
        id=uuid4(),
        trust_id=here.trust_id,
        relative_id=here.people[first.who],
        state=State.ANSWERED.value,
        owner_id=here.people[talk["owner"]],
        last_number=last.number,
        seen_number=last.number,
        relative_seen_number=last.number - 1,
        opened_at=first.at,
        last_at=last.at,
    )
    key = keys.key_for(session, trust_id=here.trust_id, owner_id=conversation.id)
    conversation.sealed_topic = key.seal(talk["topic"], place="topic")
    session.add(conversation)
    session.flush()
    _happened(session, here, conversation.id, rules.Act.STARTED, first)
    since = None
    for each in said:
        _message(session, here, conversation.id, key, replace(each, since=since))
        since = (since or each.at) if each.kind is Kind.RELATIVE else None
    session.flush()


def _message(session: Session, here: Here, conversation_id: UUID, key: Key, said: _Said) -> None:
    hours = duty.of_trust(session, trust_id=here.trust_id).hours
    is_relatives = said.kind is Kind.RELATIVE
    message = Message(
        id=uuid4(),
        trust_id=here.trust_id,
        conversation_id=conversation_id,
        number=said.number,
        kind=said.kind.value,
        author_id=here.people[said.who],
        once=uuid4(),
        written_at=said.at,
        after_hours=not opening.is_open(hours, at=said.at),
        detector=detector.version() if is_relatives else "",
    )
    message.sealed = key.seal(Written(said.text).as_data(), place=f"message/{message.id}")
    session.add(message)
    if not is_relatives:
        seen = _Said(said.number - 1, said.who, said.at - _SEEN_AFTER, "", said.kind)
        _happened(session, here, conversation_id, rules.Act.READ, seen)
    act = rules.Act.WROTE if is_relatives else rules.Act.ANSWERED
    _happened(session, here, conversation_id, act, said)


def _happened(session: Session, here: Here, conversation_id: UUID, act: rules.Act, said: _Said) -> None:
    facts: dict[str, Any] = {} if act is rules.Act.STARTED else {"number": said.number}
    if act is rules.Act.READ:
        facts["from"] = said.number
    if act is rules.Act.ANSWERED and said.since:
        facts["since"] = said.since.isoformat()
    ids = {"trust_id": here.trust_id, "conversation_id": conversation_id, "actor_id": here.people[said.who]}
    session.add(Act(**ids, act=act.value, facts=facts, happened_at=said.at))
    session.flush()


def _read_first(session: Session, here: Here, who: str, at: datetime) -> None:
    """They have read what this place is, just before."""
    if session.get(Understanding, here.people[who]) is None:
        ids = {"person_id": here.people[who], "trust_id": here.trust_id}
        session.add(Understanding(**ids, version=VERSION, accepted_at=at - timedelta(minutes=5)))
