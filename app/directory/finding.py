"""Finding something in the directory: by nation, by need, and by words that need not be spelled right."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from app.core import forms
from app.directory.content import Route
from app.directory.rules import NEEDS

MOST_WORDS = 8
LONGEST = 100
_FEWEST_LETTERS = 3
_ALIKE = 0.75
_WORD = re.compile(r"[a-z0-9]+")
# Words of a question that say nothing of what is looked for.
_COMMON = frozenset(
    {
        "about",
        "and",
        "are",
        "but",
        "can",
        "does",
        "for",
        "from",
        "get",
        "help",
        "her",
        "him",
        "his",
        "how",
        "need",
        "the",
    }
    | {"their", "them", "they", "this", "what", "when", "where", "who", "with", "you", "your"}
)


def readable(words: str) -> str:
    """What was typed, on one line and not too long, without signs that no page can show."""
    return forms.readable(words[:LONGEST])


def matching(entries: Iterable[Route], *, nation: str = "", need: str = "", words: str = "") -> list[Route]:
    """Those for a nation (or for none by name) and a need that have most of the words, and at least one of them."""
    fitting = [
        each
        for each in entries
        if (not nation or not each.nations or nation in each.nations) and (not need or need in each.needs)
    ]
    wanted = _wanted(words)
    if not wanted:
        return fitting
    # "Debts" finds "debt"; what stands inside a longer word is found anyway.
    singular = [word.removesuffix("s") for word in wanted]
    return _with_most(fitting, singular) or _with_most(fitting, _as_spelled_here(fitting, wanted))


def _with_most(entries: Sequence[Route], wanted: Sequence[str]) -> list[Route]:
    found = [sum(word in text for word in wanted) for text in map(_text, entries)]
    most = max(found, default=0)
    return [each for each, count in zip(entries, found, strict=True) if count == most and most]


def _as_spelled_here(entries: Sequence[Route], wanted: Sequence[str]) -> list[str]:
    known = sorted({word for each in entries for word in _WORD.findall(_text(each))})
    return [next(iter(get_close_matches(word, known, n=1, cutoff=_ALIKE)), word) for word in wanted]


def _wanted(words: str) -> list[str]:
    found = _WORD.findall(_plain(words))
    return [word for word in found if len(word) >= _FEWEST_LETTERS and word not in _COMMON][:MOST_WORDS]


def _text(entry: Route) -> str:
    return _plain(" ".join([entry.name, entry.purpose, *(NEEDS[need] for need in entry.needs)]))


def _plain(words: str) -> str:
    """Small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each) and each not in "'’")
