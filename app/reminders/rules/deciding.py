"""At most one reminder for each person or invitation. Days are counted by the calendar in London."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.invitations.rules import State
from app.mail.rules import EmailKind, Suppressed, may_go
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.rules.facts import Answer, Invited, Item, Person
from app.reminders.rules.quiet import HOUSE, is_quiet
from app.trusts.hours.clocks import london_day

WEEK = 7  # days from one reminder to the next at least
# Days after an invitation was sent: the first reminder, the second, and no third.
INVITATION_DAYS = (7, 21)
LAST_DAY = timedelta(days=1)  # an invitation that ends so soon is not called to mind
FIRST_MODULE_DAYS = 3  # after joining
PAUSE_DAYS = 14  # after the last reading
ANSWER_DAYS = 3  # after the answer, and after the mail that told of it at once
# Stop all contact: not on the site either.
_NO_CONTACT = frozenset({Suppressed.BEREAVED, Suppressed.WITHDREW})


@dataclass(frozen=True, slots=True)
class Decision:
    """Remind of this, in this way."""

    item: Item
    channel: Channel


def for_person(facts: Person, *, now: datetime) -> Decision | None:
    """The reminder to make now, of what matters most; None in quiet hours, in the week after another, or of nothing."""
    if is_quiet(now, facts.quiet) or not _week_is_over(facts.last_at, now):
        return None
    fresh = (item for item in _due(facts, now) if item not in facts.made)
    return next((Decision(item, channel) for item in fresh if (channel := _channel(facts, item.kind))), None)


def for_invited(facts: Invited, *, now: datetime) -> Decision | None:
    """The reminder to make now; None as `for_person`, and once both were made."""
    if is_quiet(now, HOUSE) or not _week_is_over(facts.last_at, now) or not may_be_invited(facts, now=now):
        return None
    step = _step(facts, now)
    if step <= max(facts.made, default=0):
        return None
    return Decision(Item(ReminderKind.INVITATION, facts.invitation_id, step), Channel.EMAIL)


def still_holds(facts: Person, item: Item, *, channel: Channel, now: datetime) -> bool:
    """Whether a reminder that was decided on is still right."""
    return item in _due(facts, now) and _channel(facts, item.kind) is channel


def still_invites(facts: Invited, *, step: int, now: datetime) -> bool:
    """The same of an invitation: it may have been sent anew meanwhile, to this address or another."""
    return may_be_invited(facts, now=now) and _step(facts, now) >= step


def may_be_invited(facts: Invited, *, now: datetime) -> bool:
    """Whether an invitation still waits to be opened and may be called to mind."""
    waits = facts.state is State.SENT and facts.opened_at is None and facts.expires_at - now > LAST_DAY
    return waits and not facts.has_account and may_go(EmailKind.REMINDER, facts.suppressed)


def _step(facts: Invited, now: datetime) -> int:
    return sum(_days(facts.sent_at, now) >= days for days in INVITATION_DAYS) if facts.sent_at else 0


def _due(facts: Person, now: datetime) -> list[Item]:
    """What somebody could be reminded of, what matters most first, whether or not they were."""
    found = [
        Item(ReminderKind.ANSWER, answer.conversation_id, answer.number)
        for answer in facts.answers
        if _days(_known_since(answer), now) >= ANSWER_DAYS
    ]
    if facts.check_in_due_at and facts.check_in_due_at <= now:
        found.append(_on_day(ReminderKind.CHECK_IN, facts, facts.check_in_due_at))
    read_at = facts.last_read_at
    if read_at and not facts.has_finished and _wanted_for(facts, ReminderKind.PAUSE, read_at, now) >= PAUSE_DAYS:
        found.append(_on_day(ReminderKind.PAUSE, facts, read_at))
    joined = facts.joined_at
    if not read_at and _wanted_for(facts, ReminderKind.FIRST_MODULE, joined, now) >= FIRST_MODULE_DAYS:
        found.append(Item(ReminderKind.FIRST_MODULE, facts.person_id, 1))
    return found


def _known_since(answer: Answer) -> datetime:
    return max(answer.written_at, answer.mailed_at or answer.written_at)


def _on_day(kind: ReminderKind, facts: Person, at: datetime) -> Item:
    return Item(kind, facts.person_id, london_day(at).toordinal())


def _wanted_for(facts: Person, kind: ReminderKind, at: datetime, now: datetime) -> int:
    """Days since something was so and they wished to be reminded of it: nobody is mailed for having chosen just now."""
    wish = facts.wishes.get(kind)
    return _days(max(at, wish.since) if wish else at, now)


def _channel(facts: Person, kind: ReminderKind) -> Channel | None:
    wish = facts.wishes.get(kind)
    if wish is None or wish.channel is Channel.NONE or facts.suppressed in _NO_CONTACT:
        return None
    is_refused = wish.channel is Channel.EMAIL and not may_go(EmailKind.REMINDER, facts.suppressed)
    return None if is_refused else wish.channel


def _week_is_over(last_at: datetime | None, now: datetime) -> bool:
    return last_at is None or _days(last_at, now) >= WEEK


def _days(at: datetime, now: datetime) -> int:
    return (london_day(now) - london_day(at)).days
