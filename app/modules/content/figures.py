"""figures.yaml: sums, limits and rates that change with the law, each with its source and its dates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from app.core.checked_yaml import Problem, Problems, Strict, fit, read
from app.directory.content import Phrase
from app.directory.rules import Nation, has_expired, web_address
from app.modules.content.fields import Line, Name

FILE = "figures.yaml"
_SAID_ALOUD = re.compile(r"^https://(?:www\.)?(.*?)/?$")


class Figure(Strict):
    """One sum, limit or rate. `amount` is how a sentence says it: "£86.45 a week"."""

    id: Name
    name: Line
    amount: Line
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    source: Annotated[Line, AfterValidator(web_address)]
    checked_on: date
    next_check: date
    # The last day on which it is right.
    expires: date | None = None

    @property
    def place(self) -> str:
        """Its source without what nobody says aloud."""
        return _SAID_ALOUD.sub(r"\1", self.source)


@dataclass(frozen=True)
class Figures:
    """All of them, by id, and the line on which each begins."""

    entries: Mapping[str, Figure] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def phrases(self, *, today: date) -> dict[str, Phrase]:
        """What each {{id.name}} and {{id.amount}} of a page stands for."""
        names = {f"{each.id}.name": Phrase(each.name) for each in self.entries.values()}
        return names | {f"{each.id}.amount": _amount(each, today) for each in self.entries.values()}


def read_all(folder: Path, problems: Problems) -> Figures:
    """The figures that are right; the problems of the others are added to the list."""
    say = problems.at(f"{folder.name}/{FILE}")
    if not (folder / FILE).is_file():
        return Figures()
    tree = read((folder / FILE).read_text(encoding="utf-8"), say)
    if tree is None:
        return Figures()
    found = [fit(Figure, tree, say, at=(name,), id=str(name)) for name in tree.data]
    return Figures({each.id: each for each in found if each}, {str(name): tree.line(name) for name in tree.data})


def warnings(figures: Figures, *, folder: Path, today: date) -> Iterator[Problem]:
    """Those that should be checked again and are still shown."""
    for each in figures.entries.values():
        if each.next_check < today and not has_expired(each.expires, today=today):
            shown = f" It is shown until {each.expires}." if each.expires else ""
            yield _problem(figures, each, folder, f"should have been checked again by {each.next_check}.{shown}")


def expired(figures: Figures, *, folder: Path, today: date) -> Iterator[Problem]:
    """Those that pages do not show any more: a check of the content fails on them, and the start does not."""
    for each in figures.entries.values():
        if has_expired(each.expires, today=today):
            gone = f"expired on {each.expires}, so it is hidden. Check it at {each.place} and set new dates."
            yield _problem(figures, each, folder, gone)


def _problem(figures: Figures, figure: Figure, folder: Path, sentence: str) -> Problem:
    return Problem(f"{folder.name}/{FILE}", figures.lines[figure.id], f'"{figure.id}" {sentence}')


def _amount(figure: Figure, today: date) -> Phrase:
    if has_expired(figure.expires, today=today):
        return Phrase(f"the amount at {figure.place}", figure.source)
    return Phrase(figure.amount)
