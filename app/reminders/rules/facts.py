"""What has to be known about somebody to decide whether they are reminded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.invitations.rules import State
from app.mail.rules import Suppressed
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.rules.quiet import HOUSE, Quiet


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be reminded of, once. A pause and a check-in are told apart by `step`, the number of their day."""

    kind: ReminderKind
    subject_id: UUID
    step: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to be reminded of one kind of thing, and since when."""

    channel: Channel
    since: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest answer in a conversation, not read yet; `mailed_at`: when the mail about it left, if it did."""

    conversation_id: UUID
    number: int
    written_at: datetime
    mailed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation. `made`: which reminders of it there have been; `last_at`: the last one to this address."""

    invitation_id: UUID
    state: State
    sent_at: datetime | None
    opened_at: datetime | None
    expires_at: datetime
    has_account: bool = False
    suppressed: Suppressed | None = None
    made: frozenset[int] = frozenset()
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A relative with an account. `has_finished`: the module that they read last, which no pause follows."""

    person_id: UUID
    joined_at: datetime
    wishes: Mapping[ReminderKind, Wish] = field(default_factory=dict)
    quiet: Quiet = HOUSE
    suppressed: Suppressed | None = None
    last_read_at: datetime | None = None
    has_finished: bool = False
    answers: tuple[Answer, ...] = ()
    check_in_due_at: datetime | None = None
    made: frozenset[Item] = frozenset()
    last_at: datetime | None = None
