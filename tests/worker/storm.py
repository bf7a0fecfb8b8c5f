"""Mail in bad weather: `python -m tests.worker.storm kills 800 150` prints what became of 800 mails as JSON.

In a process of its own, with servers of its own: the database is restarted. `answers 100 1` is the other storm.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from redis import Redis
from sqlalchemy import func, select, update

from app.core import clock, config, db, migrate
from app.core import queue as tasks
from app.core.db import Platform, unit_of_work
from app.core.embedded import folders, postgres, valkey
from app.core.embedded.folders import Place
from app.core.queue import Task
from app.invitations.models import Invitation
from app.mail.models import OutboundMail
from app.mail.rules import MailState
from tests.mail_sink import Answer, Sink, sink
from tests.people import Cast, make_cast
from tests.worker.crowd import invite_crowd, invite_one, waiting
from tests.worker.processes import WorkerGroup, worker_group

FLUSH_EVERY, RESTART_EVERY = 2, 4  # kills
ANSWERS = {Answer.LATER.value: 0.3, Answer.NEVER.value: 0.05, Answer.HANGS.value: 0.05, Answer.DROPS.value: 0.05}
FRESH, FRESH_EVERY = 20, 0.5  # mails, seconds
PATIENCE = 1800.0  # seconds
# Seconds without a mail, after which both are started anew: a worker that meets no database at its start ends, and
# where Holdfast runs somebody watches over that.
STALLED = 30.0


@dataclass(frozen=True)
class Arrived:
    """What the sink noted: mails that nobody was sent, that came more than once, and that came under two names."""

    distinct: int
    lost: int
    twice: int
    renamed: int
    kills: int
    states: dict[str, int]


@dataclass(frozen=True)
class Waited:
    """What became of each mail, and how long somebody's new mail waited behind the others at the most, in seconds."""

    states: dict[str, int]
    answers: dict[str, int]
    longest_wait: float
    renamed: int


