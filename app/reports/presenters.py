"""The words and tables of the report page. A share is never shown without the numbers that it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.core.templating import plural
from app.reports.funnel import FROM_USE, Funnel, Funnels, Stage
from app.reports.rates import Rate, number
from app.reports.reference import IMPART
from app.reports.uptake import Table, Uptake

HIDDEN = "not shown"
STAGES: dict[Stage, str] = {
    Stage.INVITED: "Invited",
    Stage.DELIVERED: "Invitation delivered",
    Stage.LINK_OPENED: "Link opened",
    Stage.ACCOUNT: "Account made",
    Stage.FIRST_MODULE: "First module read",
    Stage.CAME_BACK: "Came back another day",
}
UPTAKE_HEAD = (
    "Clinicians who have invited somebody",
    "Invitations sent",
    "People invited",
    "Repeat invitations",
    "People invited who have an account",
    "Invitations per clinician who invited: median",
    "Joined by code",
)


@dataclass(frozen=True)
class Headline:
    """One sentence with its numbers first."""

    figure: str
    words: str


@dataclass(frozen=True)
class Bar:
    """One step of the funnel; `width` is the share of those invited in per cent, or None if it is hidden."""

    name: str
    words: str
    width: Decimal | None


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


def bars(total: Funnel) -> list[Bar]:
    """The funnel as lengths, each with its numbers in words."""
    invited = total.counts[Stage.INVITED] or 0
    return [_bar(name, total.counts[stage], invited) for stage, name in STAGES.items()]


def _bar(name: str, count: int | None, invited: int) -> Bar:
    if count is None:
        return Bar(name, HIDDEN, None)
    rate = Rate(count, invited)
    return Bar(name, str(rate), rate.percent or Decimal(0))


def drops(total: Funnel) -> list[list[str]]:
    """Step by step: how many, the share of the step before, and how many stopped there."""
    rows, before = [], total.counts[Stage.INVITED]
    for stage, name in STAGES.items():
        count = total.counts[stage]
        if stage is Stage.INVITED:
            rows.append([name, _count(count), "–", "–"])
        elif count is None or before is None:
            rows.append([name, _count(count), HIDDEN, HIDDEN])
        else:
            rows.append([name, _count(count), str(Rate(count, before)), f"{before - count:,}"])
        before = count
    return rows


def biggest_drop(total: Funnel) -> str:
    """One sentence: at which step most are lost. Steps that are hidden, or that nobody took, are passed over."""
    steps = [(name, total.counts[stage]) for stage, name in STAGES.items()]
    stops = [
        (before - count, name, before) for (_, before), (name, count) in pairwise(steps) if before is not None and count
    ]
    missing, name, before = max(stops, key=lambda stop: stop[0], default=(0, "", 0))
    return f"The biggest drop is at “{name.lower()}”: {missing:,} of {before:,} did not get there." if missing else ""


def _count(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def by_place(funnels: Funnels, *, total: str) -> list[list[str]]:
    """The steps of each team or trust, and of all together under the name given."""
    lines = [(row.name, row) for row in funnels.rows] + [(total, funnels.total)]
    return [[name, *(_count(row.counts[stage]) for stage in STAGES)] for name, row in lines]


def hides_something(funnels: Funnels) -> bool:
    """Whether the page must say what "not shown" means."""
    return any(row.counts[stage] is None for row in (*funnels.rows, funnels.total) for stage in FROM_USE)


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
