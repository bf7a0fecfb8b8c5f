"""Nothing is lost when workers die and Redis is emptied."""

import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from redis import Redis
from sqlalchemy import func, select

from app.core import config
from app.core.db import Platform, unit_of_work
from app.invitations import service as invitations
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.invitations.service import Invitee
from app.mail.models import OutboundMail
from app.mail.rules import MailState
from tests.mailbox import Mailbox
from tests.people import Cast
from tests.worker.processes import WorkerGroup, worker_group

INVITATIONS = 2000
BATCH = 100
KILL_EVERY = 2.0  # seconds of work: counted from the first mail after a start, since starting takes a second or two
MOST_KILLS = 20
PATIENCE = 420.0  # seconds; other tests may take most of the machine


def _invite(cast: Cast, number: int) -> None:
    """Staff go on inviting while the workers die."""
    with unit_of_work(cast.riverside.id) as session:
        for _each in range(number):
            invitee = Invitee(email=f"{uuid4()}@example.org", first_name="Robin", team_id=cast.early_help.id)
            invitations.invite(session, inviter_id=cast.cora.id, trust_id=cast.riverside.id, invitee=invitee)


def _waiting() -> int:
    waiting = select(func.count()).select_from(OutboundMail).where(OutboundMail.state == MailState.QUEUED.value)
    with unit_of_work(Platform.SWEEP) as session:
        return session.scalar(waiting) or 0


def _work_a_while(mailbox: Mailbox, until: float) -> None:
    before, ends = len(mailbox.mails), None
    while time.monotonic() < until and (ends is None or time.monotonic() < ends):
        if ends is None and len(mailbox.mails) > before:
            ends = time.monotonic() + KILL_EVERY
        time.sleep(0.05)


def _kill_until_nearly_done(group: WorkerGroup, mailbox: Mailbox, until: float) -> int:
    kills = 0
    while _waiting() > BATCH and kills < MOST_KILLS and time.monotonic() < until:
        _work_a_while(mailbox, until)
        group.kill()
        kills += 1
        with Redis.from_url(config.require("redis_url")) as redis:
            redis.flushall()
        group.start()
    return kills


def _finish(until: float) -> None:
    while _waiting() and time.monotonic() < until:
        time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_2000_invitations_survive_killed_workers_and_an_emptied_redis(
    cast: Cast, mailbox: Mailbox, tmp_path: Path
) -> None:
    for _batch in range(INVITATIONS // BATCH):
        _invite(cast, BATCH)
    until = time.monotonic() + PATIENCE

    with worker_group(tmp_path) as group:
        kills = _kill_until_nearly_done(group, mailbox, until)
        _finish(until)

    recipients = Counter(str(mail["To"]) for mail in mailbox.mails)
    ids = {
        str(mail["To"]): {str(each["Message-ID"]) for each in mailbox.mails if each["To"] == mail["To"]}
        for mail in mailbox.mails
        if recipients[str(mail["To"])] > 1
    }
    print(f"{kills} kills, {len(mailbox.mails) - len(recipients)} mails twice")
    assert kills >= 2
    assert len(recipients) == INVITATIONS
    assert len(mailbox.mails) - INVITATIONS <= kills
    assert all(len(each) == 1 for each in ids.values())
    with unit_of_work(cast.riverside.id) as session:
        states = session.execute(select(Invitation.state, func.count()).group_by(Invitation.state)).all()
    assert [tuple(row) for row in states] == [(State.SENT.value, INVITATIONS)]
