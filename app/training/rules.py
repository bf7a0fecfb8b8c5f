"""What each pretend relative does, day by day; when somebody has passed the course, and how long that holds. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.directory.rules import in_months
from app.invitations.rules import LASTS, State

REMINDED = (7, 21)  # days after the mail, as real invitations are
POSTER_DAY = 2  # days of practice gone by when somebody types the code that hangs on the wall
LONGEST = 60  # days: by then all that can happen has happened
PASS_LASTS = 12  # months
REFRESH_EARLY = timedelta(days=30)


class Way(StrEnum):
    """What a pretend relative does about an invitation."""

    SAME_DAY = "joins-the-same-day"
    AFTER_REMINDER = "joins-after-the-reminder"
    WRONG_ADDRESS = "address-is-wrong"
    SAYS_NO = "says-no"
    NEVER = "never-opens"
    BY_CODE = "joins-by-code"


class Deed(StrEnum):
    """What can happen in the practice; the first four are the trainee's own."""

    INVITED = "invited"
    CORRECTED = "corrected"
    SENT_AGAIN = "sent-again"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"
    RETURNED = "returned"
    REMINDED = "reminded"
    OPENED = "opened"
    JOINED = "joined"
    JOINED_BY_CODE = "joined-by-code"
    DECLINED = "declined"
    RAN_OUT = "ran-out"


# A reminder changes nothing about where an invitation is.
LEADS_TO: dict[Deed, State] = {
    Deed.INVITED: State.QUEUED,
    Deed.CORRECTED: State.QUEUED,
    Deed.SENT_AGAIN: State.QUEUED,
    Deed.WITHDRAWN: State.REVOKED,
    Deed.DELIVERED: State.SENT,
    Deed.RETURNED: State.UNDELIVERABLE,
    Deed.OPENED: State.OPENED,
    Deed.JOINED: State.ACCEPTED,
    Deed.JOINED_BY_CODE: State.ACCEPTED,
    Deed.DECLINED: State.DECLINED,
    Deed.RAN_OUT: State.EXPIRED,
}
# What they do with a mail that arrives: days after it, and what.
_ANSWERS: dict[Way, tuple[tuple[int, Deed], ...]] = {
    Way.SAME_DAY: ((0, Deed.OPENED), (0, Deed.JOINED)),
    Way.AFTER_REMINDER: ((REMINDED[0], Deed.OPENED), (REMINDED[0] + 1, Deed.JOINED)),
    Way.WRONG_ADDRESS: ((0, Deed.OPENED), (1, Deed.JOINED)),
    Way.SAYS_NO: ((1, Deed.DECLINED),),
    Way.NEVER: (),
    Way.BY_CODE: (),
}
# A second mail does what the reminder does.
_ANSWERS_TO_SECOND = _ANSWERS | {Way.AFTER_REMINDER: ((0, Deed.OPENED), (1, Deed.JOINED))}


@dataclass(frozen=True)
class Happened:
    """Something, and the day of the practice on which it was."""

    day: int
    deed: Deed


@dataclass(frozen=True)
class Invited:
    """What the trainee did: the newest day of each deed, and whether the newest address is right."""

    address_is_right: bool
    deeds: tuple[Happened, ...]

    @property
    def mailed(self) -> Happened:
        """When the newest mail left, and why."""
        mails = [each for each in self.deeds if each.deed is not Deed.WITHDRAWN]
        return max(mails, key=lambda each: each.day)

    @property
    def ends_on(self) -> int:
        """The day from which nothing more comes of it."""
        return next((each.day for each in self.deeds if each.deed is Deed.WITHDRAWN), LONGEST + 1)


def story(way: Way, invited: Invited | None, *, day: int) -> tuple[Happened, ...]:
    """All that has happened by the morning of a day: what others do on a day is seen the next morning."""
    theirs = list(_answers(way, invited)) if invited else []
    if way is Way.BY_CODE:
        theirs = [each for each in theirs if each.day <= POSTER_DAY] + [Happened(POSTER_DAY, Deed.JOINED_BY_CODE)]
    own = invited.deeds if invited else ()
    seen = [each for each in theirs if each.day < day]
    return tuple(sorted((*own, *seen), key=lambda each: each.day))


def state(told: Collection[Happened]) -> State | None:
    """Where a pretend invitation is by now; None if there was none and nobody joined."""
    states = [LEADS_TO[each.deed] for each in told if each.deed in LEADS_TO]
    return states[-1] if states else None


def _answers(way: Way, invited: Invited) -> Iterator[Happened]:
    start = invited.mailed.day
    for after, deed in _after_mail(way, invited):
        if start + after < invited.ends_on:
            yield Happened(start + after, deed)


def _after_mail(way: Way, invited: Invited) -> list[tuple[int, Deed]]:
    if not invited.address_is_right:
        return [(0, Deed.RETURNED), (LASTS.days, Deed.RAN_OUT)]
    answers = (_ANSWERS_TO_SECOND if invited.mailed.deed is Deed.SENT_AGAIN else _ANSWERS)[way]
    first = answers[0][0] if answers else LASTS.days
    reminders = [(after, Deed.REMINDED) for after in REMINDED if after <= first]
    return [(0, Deed.DELIVERED), *reminders, *(answers or [(LASTS.days, Deed.RAN_OUT)])]


class Standing(StrEnum):
    """Where somebody is with the course."""

    DONE = "done"
    DUE = "due"
    NEVER = "never"


@dataclass(frozen=True)
class Progress:
    """How far somebody is in one round; `right` is the best of their tries at the questions."""

    pages_left: int
    invited: int
    right: int | None


def is_passed(progress: Progress, *, to_pass: int) -> bool:
    """Every page read, somebody invited in practice, and enough right answers, in any order."""
    return not progress.pages_left and progress.invited > 0 and (progress.right or 0) >= to_pass


def holds_until(passed_on: date) -> date:
    """The last day of a pass."""
    return in_months(passed_on, PASS_LASTS)


def standing(passed_on: date | None, *, today: date) -> Standing:
    """By the day of the newest pass."""
    if passed_on is None:
        return Standing.NEVER
    return Standing.DONE if today <= holds_until(passed_on) else Standing.DUE


def may_refresh(passed_on: date, *, today: date) -> bool:
    """Whether it is time for another round: from a month before the pass runs out, so that there need be no gap."""
    return today > holds_until(passed_on) - REFRESH_EARLY
