"""Live hints with 1,000 pages open, from the commit to each page, beside the bare websockets library on the same loop.

A thread that all 1,000 read: the bare server uses `broadcast`. 1,000 conversations, with an answer in one of them: the
bare server sends to one. One process each, and pages that do nothing but note when a frame arrives.
"""

import itertools
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from rich.console import Console
from rich.table import Table

from app import run
from app.accounts.models import Person
from app.accounts.roles import Role
from app.core import config, db, hints, migrate
from app.core.db import unit_of_work
from app.core.embedded import folders, postgres, valkey
from app.core.hand_over import after_commit
from app.core.supervisor import child as children
from app.core.supervisor import ports
from app.messages.models import Conversation
from app.messages.rules.conversations import State
from app.messages.rules.written import Written
from app.messages.service import answering
from app.messages.service.answering import Answer
from app.trusts.models import Trust
from bench.live_crowd import Crowd, Page, crowd
from bench.load import cpu
from tests.builders import forum as build
from tests.builders.accounts import make_person, session_for
from tests.builders.trusts import make_team, make_trust

PAGES, RELATIVES = 1000, 10
ROUNDS = 5
TO_ALL, TO_ONE = 20, 100  # hints a round
# Makes the server say something: the moment from which it counts, and who hears it.
Tell = Callable[[], tuple[float, list[Page]]]
Fill = Callable[[Crowd, int, list[Person]], Tell]


