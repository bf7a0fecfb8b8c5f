"""Puts the cost of each period together, for one trust; or of one period, for each trust."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.reports.periods import Period, Span, full_weeks, span
from app.reports.use import ready
from app.reports.use.queries import Asked
from app.reports.use.report import Place
from app.reports.work import queries
from app.reports.work.cost import NO_HOURS, Cost, Hours
from app.workload.rules import Costs

PERIODS = (Period.MONTH, Period.QUARTER, Period.ALL)


@dataclass(frozen=True)
class Line:
    """A trust among all: its hours, and what they cost; None before its lead has said what an hour costs."""

    trust: str
    accounts: int
    hours: Hours
    cost: Cost | None


@dataclass(frozen=True)
class Served:
    """Relatives with an account on the last Sunday, those who ever visited (None: not shown), and since when."""

    accounts: int
    active: int | None
    since: date | None


def of_trust(session: Session, *, trust_id: UUID, today: date) -> dict[Period, Cost] | None:
    """Every period, the shortest first; None before the lead has said what an hour costs."""
    costs = queries.costs(session).get(trust_id)
    if costs is None:
        return None
    spans = [_ended(period, today) for period in PERIODS]
    hours = queries.hours(session, trust_id=trust_id, spans=spans)
    kept = [hours.get((number, trust_id), NO_HOURS) for number in range(len(spans))]
    served = relatives(session, trust_id=trust_id, today=today)
    began = _began(served.since, kept[PERIODS.index(Period.ALL)], today)
    return {
        period: Cost(
            Span(max(days.first, began), days.last),
            own,
            costs,
            served.active if period is Period.ALL else None,
            served.accounts,
        )
        for period, days, own in zip(PERIODS, spans, kept, strict=True)
    }


def of_all(session: Session, *, today: date) -> list[Line]:
    """Each trust over the last 12 full weeks. How many relatives were active is for their own trust only."""
    days = _ended(Period.QUARTER, today)
    hours, costs = queries.hours(session, trust_id=None, spans=[days]), queries.costs(session)
    use = ready.use(session, Asked(None, today))
    return [
        _line(each, days, hours.get((0, each.id), NO_HOURS), costs.get(each.id)) for each in (use.parts if use else [])
    ]


def relatives(session: Session, *, trust_id: UUID, today: date) -> Served:
    """How many there are to look after: the numbers of the report on use."""
    asked = Asked(trust_id, today)
    use, began = ready.use(session, asked), queries.first_account(session, asked=asked)
    return Served(
        use.whole.relatives if use else 0,
        use.active.value if use and use.active else None,
        clock.london_day(began) if began else None,
    )


def _line(trust: Place, days: Span, hours: Hours, costs: Costs | None) -> Line:
    cost = Cost(days, hours, costs, None, trust.relatives) if costs else None
    return Line(trust.name, trust.relatives, hours, cost)


def _ended(period: Period, today: date) -> Span:
    """The period; all time ends on the last Sunday too, like the figures of use."""
    return Span(span(period, today).first, full_weeks(1, today).last)


def _began(first_account: date | None, all_hours: Hours, today: date) -> date:
    """The first account, or the first week with hours if that was earlier."""
    days = [day for day in (first_account, all_hours.first) if day]
    return min([*days, full_weeks(1, today).first])
