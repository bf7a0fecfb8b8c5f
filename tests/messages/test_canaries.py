"""10,000 sentences are written in every place that messages have, and none is found where it should not be."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import Engine, select, text

from app.accounts.models import Person
from app.core import config
from app.core.db import Platform, unit_of_work
from app.mail import delivery
from app.mailers import MAILERS
from app.messages.models import Conversation
from app.messages.queries import conversations
from app.messages.rules.glass import Category
from app.messages.rules.written import Attached, Written
from app.messages.service import answering, drafting, glass, noting, putting_by, supervising, writing
from app.messages.service.answering import Answer
from app.messages.service.drafting import Begun
from app.messages.service.glass import Request
from app.models import metadata
from tests.builders.glass import make_safeguarding_lead
from tests.builders.messages import fresh, has_read, signed_in
from tests.mailbox import Mailbox
from tests.page import Browser
from tests.people import Cast

MANY = 10_000
MARK = "zimmerwald"  # in each of them; a word that stands nowhere else
CONVERSATIONS = 40
# Some of what is planted raises a flag, whose words must be locked as well.
DANGER = "He has gone out with a knife and says he will kill himself tonight."


class Planter:
    """Makes sentences that no other is like, and counts them."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.planted = 0

    def sentences(self, number: int) -> str:
        self.planted += number
        return " ".join(f"The key lies under {MARK} {next(self._numbers):05}." for _one in range(number))


def plant(cast: Cast, planter: Planter) -> None:
    """Everybody writes in every place there is."""
    alice, sue, sara = (signed_in(each) for each in (cast.alice, cast.sue, make_safeguarding_lead(cast.riverside)))
    trust = cast.riverside.id
    for number in range(CONVERSATIONS):
        written = Written(f"{DANGER if number % 10 == 0 else ''} {planter.sentences(70)}", _attached(planter))
        with unit_of_work(trust) as session:
            sent = writing.start(session, user=alice, topic=planter.sentences(2), written=written, once=uuid4())
        given = {"conversation_id": sent.conversation_id}
        with unit_of_work(trust) as session:
            writing.write(session, user=alice, written=Written(planter.sentences(60)), once=uuid4(), **given)
        with unit_of_work(trust) as session:
            drafting.save(session, user=alice, place=sent.conversation_id, begun=Begun(text=planter.sentences(20)))
            noting.add(session, user=sue, text=planter.sentences(20), once=uuid4(), **given)
        with unit_of_work(trust) as session:
            answering.answer(session, trust_id=trust, given=_answer(cast, planter, sent.conversation_id), **given)
        with unit_of_work(trust) as session:
            later = _answer(cast, planter, sent.conversation_id)
            putting_by.put_by(session, user=sue, given=later, send_at=None, needs_reader=True, **given)
        with unit_of_work(trust) as session:
            supervising.write(session, user=sue, text=planter.sentences(10))
            why = planter.sentences(10), planter.sentences(10)
            glass.ask(session, user=sara, request=Request(sent.conversation_id, Category.COMPLAINT, *why))


def _attached(planter: Planter) -> tuple[Attached, ...]:
    return (Attached(planter.sentences(1), lines=(planter.sentences(5), planter.sentences(4))),)


def _answer(cast: Cast, planter: Planter, conversation_id: UUID) -> Answer:
    seen = fresh(conversation_id).last_number
    return Answer(cast.sue.id, Written(planter.sentences(20)), uuid4(), seen)


def has_mark(data: bytes, mark: str = MARK) -> bool:
    """Whether the word is in it: as it is, in digits, in base64 wherever it begins, in two bytes a letter."""
    word = mark.encode()
    shifted = [b64encode(b"\0" * shift + word)[4:12] for shift in range(3)]
    forms = [word.hex().encode(), *shifted, mark.encode("utf-16-le")]
    return word in data.lower() or any(form in data for form in forms)


