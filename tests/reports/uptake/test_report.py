"""When the uptake is counted: a trust's at once, that of all trusts when the use is counted again."""

from datetime import UTC, datetime
from uuid import UUID

from app.core.db import Platform, unit_of_work
from app.reports.uptake.report import report
from app.usage.models import UsageRollUp
from tests.builders.invitations import make_invitation
from tests.people import Cast


def invited(trust_id: UUID | None) -> int:
    with unit_of_work(Platform.ADMINISTRATION) as session:
        found = report(session, trust_id=trust_id)
    assert found is not None
    assert found.counted_at.tzinfo is not None
    return found.total.relatives


def counted_to(moment: datetime) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        session.merge(UsageRollUp(id=1, counted_to=moment))


def test_a_lead_sees_an_invitation_at_once_and_ada_when_the_use_is_counted_again(cast: Cast) -> None:
    counted_to(datetime(2031, 3, 3, 12, tzinfo=UTC))
    assert (invited(cast.riverside.id), invited(None)) == (0, 0)
    make_invitation(cast.cora, cast.early_help)
    assert (invited(cast.riverside.id), invited(None)) == (1, 0)
    counted_to(datetime(2031, 3, 3, 12, 15, tzinfo=UTC))
    assert invited(None) == 1


def test_before_anything_was_counted_nothing_is_kept(cast: Cast) -> None:
    assert invited(None) == 0
    make_invitation(cast.cora, cast.early_help)
    assert invited(None) == 1
