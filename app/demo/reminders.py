"""What Alice of the demo trust wishes to be reminded of, and the line that waits on her first page. All made up."""

from sqlalchemy.orm import Session

from app.demo.past import Here
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.models import Reminder, ReminderChoice
from app.reminders.rules.quiet import Quiet
from app.reminders.service import choosing

CHOSEN = {
    ReminderKind.FIRST_MODULE: Channel.NONE,
    ReminderKind.PAUSE: Channel.SITE,
    ReminderKind.ANSWER: Channel.EMAIL,
}
CHOSEN_DAYS_AGO, READ_DAYS_AGO = 38, 15  # the second as in riverside.csv
TWO_WEEKS = 14


def add(session: Session, here: Here) -> None:
    """She stopped in the middle of a module two weeks ago."""
    whose = {"person_id": here.people["Alice"], "trust_id": here.trust_id}
    choosing.keep_quiet(session, **whose, quiet=Quiet(21, 9))
    chosen_at = here.moment(CHOSEN_DAYS_AGO, 20)
    session.add_all(
        ReminderChoice(**whose, kind=kind.value, channel=channel.value, changed_at=chosen_at)
        for kind, channel in CHOSEN.items()
    )
    read_on = here.moment(READ_DAYS_AGO, 12).date()
    session.add(
        Reminder(
            **whose,
            kind=ReminderKind.PAUSE.value,
            channel=Channel.SITE.value,
            subject_id=here.people["Alice"],
            step=read_on.toordinal(),
            decided_at=here.moment(READ_DAYS_AGO - TWO_WEEKS, 9),
        )
    )
