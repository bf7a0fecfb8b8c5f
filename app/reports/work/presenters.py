"""The words and pictures for work and cost."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.core.small_numbers import NOTHING, is_few
from app.core.templating import plural
from app.messages.queries.figures import Week
from app.reports.charts.pictures import Lines, Series, Value
from app.reports.periods import Period
from app.reports.work.cost import TRIAL_PENCE, Cost
from app.reports.work.costing import Line
from app.reports.work.reading import Looked
from app.workload.presenters import WORKS, in_words
from app.workload.rules import WEEK, Work

Weekly = Mapping[tuple[date, Work], int]
LOOKED_HEAD = ("What", "How many", "In time", "Working hours until then")
TRUSTS_HEAD = ("Trust", "Hours written down", "Cost", "Relatives with an account", "Cost for each of them")
TRIAL = f"£{TRIAL_PENCE / 100:.2f}"
_NOT_SHOWN = "not shown"


def mondays(first: date, today: date) -> list[date]:
    """The weeks from a Monday on that are wholly over."""
    return [first + n * WEEK for n in range((today - first) // WEEK)]


def hours_by_week(weeks: Sequence[date], logged: Weekly) -> Lines:
    """Everybody's hours, one line for each kind of work."""
    totals = {work: sum(logged.get((week, work), 0) for week in weeks) for work in WORKS}
    said = "; ".join(f"{name.lower()}: {in_words(totals[work])}" for work, (name, _about) in WORKS.items())
    return Lines(
        title="Hours that staff wrote down",
        description=f"Week by week, by kind of work. In all {said}.",
        head=("Week from", *(name for name, _about in WORKS.values())),
        times=tuple(map(_short, weeks)),
        series=tuple(
            Series(name, tuple(round(logged.get((week, work), 0) / 60, 1) for week in weeks))
            for work, (name, _about) in WORKS.items()
        ),
    )


def messages_by_week(weeks: Sequence[date], found: Sequence[Week]) -> Lines:
    """What relatives wrote to supporters, and the answers; a week of few relatives is not shown."""
    by_monday = {each.monday: each for each in found}
    nobody = [Week(week, 0, 0, 0, 0, 0, 0) for week in weeks]
    every = [by_monday.get(each.monday, each) for each in nobody]
    return Lines(
        title="Messages",
        description="Week by week: conversations that relatives began, all their messages, and the answers.",
        head=("Week from", "Conversations begun", "Messages of relatives", "Answers"),
        times=tuple(map(_short, weeks)),
        series=(
            Series("Begun", tuple(_few(each.begun, each.beginners) for each in every)),
            Series("Messages", tuple(_few(each.messages, each.writers) for each in every)),
            Series("Answers", tuple(_few(each.answers, each.answered) for each in every)),
        ),
    )


def looked_rows(looked: Sequence[Looked]) -> list[list[str]]:
    """How soon somebody looked, one row for each kind."""
    return [[each.what, each.number, each.in_time, each.hours] for each in looked]


def cost_head(costs: Mapping[Period, Cost]) -> list[str]:
    """The times side by side."""
    return ["What", *(period.words for period in costs)]


def cost_rows(costs: Mapping[Period, Cost]) -> list[list[str]]:
    """Everything that the cost is made of, and the cost for each relative; one column a time."""
    every = list(costs.values())
    return [
        ["From", *(_day(each.span.first) for each in every)],
        ["To", *(_day(each.span.last) for each in every)],
        *([name, *(_hours(each, work) for each in every)] for work, (name, _about) in WORKS.items()),
        [
            "Everything else",
            *(f"{each.months} months × {money(each.costs.monthly)} = {money(each.besides)}" for each in every),
        ],
        ["In all", *(money(each.total) for each in every)],
        ["Relatives who visited", *(_NOT_SHOWN if each.active is None else f"{each.active:,}" for each in every)],
        [
            "Cost for each relative who visited",
            *(_NOT_SHOWN if each.active is None else _per(each.per_active) for each in every),
        ],
        ["Relatives with an account", *(f"{each.accounts:,}" for each in every)],
        ["Cost for each relative with an account", *(_per(each.per_account) for each in every)],
        ["Who wrote down hours", *(_wrote(each) for each in every)],
    ]


def cost_in_short(costs: Mapping[Period, Cost]) -> str:
    """The last 12 weeks in one sentence; nothing if nobody wrote down hours."""
    cost = costs[Period.QUARTER]
    if cost.per_account is None:
        return ""
    accounts = plural(cost.accounts, "relative")
    return f"In the last 12 full weeks {money(cost.total)}: that is {money(cost.per_account)} for each of {accounts} with an account."


def is_incomplete(costs: Mapping[Period, Cost]) -> bool:
    """Whether there are weeks in which nobody wrote down hours: the true cost is higher then."""
    return any(each.hours.weeks < each.weeks for each in costs.values())


def trust_rows(lines: Sequence[Line]) -> list[list[str]]:
    """One row a trust; a cost only where the trust has said what an hour costs."""
    return [
        [
            each.trust,
            in_words(each.hours.total),
            money(each.cost.total) if each.cost else NOTHING,
            f"{each.accounts:,}",
            _per(each.cost.per_account) if each.cost else NOTHING,
        ]
        for each in lines
    ]


def _hours(cost: Cost, work: Work) -> str:
    minutes = cost.hours.minutes.get(work, 0)
    if not minutes:
        return "nothing written down"
    return f"{in_words(minutes)} × {money(cost.costs.hourly[work])} an hour = {money(cost.of_work(work))}"


def _wrote(cost: Cost) -> str:
    return f"{plural(cost.hours.people, 'person', 'people')}, in {cost.hours.weeks} of {plural(cost.weeks, 'week')}"


def _few(number: int, people: int) -> Value:
    return None if is_few(number) or is_few(people) else number


def _per(pence: int | None) -> str:
    return NOTHING if pence is None else money(pence)


def money(pence: int) -> str:
    """Such as £1,234.50."""
    return f"£{pence / 100:,.2f}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
