"""Which mails a member gets from the forum, and when. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.core.london import monday
from app.trusts.hours.clocks import in_london, london_day, moment

MORNING, NIGHT = time(8), time(21)  # in London; no mail leaves between night and morning
_MONDAY, _TUESDAY = 0, 1


class NoticeKind(StrEnum):
    """What a mail says; never what somebody wrote."""

    NEW_REPLIES = "new_replies"
    WEEKLY = "weekly"
    DECISION = "decision"  # a moderator decided something about a post of yours
    REPORT_ANSWERED = "report_answered"
    APPEAL_ANSWERED = "appeal_answered"


# What was said to the member themselves goes before what others said to each other.
ANSWERS = (NoticeKind.DECISION, NoticeKind.APPEAL_ANSWERED, NoticeKind.REPORT_ANSWERED)


@dataclass(frozen=True, slots=True)
class News:
    """What a member could be told now. `waiting` counts by kind; last_mail and last_weekly are when those left."""

    waiting: dict[NoticeKind, int]
    mails_replies: bool
    mails_weekly: bool
    last_mail: datetime | None = None
    last_weekly: datetime | None = None


def is_quiet(now: datetime) -> bool:
    """Whether people sleep: 9pm to 8am in London."""
    return not MORNING <= in_london(now).time() < NIGHT


def leaves_at(now: datetime) -> datetime:
    """The first moment, from this one on, at which a mail may leave."""
    if not is_quiet(now):
        return now
    local = in_london(now)
    return moment(local.date() + timedelta(days=local.time() >= NIGHT), MORNING)


def to_tell(news: News, *, now: datetime) -> NoticeKind | None:
    """The one mail to send now; None when there is nothing to say, or today's has left, or it is night.

    Whoever has stopped mails about their threads hears of no answer either: it stands on the forum's own page.
    """
    today = london_day(now)
    if is_quiet(now) or (news.last_mail is not None and london_day(news.last_mail) == today):
        return None
    wanted = [*ANSWERS] if news.mails_replies else []
    if news.mails_weekly and _is_digest_day(today, news.last_weekly):
        wanted.append(NoticeKind.WEEKLY)
    if news.mails_replies:
        wanted.append(NoticeKind.NEW_REPLIES)
    return next((kind for kind in wanted if news.waiting.get(kind)), None)


def may_be_digest_day(now: datetime) -> bool:
    """Whether any member could get the weekly mail now; there is no need to count for it on other days."""
    return london_day(now).weekday() in {_MONDAY, _TUESDAY}


def _is_digest_day(today: date, last: datetime | None) -> bool:
    """Mondays; Tuesdays for whom Monday's one mail was another."""
    return today.weekday() in {_MONDAY, _TUESDAY} and (last is None or london_day(last) < monday(today))
