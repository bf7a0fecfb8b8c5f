"""Carers on a team's list, for tests."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Person
from app.carers.models import Carer
from app.carers.rules import Offer
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team


def make_carer(by: Person, team: Team, reference: str = "1234", *, days_known: int = 0, **changes: object) -> Carer:
    """Somebody on the team's list, not yet asked unless `changes` say more."""
    facts: dict[str, object] = {"initials": "AB", "reference": reference, "offer": Offer.NOT_YET.value}
    known = clock.london_day(clock.now()) - timedelta(days=days_known)
    here = {"trust_id": team.trust_id, "team_id": team.id, "added_by": by.id, "identified_on": known}
    if changes.get("offer", Offer.NOT_YET.value) != Offer.NOT_YET.value:
        facts["offered_on"] = known
    with unit_of_work(Platform.COMMAND_LINE) as session:
        carer = Carer(**(facts | here | changes))
        session.add(carer)
    return carer


def now_of(carer_id: UUID) -> Carer:
    """The carer as they are in the database at this moment."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalars(select(Carer).where(Carer.id == carer_id)).one()


def the_list() -> list[tuple[str, str, date]]:
    """Everybody on any list: initials, reference, known since; by reference."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = session.execute(
            select(Carer.initials, Carer.reference, Carer.identified_on)
            .where(Carer.removed_at.is_(None))
            .order_by(Carer.reference)
        )
        return [(initials, reference, since) for initials, reference, since in rows]
