"""What can be seen wrong in lines before anything is parsed: raw HTML, unknown names, typed numbers and sums."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from app.directory.content import Phrase
from app.modules.content.writer import PEOPLE, PLACEHOLDER

# An address in <> is a link, not HTML.
_HTML = re.compile(r"</?(?!https?:)[a-zA-Z!][^<>]*>?")
_PHONE = re.compile(r"(?<!\d)0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)")
_SHORT = 3  # 999 and 111 may stand in a sentence: everybody knows them
_SUM = re.compile(r"£\s*\d")


def numbers(phrases: Mapping[str, Phrase]) -> dict[str, str]:
    """The longer numbers of the directory, and how a page must name each."""
    known = {phrase.text: name for name, phrase in phrases.items() if phrase.href.startswith(("tel:", "sms:"))}
    return {number: name for number, name in known.items() if len(number.replace(" ", "")) > _SHORT}


def faults(text: str, phrases: Mapping[str, Phrase]) -> Iterator[tuple[int, str]]:
    """Each with its line, counted from 1."""
    typed = numbers(phrases)
    for number, line in enumerate(text.splitlines(), 1):
        for sentence in (*_html(line), *_names(line, phrases), *_typed(line, typed)):
            yield number, sentence


def _html(line: str) -> Iterator[str]:
    if found := _HTML.search(line):
        yield f"HTML is not allowed here: {found[0]} would be shown as it stands. Use Markdown or a block."


def _names(line: str, phrases: Mapping[str, Phrase]) -> Iterator[str]:
    for found in PLACEHOLDER.finditer(line):
        if found[1].strip() not in phrases and found[1].strip() not in PEOPLE:
            yield (
                f"{found[0]} is not in directory.yaml. It must be a name there and .name, .number or .hours; "
                "or a name in figures.yaml and .name or .amount; or person."
            )


def _typed(line: str, typed: Mapping[str, str]) -> Iterator[str]:
    if _SUM.search(line):
        yield "A sum is never typed: it comes from figures.yaml, as {{name.amount}}."
    if found := _any_of(tuple(typed)).search(line):
        yield f"The number {found[0]} is typed. Write {{{{{typed[found[0]]}}}}} instead, so that it stays right."
        return
    if found := _PHONE.search(line):
        yield f"The number {found[0]} is typed. Put it in directory.yaml with its source, and name it from there."


@lru_cache(maxsize=8)
def _any_of(numbers: tuple[str, ...]) -> re.Pattern[str]:
    # One search a line and not one for each number: there are a hundred pages.
    each = "|".join(re.escape(number) for number in numbers)
    return re.compile(rf"(?<!\d)(?:{each})(?!\d)" if each else r"(?!)")
