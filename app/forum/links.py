"""The link that stops the forum's mails: signed, in every one of them, without a name in it."""

from uuid import UUID

from app.core import signing
from app.core.config import settings
from app.core.signing import Purpose


def stop_link(*, trust_id: UUID, member_id: UUID) -> str:
    """The whole address."""
    token = signing.sign(Purpose.FORUM_MAILS, [str(trust_id), str(member_id)])
    return f"{settings().base_url}/forum/mails/stop/{token}"


def read(token: str) -> tuple[UUID, UUID]:
    """The trust and the member that a link was made for. Raises LinkMalformed."""
    trust_id, member_id = signing.read(Purpose.FORUM_MAILS, token, max_age=signing.TEN_YEARS)
    return UUID(trust_id), UUID(member_id)
