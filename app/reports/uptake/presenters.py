"""The words and tables about uptake. A share is never shown without the numbers that it is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.templating import long_date, plural
from app.reports.charts.pictures import HIDDEN
from app.reports.rates import Rate, number
from app.reports.uptake.counts import Table, Uptake
from app.reports.uptake.funnel import Funnel, Funnels
from app.reports.uptake.reference import IMPART
from app.reports.uptake.stages import FROM_USE, Stage

STAGES: dict[Stage, str] = {
    Stage.IDENTIFIED: "Known to the team",
    Stage.INVITED: "Invited",
    Stage.DELIVERED: "Invitation delivered",
    Stage.LINK_OPENED: "Link opened",
    Stage.ACCOUNT: "Account made",
    Stage.FIRST_MODULE: "First module read",
    Stage.CAME_BACK: "Came back another day",
    Stage.TOOK_PART: "Used the toolbox, forum or messages",
    Stage.SHARED: "Shared with the team",
}
# The steps in two tables, so that they fit a sheet of paper.
TO_ACCOUNT = (Stage.IDENTIFIED, Stage.INVITED, Stage.DELIVERED, Stage.LINK_OPENED, Stage.ACCOUNT)


@dataclass(frozen=True)
class Headline:
    """One sentence with its numbers first."""

    figure: str
    words: str


def headlines(total: Uptake) -> list[Headline]:
    """What a board should know first."""
    inviters = _headline(total.staff_who_invited, "clinician has invited somebody", "clinicians have invited somebody")
    by_code = [_by_code(total.joined_by_code)] if total.joined_by_code else []
    if not total.relatives:
        return [inviters, Headline("Nobody", "has been invited yet."), *by_code]
    found = [
        _headline(total.activation, "person invited now has an account", "people invited now have an account"),
        inviters,
        Headline(
            plural(total.invites, "invitation"),
            f"went to {plural(total.relatives, 'person', 'people')}. "
            f"{total.repeats:,} of them went to somebody who had been invited before.",
        ),
    ]
    if total.median is not None:
        words = f"is the middle number (median) among the clinicians who have invited somebody. {_spread(total)}"
        found.append(Headline(_invitations(total.median), words))
    return found + by_code


def _by_code(number: int) -> Headline:
    words = "joined by code, or by asking for a link. Nobody had invited them, so they are not among the numbers above."
    return Headline(plural(number, "person", "people"), words)


def _headline(rate: Rate, one: str, many: str) -> Headline:
    share = "" if rate.percent is None else f" ({rate.percent}%)"
    return Headline(f"{rate.part:,} of {rate.whole:,}", f"{one if rate.whole == 1 else many}{share}.")


def _invitations(how_many: float) -> str:
    return f"{number(how_many)} invitation{'' if how_many == 1 else 's'}"


def _spread(row: Uptake) -> str:
    quarters = (
        f"A quarter of them sent {number(row.lower_quartile)} or fewer, a quarter {number(row.upper_quartile)} or more"
    )
    return f"{quarters}; the fewest was {number(row.fewest)} and the most {number(row.most)}."


def _span(low: float | None, high: float | None) -> str:
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def fewer(count: int | None, before: int | None) -> str:
    """How many stopped at a step, and their share of those before it; nothing if that is hidden, or nobody did."""
    if count is None or before is None or before == count:
        return ""
    return f"{less(count, before)} ({Rate(before - count, before).percent}%)"


def less(count: int, before: int) -> str:
    """The same of the few whom one person invited: of one or two people a share says nothing."""
    return f"{before - count:,} fewer" if before != count else ""


def stopped(row: Funnel, stage: Stage) -> str:
    """The same of one step. Who joined since it was told has not stopped: what they do is not told yet."""
    count, new = row.counts[stage], row.new if stage is Stage.FIRST_MODULE else 0
    if count is None:
        is_early = stage is Stage.FIRST_MODULE and row.counts[Stage.ACCOUNT] and not row.settled
        return "too early, all joined since Sunday" if is_early else ""
    later = f"{new:,} joined since {row.told[stage].to:%-d %B}" if new > 0 else ""
    return "; ".join(filter(None, (fewer(count, row.before(stage)), later)))


def biggest_drop(total: Funnel) -> str:
    """One sentence: at which step most are lost. Steps that are hidden are passed over, and sharing: it is a free choice."""
    stops = [
        (before - count, STAGES[stage], before)
        for stage, count in total.steps
        if stage is not Stage.SHARED and count is not None and (before := total.before(stage)) is not None
    ]
    missing, name, before = max(stops, key=lambda stop: stop[0], default=(0, "", 0))
    return f"The biggest drop is at “{name.lower()}”: {missing:,} of {before:,} have not got there." if missing else ""


def _count(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def by_place(funnels: Funnels, stages: Sequence[Stage], *, total: str) -> list[list[str]]:
    """Some steps of each team or trust, and of all together under the name given; each with how many stopped there."""
    lines = [(row.name, row) for row in funnels.rows] + [(total, funnels.total)]
    return [[name, *(_with_drop(row, stage) for stage in stages)] for name, row in lines]


def _with_drop(row: Funnel, stage: Stage) -> str:
    if stage is Stage.IDENTIFIED and not row.keeps_list:
        return "no list"
    return " – ".join(filter(None, (_count(row.counts[stage]), stopped(row, stage))))


def up_to(total: Funnel) -> str:
    """Up to when the steps after the account are counted, in a sentence; nothing if none was ever told."""
    days = [told.to for told in total.told.values()]
    if not days:
        return ""
    end = long_date(max(days))
    older = [stage for stage, told in total.told.items() if told.to != max(days)]
    if not older:
        return f"What people did after the account is counted up to {end}."
    names = " and ".join(f"“{STAGES[stage].lower()}” up to {long_date(total.told[stage].to)}" for stage in older)
    return f"What people did after the account is counted up to {end}; {names}."


def hides_something(funnels: Funnels) -> bool:
    """Whether the page must say what "not shown" means."""
    return any(row.counts[stage] is None for row in funnels.every for stage in FROM_USE)


def uptake_rows(table: Table, *, total: str) -> list[list[str]]:
    """Each team or trust, all together under the name given, and what the IMPART study found."""
    named = [(row.name, row) for row in table.rows] + ([(total, table.total)] if table.total else [])
    return [_uptake_row(name, row) for name, row in named]


def _uptake_row(name: str, row: Uptake) -> list[str]:
    sent, invited, repeats = f"{row.invites:,}", f"{row.relatives:,}", f"{row.repeats:,}"
    return [
        name,
        str(row.staff_who_invited),
        sent,
        invited,
        repeats,
        str(row.activation),
        _per_inviter(row),
        f"{row.joined_by_code:,}",
    ]


def _per_inviter(row: Uptake) -> str:
    if row.median is None:
        return "–"
    middle, everybody = _span(row.lower_quartile, row.upper_quartile), _span(row.fewest, row.most)
    return f"{number(row.median)} (middle half {middle}, range {everybody})"


def comparison(total: Uptake) -> list[list[str]]:
    """Measure by measure: here, and in the six trusts of the IMPART study."""
    return [list(row) for row in zip(_MEASURES, _measures(total), _measures(IMPART), strict=True)]


_MEASURES = (
    "Clinicians who have invited somebody",
    "Invitations sent",
    "People invited",
    "Repeat invitations",
    "People invited who have an account",
    "Invitations per clinician who invited: median",
    "The middle half of them",
    "The fewest and the most",
)


def _measures(row: Uptake) -> Iterable[str]:
    middle = "not published" if row is IMPART else _span(row.lower_quartile, row.upper_quartile)
    counts = [f"{count:,}" for count in (row.invites, row.relatives, row.repeats)]
    spread = (number(row.median), middle, _span(row.fewest, row.most))
    return (str(row.staff_who_invited), *counts, str(row.activation), *spread)
