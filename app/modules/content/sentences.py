"""The words that a reader meets on a page, as stretches and sentences: for reading ages, and to find what stands twice."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from markupsafe import Markup

_ENDS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "div", "section", "summary", "dt", "dd", "br", "blockquote"}
_VOID = {"br", "img", "hr", "input", "source", "track", "path", "col"}
# What is drawn round an author's words, and evidence, which is folded away.
_NOT_WRITTEN = {
    "nhsuk-details",
    "nhsuk-u-visually-hidden",
    "story__kind",
    "story__provenance",
    "reflect__note",
}
_CARE = {"nhsuk-card--care"}
_NEW_TAB = "(opens in a new tab)"
_NAMES = {"name", "kind", "id", "yours"}
# Points that end no sentence.
_SHORT = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St)\.|\b(?:vs|etc|e\.g|i\.e|a\.m|p\.m)\.(?=,|\s+[a-z0-9])")
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")


class _Reader(HTMLParser):
    """Gathers the words outside the elements of some classes."""

    def __init__(self, skip: set[str]) -> None:
        super().__init__()
        self.skip, self.depth = skip, 0
        self.texts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDS:
            self.texts.append("")
        classes = set((dict(attrs).get("class") or "").split())
        if tag not in _VOID and (self.depth or classes & self.skip):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS:
            self.texts.append("")
        if self.depth and tag not in _VOID:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.texts[-1] += data


def of_html(html: str, *, care: bool = True) -> list[str]:
    """Each paragraph, heading and item of a list; without `care`, not what stands in the cards about getting help."""
    reader = _Reader(_NOT_WRITTEN if care else _NOT_WRITTEN | _CARE)
    # Not as Markup, which would escape again what the parser has just read.
    reader.feed(str(html))
    reader.close()
    folded = (" ".join(text.replace(_NEW_TAB, " ").split()) for text in reader.texts)
    return [text for text in folded if text]


def of_values(values: Mapping[str, object]) -> list[str]:
    """The words in an activity or a quiz, with what is said to each answer."""
    return [text for name, value in values.items() if name not in _NAMES for text in _of_value(value)]


def split(text: str) -> list[str]:
    """The sentences of a stretch of words; the points of "Dr." and "e.g." end none."""
    whole = _SHORT.sub(lambda found: found[0].replace(".", ""), text)
    return [each for each in _END.split(whole) if any(sign.isalnum() for sign in each)]


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, Markup):
        yield from of_html(value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from of_values(value)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _of_value(each)
