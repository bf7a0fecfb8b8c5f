"""The tasks: ids in, one unit of work, safe to run twice."""

from uuid import UUID

from app.accounts import sessions
from app.core.db import Platform, unit_of_work
from app.core.queue import Task
from app.invitations import service as invitations
from app.mail import delivery
from app.mailers import MAILERS
from app.usage import rollup
from worker.celery_app import app


@app.task(name=Task.SEND_MAIL.value)
def send_mail(mail_id: str) -> None:
    """Sends one mail, unless it has left already."""
    delivery.send(UUID(mail_id), mailers=MAILERS)


@app.task(name=Task.SWEEP_MAIL.value)
def sweep_mail() -> None:
    """Sends whatever is due."""
    delivery.send_all_due(mailers=MAILERS)


@app.task(name=Task.EXPIRE_INVITATIONS.value)
def expire_invitations() -> None:
    """Marks invitations past their last day."""
    with unit_of_work(Platform.SWEEP) as session:
        invitations.expire_due(session)


@app.task(name=Task.ROLL_UP_USAGE.value)
def roll_up_usage() -> None:
    """Makes the daily figures of the last days anew from the events."""
    with unit_of_work(Platform.SWEEP) as session:
        rollup.roll_up_recent(session)


@app.task(name=Task.END_OLD_SESSIONS.value)
def end_old_sessions() -> None:
    """Forgets sessions that can no longer be used."""
    with unit_of_work(Platform.SWEEP) as session:
        sessions.forget_old(session)
