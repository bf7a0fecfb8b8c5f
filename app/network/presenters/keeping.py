"""A map as a thing in the toolbox, with the names on it or without."""

from collections import Counter
from dataclasses import replace

from app.network.figures import figures
from app.network.model import Map, Node
from app.network.presenters import summary, tables, words
from app.network.presenters.voices import VOICES
from app.network.rules import Whose
from app.network.shape import Shape, shape
from app.toolbox.rules import Kept


def source(whose: Whose, *, with_names: bool) -> str:
    """What it is kept under. With names is another thing than without: sharing one never shares the other."""
    return f"network-map/{whose}" if with_names else f"network-map/{whose}/without-names"


def kept(drawn: Map, whose: Whose, *, with_names: bool) -> Kept:
    """The map in words, as it is now."""
    shown = drawn if with_names else without_names(drawn)
    lines = [
        [f"{table.caption}", "\n".join(_line(line, with_names=with_names) for line in table.lines)]
        for table in tables.tables(shown, whose)
    ]
    joined = "\n".join(tables.links(shown, shown.links))
    lines += [["Links", joined]] if joined else []
    lines += _shape(shown)
    title = VOICES[whose].title
    # The names stand in the lines alone: whoever changes it goes to the map.
    answer = {"whose": whose.value, "with_names": with_names}
    return Kept(title if with_names else f"{title}, without names", answer, lines, f"/network-map/{whose}", [])


def without_names(drawn: Map) -> Map:
    """The same with "Friend", or "Friend 2" for the second, in place of what somebody typed."""
    counted, total = Counter[str](), Counter(words.category(node) for node in drawn.nodes)
    unnamed: list[Node] = []
    for node in drawn.nodes:
        what = words.category(node)
        counted[what] += 1
        unnamed.append(replace(node, label=f"{what} {counted[what]}" if total[what] > 1 else what))
    return replace(drawn, nodes=tuple(unnamed))


def _line(line: tables.Line, *, with_names: bool) -> str:
    facts, effect, close, often, _links = line.cells
    # Without a name the label says what it is already.
    _what, *more = facts.split(", ")
    named = f"{line.label}: {facts}" if with_names else ", ".join((line.label, *more))
    return ". ".join((named, effect, close, *([often] if often != words.LEFT_OPEN else [])))


def _shape(drawn: Map) -> list[list[str]]:
    found = shape(figures(drawn))
    if found is Shape.SMALL:
        return []
    title, said = summary.SHAPES[found]
    return [["What it looks like, by our rule of thumb", f"{title}. {said}"]]
