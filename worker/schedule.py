"""The whole clock on one screen. Every job looks for what is due, so a missed or a double run does no harm."""

from typing import Any

from celery.schedules import crontab

from app.core.queue import Task

# `expires`: if the worker was away, the runs it missed are not all made up for.
SCHEDULE: dict[str, dict[str, Any]] = {
    "mail that nobody was woken for, or that is to be tried again": {
        "task": Task.SWEEP_MAIL.value,
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "mail that came back to the bounce mailbox": {
        "task": Task.READ_BOUNCES.value,
        "schedule": 180.0,
        "options": {"expires": 180},
    },
    "flags that nobody looked at in time, and pagers to be tried again": {
        "task": Task.SWEEP_FLAGS.value,
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "worries about members of another trust that the worker was not woken for": {
        "task": Task.SWEEP_WORRIES.value,
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "what is new in the forum for members who are mailed": {
        "task": Task.SEND_NEWS.value,
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "posts that an older detector has read and no person yet": {
        "task": Task.RESCAN_FORUM.value,
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "supporters' answers that were put off until now": {
        "task": Task.SEND_REPLIES.value,
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "messages that were promised an answer by now": {
        "task": Task.ESCALATE_MESSAGES.value,
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "messages that an older detector has read and no supporter yet": {
        "task": Task.RESCAN_MESSAGES.value,
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "what relatives asked to be reminded of, and invitations that nobody opened": {
        "task": Task.SEND_REMINDERS.value,
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 900},
    },
    "words of flags that were closed long ago": {
        "task": Task.FORGET_FLAGS.value,
        "schedule": crontab(hour="2", minute="50"),
        "options": {"expires": 3600},
    },
    "words of conversations that were closed long ago": {
        "task": Task.FORGET_MESSAGES.value,
        "schedule": crontab(hour="2", minute="55"),
        "options": {"expires": 3600},
    },
    "lists of people to invite that nobody was woken for": {
        "task": Task.SWEEP_LISTS.value,
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "addresses of lists that are over": {
        "task": Task.FORGET_LISTS.value,
        "schedule": crontab(hour="2", minute="45"),
        "options": {"expires": 3600},
    },
    "invitations past their last day": {
        "task": Task.EXPIRE_INVITATIONS.value,
        "schedule": crontab(minute="5"),
        "options": {"expires": 3600},
    },
    "figures of the last days": {
        "task": Task.ROLL_UP_USAGE.value,
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 900},
    },
    "sessions that can no longer be used": {
        "task": Task.END_OLD_SESSIONS.value,
        "schedule": crontab(minute="35"),
        "options": {"expires": 3600},
    },
    "posts that wait for a moderator for too long": {
        "task": Task.TELL_OF_OVERDUE.value,
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    "numbers for teams, on Mondays, and for trust leads, once a month": {
        "task": Task.SEND_DIGESTS.value,
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
}
