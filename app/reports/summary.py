"""What the report says of one trust in a few words, for a mail that leads to it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.reports import funnel, presenters, uptake


@dataclass(frozen=True)
class Summary:
    """Clinicians, those who ever invited somebody, and where most are lost. Small counts of use are hidden."""

    clinicians: int
    clinicians_who_invited: int
    biggest_drop: str


def of_trust(session: Session, trust_id: UUID) -> Summary | None:
    """The summary; None if there is no such trust."""
    total = uptake.table(session, trust_id=trust_id).total
    steps = funnel.funnels(session, trust_id=trust_id)
    if total is None or steps is None:
        return None
    return Summary(total.clinicians, total.clinicians_who_invited, presenters.biggest_drop(steps.total))
