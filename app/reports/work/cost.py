"""What a time cost, from hours that staff wrote down and what an hour costs. Pure; money in pence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.core.london import monday
from app.reports.periods import Span
from app.workload.rules import WEEK, Costs, Work

# What the trial of REACT gives a person. Lobban and others, BMC Psychiatry 2020;20:160.
TRIAL_PENCE = 62_27
_DAYS_OF_A_MONTH = Decimal("365.25") / 12
_MINUTES = Decimal(60)


@dataclass(frozen=True)
class Hours:
    """What was written down in a time: minutes by kind of work, by how many people, in how many different weeks."""

    minutes: Mapping[Work, int]
    people: int
    weeks: int
    first: date | None  # the Monday of the first of these weeks

    @property
    def total(self) -> int:
        """All minutes."""
        return sum(self.minutes.values())


NO_HOURS = Hours({}, 0, 0, None)


@dataclass(frozen=True)
class Cost:
    """A time and everything that its cost is made of. `active` is None where it is not shown."""

    span: Span
    hours: Hours
    costs: Costs
    active: int | None
    accounts: int

    @property
    def weeks(self) -> int:
        """How many weeks the time touches."""
        return (monday(self.span.last) - monday(self.span.first)) // WEEK + 1

    @property
    def months(self) -> Decimal:
        """How many months it has, to two decimals."""
        days = (self.span.last - self.span.first).days + 1
        return (days / _DAYS_OF_A_MONTH).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def of_work(self, work: Work) -> int:
        """What the hours of one kind of work cost."""
        return _whole(self.hours.minutes.get(work, 0) / _MINUTES * self.costs.hourly[work])

    @property
    def besides(self) -> int:
        """What was paid each month, for these months."""
        return _whole(self.months * self.costs.monthly)

    @property
    def total(self) -> int:
        """The hours and everything else: the sum of what is shown, to the penny."""
        return sum(map(self.of_work, Work)) + self.besides

    @property
    def per_active(self) -> int | None:
        """For each relative who visited. None where that number is not shown, is nobody, or no hours were kept."""
        return _each(self.total, self.active) if self.hours.total else None

    @property
    def per_account(self) -> int | None:
        """For each relative who has an account, likewise."""
        return _each(self.total, self.accounts) if self.hours.total else None


def _each(total: int, people: int | None) -> int | None:
    return _whole(Decimal(total) / people) if people else None


def _whole(pence: Decimal) -> int:
    return int(pence.quantize(Decimal(1), ROUND_HALF_UP))
