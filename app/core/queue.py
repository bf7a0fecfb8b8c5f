"""Waking the worker: tasks are named here, carry ids only, and leave after the commit."""

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

from app.core.config import require
from app.core.hand_over import after_commit

if TYPE_CHECKING:
    # The clock sends tasks too, and has no need of the 25 MB of a database library.
    from sqlalchemy.orm import Session

log = structlog.get_logger()
FEW = 5  # rows of one transaction that are each worth a wake-up of their own


class Task(StrEnum):
    """Every task there is; worker/tasks.py has one function for each."""

    SEND_MAIL = "mail.send"
    SWEEP_MAIL = "mail.sweep"
    READ_BOUNCES = "mail.read_bounces"
    EXPIRE_INVITATIONS = "invitations.expire"
    ROLL_UP_USAGE = "usage.roll_up"
    MAKE_USAGE_PARTS = "usage.make_parts"
    FORGET_USAGE = "usage.forget_old"
    MAKE_USE_READY = "reports.make_use_ready"
    MAKE_CHANGE_READY = "reports.make_change_ready"
    END_OLD_SESSIONS = "accounts.end_old_sessions"
    CALL_PAGER = "risk.call_pager"
    SWEEP_FLAGS = "risk.sweep"
    TELL_OF_OVERDUE = "forum.tell_of_overdue"
    RESCAN_FORUM = "forum.rescan"
    FLAG_WORRY = "forum.flag_worry"
    SWEEP_WORRIES = "forum.sweep_worries"
    SEND_NEWS = "forum.send_news"
    FORGET_FLAGS = "risk.forget_old"
    FORGET_MESSAGES = "messages.forget_old"
    ESCALATE_MESSAGES = "messages.escalate"
    SEND_REPLIES = "messages.send_replies"
    RESCAN_MESSAGES = "messages.rescan"
    SEND_LISTS = "lists.send"
    SWEEP_LISTS = "lists.sweep"
    FORGET_LISTS = "lists.forget"
    SEND_REMINDERS = "reminders.send_due"
    SEND_DIGESTS = "reminders.send_digests"
    CLOSE_ROUNDS = "implementation.close_rounds"


@lru_cache(maxsize=1)
def celery() -> Celery:
    """The connection to the broker; the worker adds the tasks to it."""
    # Celery has its own name for a Redis that listens on a socket.
    app = Celery("holdfast", broker=require("redis_url").replace("unix://", "redis+socket://", 1))
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_default_queue="holdfast",
        # A person waits behind a wake-up, and the sweeper finds what it missed: never try for long.
        task_publish_retry=False,
        broker_transport_options={
            "visibility_timeout": 600,
            "socket_connect_timeout": 1,
            "socket_timeout": 5,
            "max_retries": 1,
        },
    )
    return app


def wake(session: "Session", task: Task, subject_id: UUID, *, for_many: Task | None = None) -> None:
    """Wakes the worker for one row once this transaction has committed.

    `for_many`: what is sent once instead when one transaction wakes for many rows. A crowd of wake-ups would stand in
    the way of whoever is woken next for one row alone.
    """
    subjects: list[UUID] = session.info.setdefault(("woken", task), [])
    if not subjects:
        after_commit(session, lambda: _wake(session, task, for_many))
    subjects.append(subject_id)


def _wake(session: "Session", task: Task, for_many: Task | None) -> None:
    subjects: list[UUID] = session.info.pop(("woken", task))
    if for_many and len(subjects) > FEW:
        _send(for_many)
        return
    for subject_id in subjects:
        _send(task, str(subject_id))


def _send(task: Task, *arguments: str) -> None:
    try:
        celery().send_task(task.value, args=arguments)
    except (OperationalError, OSError) as error:
        # The row is committed; the sweeper will find it.
        log.warning("queue.unreachable", task=task.value, error=type(error).__name__)
