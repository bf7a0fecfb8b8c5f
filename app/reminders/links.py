"""The link in each reminder that stops them: signed, without a name in it."""

from dataclasses import dataclass
from uuid import UUID

from app.core import signing
from app.core.config import settings
from app.core.signing import Purpose
from app.reminders.kinds import ReminderKind


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose reminders a link stops, and what the mail that it stood in was about."""

    trust_id: UUID
    person_id: UUID
    kind: ReminderKind


def stop_link(stop: Stop) -> str:
    """The whole address."""
    token = signing.sign(Purpose.REMINDERS, [str(stop.trust_id), str(stop.person_id), stop.kind.value])
    return f"{settings().base_url}/reminders/stop/{token}"


def read(token: str) -> Stop:
    """What a link was made for. Raises LinkMalformed."""
    trust_id, person_id, kind = signing.read(Purpose.REMINDERS, token, max_age=signing.TEN_YEARS)
    return Stop(UUID(trust_id), UUID(person_id), ReminderKind(kind))
