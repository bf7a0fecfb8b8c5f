"""The link that stops mails with numbers: signed, in every one of them, without a name in it."""

from uuid import UUID

from app.core import signing
from app.core.config import settings
from app.core.signing import Purpose
from app.reminders.kinds import DigestKind


def stop_link(*, trust_id: UUID, person_id: UUID, kind: DigestKind) -> str:
    """The whole address."""
    token = signing.sign(Purpose.DIGESTS, [str(trust_id), str(person_id), kind.value])
    return f"{settings().base_url}/digests/stop/{token}"


def read(token: str) -> tuple[UUID, UUID, DigestKind]:
    """The trust, the person and the kind that a link was made for. Raises LinkMalformed."""
    trust_id, person_id, kind = signing.read(Purpose.DIGESTS, token, max_age=signing.TEN_YEARS)
    return UUID(trust_id), UUID(person_id), DigestKind(kind)