class Weather:
    """A database and a queue that can go away."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.folder, self._place, self._database = folder, place, ExitStack()

    def start_database(self) -> str:
        """Its address."""
        return self._database.enter_context(postgres.running(self._place)).url

    def restart_database(self) -> None:
        """Ends all its connections."""
        self.stop_database()
        self.start_database()

    def stop_database(self) -> None:
        """Loses nothing."""
        self._database.close()

    def flush_queue(self) -> None:
        """Empties Redis: wake-ups, and what was noted of mails."""
        with Redis.from_url(config.require("redis_url")) as redis:
            redis.flushall()


@contextmanager
def weather(**environment: str) -> Iterator[Weather]:
    """Servers of this process's own."""
    with tempfile.TemporaryDirectory() as folder, folders.scratch() as place, folders.socket_folder(place):
        found = Weather(place, Path(folder))
        with valkey.running(place) as queue:
            url = found.start_database()
            os.environ.update(ENV="test", DATABASE_URL=url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1")
            os.environ.update(environment)
            config.settings.cache_clear()
            tasks.celery.cache_clear()
            migrate.upgrade(url)
            db.connect(url, pool_pre_ping=True)
            try:
                yield found
            finally:
                found.stop_database()


@contextmanager
def into(where: Sink) -> Iterator[None]:
    """Mail goes there."""
    os.environ["SMTP_URL"] = where.url
    config.settings.cache_clear()
    yield


def kills(number: int, *, every: int) -> Arrived:
    """So many invitations; two workers die again and again, Redis is emptied, the database goes away.

    `every`: mails from one death to the next. By the clock a busy machine would see more deaths than mails.
    """
    with weather() as found, sink(found.folder) as where, into(where):
        invite_crowd(make_cast(), number)
        with worker_group(found.folder, workers=2) as group:
            killed = _kill_until_done(found, group, where, every)
        return _arrived(where, killed)


def answers(number: int, *, timeout: float) -> Waited:
    """So many invitations to a server that misbehaves, and a new mail now and then by somebody who waits for it."""
    with weather(MAIL_TIMEOUT=str(timeout)) as found, sink(found.folder, **ANSWERS) as where, into(where):
        cast = make_cast()
        invite_crowd(cast, number)
        with worker_group(found.folder):
            fresh = dict(_fresh_ones(cast, where))
            _until_settled()
        return _waited(where, fresh)


def _kill_until_done(found: Weather, group: WorkerGroup, where: Sink, every: int) -> int:
    killed, until = 0, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _wait_for_mails(where, every)
        if not waiting():
            return killed
        group.kill()
        killed += 1
        if killed % FLUSH_EVERY == 0:
            found.flush_queue()
        if killed % RESTART_EVERY == 0:
            found.restart_database()
        group.start()
    return killed


def _wait_for_mails(where: Sink, number: int) -> None:
    """Until so many more have come, none is left, or none has come for long."""
    enough, seen, until = where.count() + number, where.count(), time.monotonic() + STALLED
    while seen < enough and time.monotonic() < until and waiting():
        time.sleep(0.05)
        if where.count() > seen:
            seen, until = where.count(), time.monotonic() + STALLED


def _arrived(where: Sink, killed: int) -> Arrived:
    with unit_of_work(Platform.SWEEP) as session:
        invited = set(session.scalars(select(Invitation.email)))
        states = session.execute(select(Invitation.state, func.count()).group_by(Invitation.state)).all()
    noted = [each for each in where.noted() if each.recipient in invited]  # not this week's digests
    names: dict[str, set[str]] = {}
    for each in noted:
        names.setdefault(each.recipient, set()).add(each.message_id)
    return Arrived(
        distinct=len(names),
        lost=len(invited - set(names)),
        twice=len(noted) - len(names),
        renamed=sum(len(each) > 1 for each in names.values()),
        kills=killed,
        states={state: count for state, count in states},  # noqa: C416 - a row is not a plain pair to mypy
    )


def _fresh_ones(cast: Cast, where: Sink) -> Iterator[tuple[str, float]]:
    """Queues a new mail now and then while the crowd's first attempts last."""
    while not where.count():
        time.sleep(0.05)
    for _each in range(FRESH):
        yield invite_one(cast), time.monotonic()
        time.sleep(FRESH_EVERY)


def _due() -> int:
    due = (OutboundMail.state == MailState.QUEUED.value, OutboundMail.due_at <= clock.now())
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(select(func.count()).select_from(OutboundMail).where(*due)) or 0


def _until_settled() -> None:
    """Nobody waits for hours: what is to be tried again later is due at once."""
    until = time.monotonic() + PATIENCE
    while waiting() and time.monotonic() < until:
        if not _due():
            with unit_of_work(Platform.SWEEP) as session:
                session.execute(update(OutboundMail).values(due_at=clock.now()))
            tasks.celery().send_task(Task.SWEEP_MAIL.value)
        time.sleep(0.2)


def _waited(where: Sink, fresh: dict[str, float]) -> Waited:
    noted = where.noted()
    first = {each.recipient: each.at for each in reversed(noted)}
    with unit_of_work(Platform.SWEEP) as session:
        states = session.execute(select(OutboundMail.state, func.count()).group_by(OutboundMail.state)).all()
    return Waited(
        states={state: count for state, count in states},  # noqa: C416 - a row is not a plain pair to mypy
        answers=dict(Counter(each.answer.value for each in noted)),
        longest_wait=max(first[recipient] - queued for recipient, queued in fresh.items()),
        renamed=len({each.message_id for each in noted}) - len({each.recipient for each in noted}),
    )


def main(what: str, number: int, measure: str) -> Arrived | Waited:
    """One of the two; `measure` is the mails from death to death, or the seconds that a mail server gets."""
    return kills(number, every=int(measure)) if what == "kills" else answers(number, timeout=float(measure))


if __name__ == "__main__":
    print(json.dumps(asdict(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))))
