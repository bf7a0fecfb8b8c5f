"""What the lead's first page says of licences that end."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.templating import long_date
from app.outcomes.licensing import queries, rules


def licences_end(session: Session, user: SignedIn) -> tuple[str, str, str] | None:
    """A sentence, where it leads and the words of the link; None when none ends soon."""
    if not user.may(Permission.CHECK_INS_SETTINGS):
        return None
    sentence = said(session, trust_id=user.own_trust)
    return (sentence, "/staff/check-ins", "Questionnaires and licences") if sentence else None


def said(session: Session, *, trust_id: UUID) -> str:
    """The same sentence for the lead's mail; empty when none ends soon."""
    today = clock.london_day(clock.now())
    first, number = queries.ending(session, trust_id=trust_id, today=today)
    if first is None:
        return ""
    when = f"{'ended' if rules.is_over(first, today=today) else 'ends'} on {long_date(first)}"
    if number == 1:
        return f"The licence of a questionnaire {when}."
    return f"The licences of {number} questionnaires end soon or have ended: the first {when}."
