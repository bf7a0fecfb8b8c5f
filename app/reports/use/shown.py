"""What may be shown of all that was counted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.core.small_numbers import is_few
from app.reports.distribution import Distribution
from app.reports.periods import Period
from app.reports.rules import Step, hide_small
from app.reports.use import rules
from app.reports.use.measures import NEVER_ADDED_UP, OF_PARTS, Measure
from app.reports.use.numbers import Key, Numbers

Active = dict[Period, Step]


def active(parts: Sequence[Numbers], whole: Numbers) -> Active:
    """How many were active: each shorter period is a step that only people of the longer one took."""
    before = Step(tuple(part.relatives for part in parts), whole.relatives)
    steps: Active = {}
    for period in Period:
        counts = [part.active(period) for part in parts]
        before = steps[period] = hide_small(before, counts, whole.active(period))
    return steps


def distributions(whole: Numbers, period: Period) -> dict[Measure, Distribution | None]:
    """Each measure of the whole; None if it would say something of few."""
    return {
        measure: _of(whole, measure, deviation=not _few_did_not(whole, measure, period))
        if period in _periods(whole, measure)
        else None
        for measure in whole.of
    }


def parts_shown(parts: Mapping[Key, Numbers], whole: Numbers, period: Period) -> frozenset[Key]:
    """The parts whose numbers are shown of the period."""

    def people(key: Key, periods: Sequence[Period]) -> rules.Numbers:
        # That a team of three did nothing is about three people as well.
        did = (rules.behind(parts[key].of[measure].rings, periods) for measure in OF_PARTS)
        return sum(did, (parts[key].relatives,))

    order = sorted(parts, key=lambda key: (not parts[key].did_anything, parts[key].relatives, str(key)))
    periods, visible = rules.visible(
        order,
        sums_shown(whole),
        rings=lambda key: [parts[key].of[measure].rings for measure in OF_PARTS],
        people=people,
        together=rules.added,
    )
    return visible if period in periods else frozenset()


def sums_shown(whole: Numbers) -> tuple[Period, ...]:
    """The periods in which the measures of the parts are shown of the whole."""
    return tuple(
        period
        for period in Period
        if all(period in _periods(whole, measure) for measure in (*OF_PARTS, Measure.VISITS))
    )


def _periods(whole: Numbers, measure: Measure) -> Sequence[Period]:
    return () if is_few(whole.relatives) else rules.periods_shown(whole.of[measure].rings)


def of_parts(parts: Mapping[Key, Numbers], period: Period) -> dict[Key, dict[Measure, Distribution | None]]:
    """The measures of the parts that are shown. No deviation if one is hidden: it could be had from the others."""
    few = {measure for measure in OF_PARTS if any(_few_did_not(part, measure, period) for part in parts.values())}
    return {
        key: {measure: _of(part, measure, deviation=measure not in few) for measure in OF_PARTS}
        for key, part in parts.items()
    }


def _few_did_not(numbers: Numbers, measure: Measure, period: Period) -> bool:
    """Then mean and deviation together can say how few: 0.86 and 0.38 of seven is six times 1 and once 0."""
    return is_few(numbers.relatives - rules.people_in(numbers.of[measure].rings, rules.BITS[period]))


def _of(numbers: Numbers, measure: Measure, *, deviation: bool) -> Distribution:
    found = numbers.distribution(measure)
    if measure in NEVER_ADDED_UP:
        return replace(found, mean=None, deviation=None)
    return found if deviation else replace(found, deviation=None)
