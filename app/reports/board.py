"""What stands on the one page for a trust's board."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core.small_numbers import NOTHING
from app.core.templating import plural
from app.reports.charts.pictures import HIDDEN
from app.reports.distribution import Distribution
from app.reports.periods import Period
from app.reports.quality import statement_8, times
from app.reports.quality.times import Time
from app.reports.rates import Rate
from app.reports.uptake.counts import Uptake
from app.reports.uptake.funnel import Funnel
from app.reports.uptake.reference import IMPART
from app.reports.uptake.report import report as uptake_report
from app.reports.use import ready
from app.reports.use.measures import Measure
from app.reports.use.presenters import number
from app.reports.use.queries import Asked
from app.reports.use.report import Use
from app.reports.use.study import STUDY
from app.reports.work import costing
from app.reports.work.cost import Cost
from app.reports.work.presenters import money

HEAD = ("Measure", "Here", "Study")


@dataclass(frozen=True)
class Board:
    """The figures of one trust, or of all; the last two are of one trust only, and None where nothing is known."""

    counted_at: datetime
    uptake: Uptake
    steps: Funnel
    use: Use
    cost: Cost | None
    offered: Rate | None


def board(session: Session, *, user: SignedIn, today: date) -> Board | None:
    """Of the reader's trust, or of all; None if there is no trust yet."""
    found = uptake_report(session, trust_id=user.trust_id)
    use = ready.use(session, Asked(user.trust_id, today))
    if found is None or use is None:
        return None
    return Board(
        found.counted_at,
        found.total,
        found.steps.total,
        use,
        _cost(session, user, today),
        _offered(session, user, today),
    )


def _cost(session: Session, user: SignedIn, today: date) -> Cost | None:
    costs = costing.of_trust(session, trust_id=user.trust_id, today=today) if user.trust_id else None
    return costs[Period.QUARTER] if costs else None


def _offered(session: Session, user: SignedIn, today: date) -> Rate | None:
    if user.trust_id is None:
        return None
    year = statement_8.counted(session, trust_id=user.trust_id, spans=[times.span(Time.YEAR, today)])[0]
    return year[-1].rate if year and year[-1].known else None


def rows(found: Board) -> list[list[str]]:
    """Measure by measure: here, and in the study; each share with its numbers."""
    uptake, cost = found.uptake, found.cost
    lines = [
        ["Clinicians who have invited somebody", str(uptake.staff_who_invited), str(IMPART.staff_who_invited)],
        ["People invited", f"{uptake.relatives:,}", f"{IMPART.relatives:,}"],
        ["People invited who have an account", str(uptake.activation), str(IMPART.activation)],
        _measured("Logins of each relative: median (middle half)", found, Measure.LOGINS),
        _measured("Active minutes of each relative: median (middle half)", found, Measure.MINUTES),
    ]
    if cost is not None and cost.per_account is not None:
        # Not beside the trial's: what is in that, and of what time, this page has no room to say.
        lines.append(["Cost of the last 12 weeks for each relative with an account", money(cost.per_account), NOTHING])
    if found.offered is not None:
        lines.append(["Carers known in 12 months who were offered a programme", str(found.offered), NOTHING])
    return lines


def last_week(found: Board) -> str:
    """How many came in the last full week; nothing if that is not shown."""
    week = found.use.weeks[-1] if found.use.weeks else None
    if week is None or not week.active:
        return ""
    return f"In the last full week {plural(week.active, 'relative')} came."


def _measured(name: str, found: Board, measure: Measure) -> list[str]:
    told = found.use.whole.measures.get(measure)
    return [name, _spread(told.value) if told else HIDDEN, _spread(STUDY[measure])]


def _spread(found: Distribution) -> str:
    median, low, high = (_tenth(each) for each in (found.median, found.lower_quartile, found.upper_quartile))
    return median if found.lower_quartile is None else f"{median} ({low} to {high})"


def _tenth(value: float | None) -> str:
    return number(None if value is None else round(value, 1))
