"""How far the events have been counted, and from which day on they are all there."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.usage.models import UsageKept, UsageRollUp

_COUNTED_TO = select(UsageRollUp.counted_to)
_KEPT_FROM = select(func.max(UsageKept.first_day))


def counted_to(session: Session) -> datetime | None:
    """What happened until then is in the figures; None if nothing was ever counted."""
    return session.scalar(_COUNTED_TO)


def kept_from(session: Session) -> date | None:
    """From this day on all events of every trust that the scope may see are kept; None if none was ever deleted."""
    return session.scalar(_KEPT_FROM)
