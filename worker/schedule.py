"""The whole clock on one screen. Every job looks for what is due, so a missed or a double run does no harm."""

from typing import Any

from celery.schedules import crontab

from app.core.queue import Task


def _every(seconds: int, task: Task) -> dict[str, Any]:
    return _at(float(seconds), task, expires=seconds)


def _at(moments: crontab | float, task: Task, *, expires: int) -> dict[str, Any]:
    """`expires`, in seconds: if the worker was away, the runs it missed are not all made up for."""
    return {"task": task.value, "schedule": moments, "options": {"expires": expires}}


SCHEDULE: dict[str, dict[str, Any]] = {
    "mail that nobody was woken for, or that is to be tried again": _every(10, Task.SWEEP_MAIL),
    "mail that came back to the bounce mailbox": _every(180, Task.READ_BOUNCES),
    "flags that nobody looked at in time, and pagers to be tried again": _every(30, Task.SWEEP_FLAGS),
    "worries about members of another trust that the worker was not woken for": _every(30, Task.SWEEP_WORRIES),
    "what is new in the forum for members who are mailed": _at(crontab(minute="*/10"), Task.SEND_NEWS, expires=600),
    "posts that an older detector has read and no person yet": _every(300, Task.RESCAN_FORUM),
    "supporters' answers that were put off until now": _every(30, Task.SEND_REPLIES),
    "messages that were promised an answer by now": _every(60, Task.ESCALATE_MESSAGES),
    "messages that an older detector has read and no supporter yet": _every(300, Task.RESCAN_MESSAGES),
    "what relatives asked to be reminded of, and invitations that nobody opened": _at(
        crontab(minute="*/15"), Task.SEND_REMINDERS, expires=900
    ),
    "words of flags that were closed long ago": _at(crontab(hour="2", minute="50"), Task.FORGET_FLAGS, expires=3600),
    "words of conversations that were closed long ago": _at(
        crontab(hour="2", minute="55"), Task.FORGET_MESSAGES, expires=3600
    ),
    "lists of people to invite that nobody was woken for": _every(30, Task.SWEEP_LISTS),
    "addresses of lists that are over": _at(crontab(hour="2", minute="45"), Task.FORGET_LISTS, expires=3600),
    "invitations past their last day": _at(crontab(minute="5"), Task.EXPIRE_INVITATIONS, expires=3600),
    "use that was not counted yet": _at(crontab(minute="*/15"), Task.ROLL_UP_USAGE, expires=900),
    "room for the events of the next months": _at(crontab(hour="3", minute="0"), Task.MAKE_USAGE_PARTS, expires=3600),
    "events that are older than their trust keeps them": _at(
        crontab(hour="3", minute="5"), Task.FORGET_USAGE, expires=3600
    ),
    "figures of use, so that no page has to add them up": _at(
        crontab(hour="3", minute="20"), Task.MAKE_USE_READY, expires=3600
    ),
    "figures of check-ins": _at(crontab(hour="3", minute="40"), Task.MAKE_CHANGE_READY, expires=3600),
    "rounds of questions to staff past their last day": _at(crontab(minute="10"), Task.CLOSE_ROUNDS, expires=3600),
    "sessions that can no longer be used": _at(crontab(minute="35"), Task.END_OLD_SESSIONS, expires=3600),
    "posts that wait for a moderator for too long": _at(crontab(minute="*/5"), Task.TELL_OF_OVERDUE, expires=300),
    "numbers for teams, on Mondays, and for trust leads, once a month": _at(
        crontab(minute="*/5"), Task.SEND_DIGESTS, expires=300
    ),
}
