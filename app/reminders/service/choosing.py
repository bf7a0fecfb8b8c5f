"""What a relative chooses about reminders, and how they stop them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import NotFound
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.models import QuietHours, Reminder, ReminderChoice
from app.reminders.rules.quiet import Quiet

# What can be chosen.
OFFERED = (ReminderKind.FIRST_MODULE, ReminderKind.PAUSE, ReminderKind.ANSWER, ReminderKind.CHECK_IN)


def choose(session: Session, *, person_id: UUID, trust_id: UUID, channels: Mapping[ReminderKind, Channel]) -> None:
    """Keeps how somebody wants to be reminded of each of these kinds. What stays as it was stays chosen since then."""
    whose = {"person_id": person_id, "trust_id": trust_id, "changed_at": clock.now()}
    rows = [whose | {"kind": kind.value, "channel": channel.value} for kind, channel in channels.items()]
    added = insert(ReminderChoice).values(rows)
    changed = added.on_conflict_do_update(
        index_elements=["person_id", "kind"],
        set_={"channel": added.excluded.channel, "changed_at": added.excluded.changed_at},
        where=ReminderChoice.channel != added.excluded.channel,
    )
    session.execute(changed)


def keep_quiet(session: Session, *, person_id: UUID, trust_id: UUID, quiet: Quiet) -> None:
    """Keeps somebody's own quiet hours."""
    hours = {"quiet_from": quiet.from_hour, "quiet_until": quiet.until_hour}
    added = insert(QuietHours).values(person_id=person_id, trust_id=trust_id, **hours)
    session.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=hours))


def choose_emails(session: Session, *, person_id: UUID, trust_id: UUID) -> None:
    """Every kind by email: what the one box means that is offered when somebody joins."""
    choose(session, person_id=person_id, trust_id=trust_id, channels=dict.fromkeys(OFFERED, Channel.EMAIL))


def stop_emails(session: Session, *, person_id: UUID, kind: ReminderKind | None = None) -> None:
    """No reminder by email any more, of one kind or of any; a second time changes nothing."""
    by_email = [ReminderChoice.person_id == person_id, ReminderChoice.channel == Channel.EMAIL.value]
    if kind:
        by_email.append(ReminderChoice.kind == kind.value)
    session.execute(update(ReminderChoice).where(*by_email).values(channel=Channel.NONE.value, changed_at=clock.now()))


def put_away(session: Session, *, person_id: UUID, reminder_id: UUID) -> None:
    """Takes a reminder off somebody's first page. Raises NotFound when it is not theirs."""
    own = (Reminder.id == reminder_id, Reminder.person_id == person_id, Reminder.channel == Channel.SITE.value)
    if session.execute(update(Reminder).where(*own).values(put_away_at=clock.now()).returning(Reminder.id)).first():
        return
    raise NotFound


def forget(session: Session, person_id: UUID) -> None:
    """Somebody closes their account: what they chose goes. That they were reminded stays counted."""
    session.execute(delete(ReminderChoice).where(ReminderChoice.person_id == person_id))
    session.execute(delete(QuietHours).where(QuietHours.person_id == person_id))
