"""What is chosen about reminders."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core.forms import choice
from app.reminders.kinds import Channel, ReminderKind
from app.reminders.rules.quiet import Quiet

# By which name each kind stands in the form.
FIELDS = {
    "first_module": ReminderKind.FIRST_MODULE,
    "pause": ReminderKind.PAUSE,
    "answer": ReminderKind.ANSWER,
    "check_in": ReminderKind.CHECK_IN,
}
# Where each can be shown. That there is a new answer stands on the first page anyway.
CHANNELS = {kind: tuple(Channel) for kind in FIELDS.values()} | {ReminderKind.ANSWER: (Channel.EMAIL, Channel.NONE)}
HOURS = tuple(str(hour) for hour in range(24))


def _channel(kind: ReminderKind) -> BeforeValidator:
    offered = {channel.value: channel for channel in CHANNELS[kind]}
    return choice(offered, missing="Choose how you would like to be reminded, or not at all")


_HOUR = choice(dict.fromkeys(HOURS), missing="Choose an hour")


class RemindersForm(BaseModel):
    """How they want to be reminded of each kind of thing, and when no mail should come."""

    first_module: Annotated[Channel, _channel(ReminderKind.FIRST_MODULE)]
    pause: Annotated[Channel, _channel(ReminderKind.PAUSE)]
    answer: Annotated[Channel, _channel(ReminderKind.ANSWER)]
    check_in: Annotated[Channel, _channel(ReminderKind.CHECK_IN)]
    quiet_from: Annotated[int, _HOUR]
    quiet_until: Annotated[int, _HOUR]

    @property
    def channels(self) -> dict[ReminderKind, Channel]:
        """What was chosen, by kind."""
        return {kind: Channel(getattr(self, name)) for name, kind in FIELDS.items()}

    @property
    def quiet(self) -> Quiet:
        """The hours without mail."""
        return Quiet(self.quiet_from, self.quiet_until)