@dataclass
class Row:
    """What was measured. Times in ms, a list for each round; memory in KB and processor time of joining in ms for each page."""

    name: str
    times: int
    memory: float = 0
    joining: float = 0
    deliveries: list[list[float]] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def main() -> None:
    """Prints one table."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place) as database, valkey.running(place) as queue:
            os.environ.update(ENV="test", DATABASE_URL=database.url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1")
            config.settings.cache_clear()
            migrate.upgrade(database.url)
            db.connect(database.url)
            team = make_team(make_trust())
            people = [make_person(f"Relative{n}", Role.RELATIVE, team=team) for n in range(RELATIVES)]
            _print(
                _compare(Row("a thread, to all", TO_ALL), _thread, _everybody, people),
                _compare(Row("a conversation", TO_ONE), _conversations, _somebody, people),
            )


def _compare(row: Row, ours: Fill, bare: Fill, people: list[Person]) -> tuple[Row, Row]:
    """Both in turn; the first round is the warm-up."""
    rows = row, Row("  bare", row.times)
    with _web() as own, _bare_web() as other, crowd() as first, crowd() as second:
        sides = [
            (side, pid, _joined(side, pid, found, partial(fill, found, port, people)))
            for side, (port, pid), found, fill in zip(rows, (own, other), (first, second), (ours, bare), strict=True)
        ]
        for number in range(ROUNDS + 1):
            for side, pid, tell in sides:
                _round(side, pid, tell, keep=number > 0)
    return rows


def _joined(row: Row, pid: int, found: Crowd, fill: Callable[[], Tell]) -> Tell:
    before: list[float] = []
    found.at_half = lambda: before.extend((_resident(pid), cpu(pid)))
    tell = fill()
    memory, used = before
    row.memory = (_resident(pid) - memory) / (PAGES / 2)
    row.joining = (cpu(pid) - used) / (PAGES / 2) * 1000
    return tell


def _round(row: Row, pid: int, tell: Tell, *, keep: bool) -> None:
    used, found, last = cpu(pid), [], []
    for _time in range(row.times):
        moment, hearers = tell()
        Crowd.wait_for(hearers)
        found += [(page.arrived[0] - moment) * 1000 for page in hearers]
        last.append(max(found[-len(hearers) :]))
        for page in hearers:
            page.arrived.clear()
    if keep:
        row.deliveries.append(found)
        row.last.append(statistics.median(last))
        row.cpu.append((cpu(pid) - used) / len(found) * 1e6)


def _thread(found: Crowd, port: int, people: list[Person]) -> Tell:
    members = [build.join_forum(person) for person in people]
    thread = build.make_thread(members[0], build.make_board(Trust(id=people[0].trust_id)))
    topic, numbers = f"forum.thread.{thread.id}", itertools.count(2)
    found.come(port, [(_cookie(person), topic) for person in people for _ in range(PAGES // RELATIVES)])

    def tell() -> tuple[float, list[Page]]:
        with unit_of_work(thread.trust_id) as session:
            moments: list[float] = []
            after_commit(session, lambda: moments.append(time.perf_counter()))
            hints.send(session, topic=topic, number=next(numbers))
        return moments[0], found.pages

    return tell


def _conversations(found: Crowd, port: int, people: list[Person]) -> Tell:
    made = [(_conversation(person), person) for person in people for _ in range(PAGES // RELATIVES)]
    found.come(port, [(_cookie(person), f"messages.conversation.{named}") for named, person in made])
    pages = dict(zip((named for named, _person in made), found.pages, strict=True))

    def tell() -> tuple[float, list[Page]]:
        named, person = random.choice(made)
        assert person.trust_id
        with unit_of_work(person.trust_id) as session:
            moments: list[float] = []
            after_commit(session, lambda: moments.append(time.perf_counter()))
            seen = session.get_one(Conversation, named).last_number
            given = Answer(people[0].id, Written("Here is how."), uuid4(), seen)
            answering.answer(session, trust_id=person.trust_id, conversation_id=named, given=given)
        return moments[0], [pages[named]]

    return tell


def _conversation(person: Person) -> UUID:
    with unit_of_work(person.trust_id) as session:
        made = Conversation(trust_id=person.trust_id, relative_id=person.id, state=State.ANSWERED.value)
        session.add(made)
        session.flush()
    return made.id


def _cookie(person: Person) -> str:
    return f"holdfast_session={session_for(person)}"


def _everybody(found: Crowd, port: int, _people: list[Person]) -> Tell:
    found.come(port, [("", "me")] * PAGES)

    def tell() -> tuple[float, list[Page]]:
        moment = time.perf_counter()
        found.say(found.pages[0], "all")
        return moment, found.pages

    return tell


def _somebody(found: Crowd, port: int, _people: list[Person]) -> Tell:
    found.come(port, [("", "me")] * PAGES)

    def tell() -> tuple[float, list[Page]]:
        page, moment = random.choice(found.pages), time.perf_counter()
        found.say(page, "me")
        return moment, [page]

    return tell


@contextmanager
def _web() -> Iterator[tuple[int, int]]:
    """The web program with the options of `holdfast run`: its port and its process."""
    with ports.listen(first=ports.free()) as listener:
        port = int(listener.getsockname()[1])
        child = children.start(run._web({"BASE_URL": f"http://127.0.0.1:{port}"}, listener=listener))  # noqa: SLF001
        assert children.wait_until_ready(child)
        yield port, child.process.pid
        children.stop(child)


@contextmanager
def _bare_web() -> Iterator[tuple[int, int]]:
    port = ports.free()
    with subprocess.Popen([sys.executable, "-m", "bench.bare_live", str(port)]) as server:
        while not _answers(port) and server.poll() is None:
            time.sleep(0.1)
        yield port, server.pid
        server.terminate()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def _resident(pid: int) -> float:
    """Kilobytes of memory that a process has."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as sizes:  # noqa: PTH123 - not a file to keep
        return int(sizes.read().split()[1]) * resource.getpagesize() / 1000


def _print(*pairs: tuple[Row, Row]) -> None:
    table = Table(title=f"Live hints, one process, {PAGES:,} pages open, medians of {ROUNDS} rounds")
    for heading in (
        "what is told",
        "p50 ms",
        "p99 ms",
        "last ms",
        "ratio",
        "CPU µs each",
        "KB a page",
        "joining, CPU ms",
    ):
        table.add_column(heading, justify="left" if heading == "what is told" else "right", no_wrap=True)
    for pair in pairs:
        for row in pair:
            cuts = [statistics.quantiles(each, n=100) for each in row.deliveries]
            half, most = (statistics.median(each[place] for each in cuts) for place in (49, 98))
            last, bare = statistics.median(row.last), statistics.median(pair[1].last)
            ratio = f"{last / bare:.1f}" if row is pair[0] else ""
            used = f"{statistics.median(row.cpu):.0f}"
            table.add_row(
                row.name,
                f"{half:.1f}", f"{most:.1f}", f"{last:.1f}", ratio, used, f"{row.memory:.1f}", f"{row.joining:.2f}",
            )  # fmt: skip
    Console(width=120).print(table)
