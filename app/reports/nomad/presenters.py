"""The pictures of NoMAD, one for each construct."""

from collections.abc import Iterator, Mapping, Sequence

from app.core.small_numbers import FEWEST
from app.core.templating import plural
from app.implementation.content import Part
from app.implementation.rules import GENERAL_ITEMS, Construct
from app.implementation.scoring import Mean
from app.reports.charts.pictures import HIDDEN, Bar, Bars, Rows
from app.reports.nomad.rounds import Said

POINTS = 5
GENERAL_HEAD = ("Round", *(f"General question {number}" for number in range(1, GENERAL_ITEMS + 1)))


def pictures(rounds: Sequence[Said], parts: Mapping[Construct, Part]) -> list[Bars]:
    """Rounds beside each other, construct by construct."""
    return [_picture(construct, part.title, rounds) for construct, part in parts.items()]


def general_rows(rounds: Sequence[Said]) -> Rows:
    """The general questions, 0 to 10, round by round."""
    return [[each.name, *map(_cell, each.result.general)] for each in rounds]


def hides(rounds: Sequence[Said]) -> bool:
    """Whether a mean is not shown because too few answered."""
    return any(mean.value is None for each in rounds for mean in _means(each))


def _picture(construct: Construct, title: str, rounds: Sequence[Said]) -> Bars:
    means = [each.result.constructs[construct] for each in rounds]
    shown = ", ".join(f"{each.name} {_cell(mean)}" for each, mean in zip(rounds, means, strict=True))
    return Bars(
        title=title,
        description=f"The mean from 1, strongly disagree, to 5, strongly agree. {shown}.",
        head=("Round", "Mean, 1 to 5", "Answered"),
        bars=tuple(Bar(each.name, _rounded(mean), _people(mean)) for each, mean in zip(rounds, means, strict=True)),
        most=POINTS,
    )


def _means(each: Said) -> Iterator[Mean]:
    yield from each.result.constructs.values()
    yield from each.result.general


def _rounded(mean: Mean) -> float | None:
    return None if mean.value is None else round(mean.value, 1)


def _people(mean: Mean) -> str:
    return plural(mean.people, "answered", "answered") if mean.people >= FEWEST else "fewer than 5 answered"


def _cell(mean: Mean) -> str:
    return HIDDEN if mean.value is None else f"{mean.value:.1f} ({mean.people} answered)"
