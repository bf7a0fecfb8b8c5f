"""Mails a second through two workers, beside a bare kept-open smtplib loop that sends the same mails to the same sink.

The workers take everything from the table of waiting mails: lock, write, hand over, log, commit, on a durable database.
"""

import os
import smtplib
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from app.core import config, db, migrate
from app.core.db import Platform, unit_of_work
from app.core.embedded import folders, postgres, valkey
from app.invitations import emails
from app.mail import delivery
from app.mail.message import as_bytes
from app.mail.models import OutboundMail
from app.mailers import MAILERS
from bench.load import cpu
from tests.mail_sink import Sink, sink
from tests.people import Cast, make_cast
from tests.statements import counted
from tests.worker.crowd import BATCH, invite_crowd, waiting
from tests.worker.processes import worker_group

MAILS, WARM, ROUNDS, WORKERS = 4000, 500, 3, 2


def main() -> None:
    """Prints the statements of one mail, and one table."""
    with services() as folder, sink(folder) as where:
        os.environ["SMTP_URL"] = where.url
        config.settings.cache_clear()
        cast, console = make_cast(), Console(width=120)
        console.print(*_statements(cast), sep="\n")
        messages = list(_messages(cast))
        rows = [(_bare(messages, where), *_ours(cast, where, folder)) for _round in range(ROUNDS)]
        _print(console, rows)


@contextmanager
def services() -> Iterator[Path]:
    """A durable database and a queue, and a folder for whatever else there is."""
    with tempfile.TemporaryDirectory() as folder, folders.scratch() as place, folders.socket_folder(place):
        with postgres.running(place) as database, valkey.running(place) as queue:
            os.environ.update(ENV="test", DATABASE_URL=database.url, REDIS_URL=queue.url, SMTP_URL="smtp://127.0.0.1:1")
            config.settings.cache_clear()
            migrate.upgrade(database.url)
            db.connect(database.url)
            yield Path(folder)


def _statements(cast: Cast) -> list[str]:
    invite_crowd(cast, BATCH)
    delivery.send_all_due(mailers=MAILERS)
    invite_crowd(cast, BATCH)
    with counted() as sent:
        delivery.send_all_due(mailers=MAILERS)
    cycle = len(sent) // BATCH
    return [f"{cycle} statements a mail", *(" ".join(each.split())[:110] for each in sent[cycle : 2 * cycle])]


def _messages(cast: Cast) -> Iterator[EmailMessage]:
    invite_crowd(cast, BATCH)
    with unit_of_work(Platform.SWEEP) as session:
        for mail in session.scalars(select(OutboundMail).where(OutboundMail.state == "queued")):
            email = emails.invitation(session, subject_id=mail.subject_id)
            assert email is not None
            message = message_from_bytes(as_bytes(email, mail_id=mail.id), policy=policy.default)
            assert isinstance(message, EmailMessage)
            yield message
    delivery.send_all_due(mailers=MAILERS)


def _bare(messages: list[EmailMessage], where: Sink) -> float:
    """Mails a second."""
    with smtplib.SMTP("127.0.0.1", where.port) as connection:
        began = time.monotonic()
        for number in range(MAILS):
            connection.send_message(messages[number % len(messages)])
        return MAILS / (time.monotonic() - began)


def _ours(cast: Cast, where: Sink, folder: Path) -> tuple[float, float, float]:
    """Mails a second once the workers are up, and CPU of the workers and of the sink for each in ms."""
    before = where.count()
    invite_crowd(cast, MAILS)
    with worker_group(folder, workers=WORKERS) as group:
        while where.count() < before + WARM:
            time.sleep(0.05)
        pids = [each.pid for each in group.processes]
        used, sunk, began = sum(map(cpu, pids)), cpu(where.pid), where.count()
        while waiting():
            time.sleep(0.2)
        number = where.count() - began
        each = (sum(map(cpu, pids)) - used) / number * 1000, (cpu(where.pid) - sunk) / number * 1000
    noted = where.noted()[before + WARM :]
    return len(noted) / (noted[-1].at - noted[0].at), *each


def _print(console: Console, rows: list[tuple[float, float, float, float]]) -> None:
    table = Table(title=f"{MAILS:,} invitations through {WORKERS} workers, {ROUNDS} rounds in turn")
    for heading in ("bare smtplib/s", "ours/s", "ratio", "workers' CPU ms", "sink's CPU ms"):
        table.add_column(heading, justify="right")
    medians = tuple(statistics.median(column) for column in zip(*rows, strict=True))
    for bare, ours, used, sunk in (*rows, medians):
        table.add_row(f"{bare:.0f}", f"{ours:.0f}", f"{ours / bare:.2f}", f"{used:.2f}", f"{sunk:.2f}")
    console.print(table, "The last line has the medians.")
