"""A licensed text as it was uploaded or pasted: YAML or CSV in, a slot's words or every mistake with its place out. Pure."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.outcomes.instruments import Instrument, WordsDoNotFit
from app.outcomes.licensing import table

MOST_TEXT = 60_000  # characters; the longest questionnaire needs a sixth of it
Path = tuple[str, ...]
Place = tuple[int, int]  # line and column, each from 1
Mistakes = list[tuple[Place, str]]
EMPTY = "There is nothing in it."
# Written in C where the wheel has it. What is typed stays as it is typed: a no is a word, and a date is no date.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 4  # inside each other; a question with answers of its own needs three
# What stands in a file of another kind, or in one whose letters were read wrongly.
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
_NOT_TEXT = (
    "Here stands what is no letter and no sign. Is it the right file? A spreadsheet has to be saved as CSV UTF-8 first."
)
_POINTS = "This begins with *. Put quotation marks round all of it."
_TOO_DEEP = (
    "There is too much inside each other here. Put quotation marks round words that begin with a bracket or a dash."
)
_UNREADABLE = (
    "This cannot be read: {}. If words hold a colon, or begin with a quotation mark or another sign, put quotation marks "
    "round all of them."
)
_NOT_NAMED = (
    'There must be names and words here, such as "items:" with the questions under it. A table begins with the line '
    "question,answer,words."
)


@dataclass(frozen=True, order=True)
class Mistake:
    """Something wrong, and where: line and column as an editor counts them."""

    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.sentence}"


@dataclass(frozen=True)
class Reading:
    """The words, and the slot with them; or what is wrong, and neither."""

    words: dict[str, Any] = field(default_factory=dict)
    filled: Instrument | None = None
    mistakes: tuple[Mistake, ...] = ()


def decode(content: bytes) -> str:
    """A file's bytes as text; what is no UTF-8 is read as Windows writes letters."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def read(text: str, slot: Instrument) -> Reading:
    """The words of this slot."""
    if not text.strip():
        return _wrong([Mistake(1, 1, EMPTY)])
    if stray := _NO_TEXT.search(text):
        return _wrong([Mistake(*_counted(text, stray.start()), _NOT_TEXT)])
    if len(text) > MOST_TEXT:
        return _wrong([Mistake(1, 1, f"It is longer than {MOST_TEXT:,} characters. Is it the right file?")])
    if table.is_table(text):
        words, places, mistakes = table.read(text, slot)
    else:
        words, places, mistakes = _from_yaml(text)
    found = [Mistake(line, column, sentence) for (line, column), sentence in mistakes]
    return _wrong(found) if found else _fit(words, places, slot)


def _fit(words: dict[str, Any], places: Mapping[Path, Place], slot: Instrument) -> Reading:
    try:
        filled = slot.with_words(words)
        return Reading(_plain(filled, slot), filled)
    except WordsDoNotFit as wrong:
        return _wrong([Mistake(*_nearest(places, tuple(map(str, each.path))), each.sentence) for each in wrong.misfits])


def _plain(filled: Instrument, slot: Instrument) -> dict[str, Any]:
    """The same words and nothing else that stood there, as they are kept."""
    said = {} if filled.stem == slot.stem else {"stem": filled.stem}
    answers = {item.id: {str(option.value): option.text for option in item.options} for item in filled.items}
    return said | {"items": {item.id: item.text for item in filled.items}, "item_options": answers}


def _wrong(mistakes: list[Mistake]) -> Reading:
    return Reading(mistakes=tuple(sorted(set(mistakes))))


def _nearest(places: Mapping[Path, Place], path: Path) -> Place:
    while path not in places and path:
        path = path[:-1]
    return places.get(path, (1, 1))


def _counted(text: str, at: int) -> Place:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _from_yaml(text: str) -> tuple[dict[str, Any], dict[Path, Place], Mistakes]:
    places: dict[Path, Place] = {}
    mistakes: Mistakes = []
    try:
        if refused := _refused(text):
            return {}, places, [refused]
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return {}, places, [(_place(error.problem_mark or error.context_mark), _UNREADABLE.format(error.problem))]
    if not isinstance(node, yaml.MappingNode):
        return {}, places, [((1, 1), _NOT_NAMED)]
    return _gathered(node, (), places, mistakes), places, mistakes


def _refused(text: str) -> tuple[Place, str] | None:
    """What a few signs make more of than fits into memory, or into the time of a page."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            return _place(event.start_mark), _POINTS
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return _place(event.start_mark), _TOO_DEEP
    return None


def _gathered(node: yaml.Node, path: Path, places: dict[Path, Place], mistakes: Mistakes) -> Any:
    """What a part says, None for a list; writes down where each stands. A name that stands twice would hide the first."""
    if not isinstance(node, yaml.MappingNode):
        return node.value if isinstance(node, yaml.ScalarNode) else None
    found = {}
    for key, value in node.value:
        name, place = key.value if isinstance(key, yaml.ScalarNode) else "?", _place(key.start_mark)
        if name in found:
            mistakes.append((place, f'"{name}" stands here twice.'))
        places[*path, name] = place
        found[name] = _gathered(value, (*path, name), places, mistakes)
    return found


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