def everything_in_tables(owner: Engine) -> Iterator[tuple[str, bytes]]:
    """A dump: each table as COPY writes it."""
    with owner.connect() as connection:
        cursor: Any = connection.connection.cursor()
        cursor.execute("SELECT set_config('holdfast.platform', 'test', true)")
        for table in metadata.tables:
            with cursor.copy(f'COPY (SELECT * FROM "{table}") TO STDOUT') as rows:
                yield table, b"".join(bytes(each) for each in rows)


def everything_on_disk(owner: Engine) -> Iterator[tuple[str, bytes]]:
    """The files of the servers: tables, indexes, statistics, the log of changes with all that was written, other logs."""
    with owner.begin() as connection:
        # What is committed after this is on the disk, with everything before it.
        connection.execute(text("SET LOCAL synchronous_commit = on"))
        connection.execute(text("CREATE TEMPORARY TABLE written () ON COMMIT DROP"))
    [sockets] = parse_qs(urlsplit(config.require("database_url")).query)["host"]
    for path in Path(sockets).parent.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def said_to_redis(redis: Any, since: Any) -> Iterator[bytes]:
    """Every command that it was sent while it was watched: hints, wake-ups, counters."""
    redis.echo("the end")
    for each in since.listen():
        if "the end" in each["command"]:
            return
        yield each["command"].encode()


def everything_in_redis(redis: Any) -> Iterator[bytes]:
    """What it holds afterwards."""
    read = {b"list": lambda key: redis.lrange(key, 0, -1), b"set": redis.smembers, b"hash": redis.hgetall}
    for key in redis.keys("*"):
        yield key + repr(read.get(redis.type(key), redis.dump)(key)).encode()


def look_at_pages(alice: Browser, planter: Planter) -> None:
    """Pages that show the words, and pages that refuse them."""
    own = alice.visit("/messages")
    for path in [each for each in own.links if each.startswith("/messages/")][:10]:
        alice.visit(path)
    for path in ("/messages/new", f"/messages/{uuid4()}", "/messages"):
        alice.submit(path, text=planter.sentences(300), topic=planter.sentences(1))


def readable(cast: Cast) -> int:
    """How many of them Alice finds in her messages."""
    with unit_of_work(cast.riverside.id) as session:
        ids = session.scalars(select(Conversation.id)).all()
        lines = [line for each in ids for line in conversations.messages(session, conversation_id=each)]
    return sum(str(line.written.as_data()).count(MARK) for line in lines)


def test_the_search_would_find_what_stands_there_openly(cast: Cast, owner: Engine) -> None:
    other = "quokkaberg"  # what the other test looks for must not be on the disk
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(text("UPDATE trusts SET crisis_line_name = :mark"), {"mark": other.title()})
        session.execute(text("UPDATE people SET password_hash = :mark"), {"mark": b64encode(other.encode()).decode()})

    assert {name for name, data in everything_in_tables(owner) if has_mark(data, other)} == {"trusts", "people"}
    assert [name for name, data in everything_on_disk(owner) if has_mark(data, other)]


@pytest.mark.slow
def test_none_of_ten_thousand_sentences_is_anywhere_but_locked(
    cast: Cast,
    owner: Engine,
    mailbox: Mailbox,
    capfd: pytest.CaptureFixture[str],
    browser_as: Callable[[Person], Browser],
) -> None:
    planter = Planter()
    redis: Any = Redis.from_url(config.require("redis_url"))
    has_read(cast.alice)
    with redis.monitor() as watched:
        plant(cast, planter)
        look_at_pages(browser_as(cast.alice), planter)
        delivery.send_all_due(mailers=MAILERS)
        commands = list(said_to_redis(redis, watched))

    assert planter.planted >= MANY
    assert readable(cast) > CONVERSATIONS * 150
    assert [name for name, data in everything_in_tables(owner) if has_mark(data)] == []
    assert [name for name, data in everything_on_disk(owner) if has_mark(data)] == []
    assert len(commands) > CONVERSATIONS
    assert not [each for each in (*commands, *everything_in_redis(redis)) if has_mark(each)]
    assert len(mailbox.mails) > CONVERSATIONS
    assert not [mail for mail in mailbox.mails if has_mark(mail.as_bytes() + mailbox.words_in(mail).encode())]
    assert not has_mark("".join(capfd.readouterr()).encode())
