"""Where the patterns of the lexicon stand in a text: linear in its length, since no step goes back."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.risk.detector.lexicon import Lexicon, Rule
from app.risk.detector.patterns import Pattern
from app.risk.detector.tokens import Token

Symbols = frozenset[str]
_SHORTEST_STEM, _LONGEST_STEM, _SHORTEST_NAME = 3, 12, 3


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A rule found in a text; first and last are places among its words, both inside."""

    first: int
    last: int
    rule: Rule


def symbols(tokens: list[Token], lexicon: Lexicon) -> list[Symbols]:
    """For each word, everything that a pattern may call it."""
    known: dict[str, Symbols] = {}
    found: list[Symbols] = []
    before = -1
    for token in tokens:
        mine = known.get(token.word)
        if mine is None:
            mine = known[token.word] = _symbols_of(token.word, lexicon)
        if (
            token.capital
            and (token.sentence == before or token.word in lexicon.names)
            and _is_name(token, mine, lexicon)
        ):
            mine |= {"$name", "$they"}
        before = token.sentence
        found.append(mine)
    return found


def _symbols_of(word: str, lexicon: Lexicon) -> Symbols:
    stems = {
        name
        for length in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1)
        for name in lexicon.stems.get(word[:length], ())
    }
    number = {"$number"} if word.isdigit() else set()
    return frozenset({word, *lexicon.classes.get(word, ()), *stems, *number})


def _is_name(token: Token, mine: Symbols, lexicon: Lexicon) -> bool:
    initial = len(token.word) == 1 and token.word not in "ia"
    return token.word in lexicon.names or initial or (len(mine) == 1 and len(token.word) >= _SHORTEST_NAME)


def matches(tokens: list[Token], called: list[Symbols], lexicon: Lexicon) -> Iterator[Match]:
    """Every rule that stands in the text, once for each place where it begins to match."""
    seen: set[tuple[int, int, str]] = set()
    starts = lexicon.starts
    for place, mine in enumerate(called):
        for symbol in mine:
            for pattern in starts.get(symbol, ()):
                found = _around(pattern, place, tokens, called)
                if found and (*found, pattern.rule) not in seen:
                    seen.add((*found, pattern.rule))
                    yield Match(*found, lexicon.rules[pattern.rule])


def _around(pattern: Pattern, place: int, tokens: list[Token], called: list[Symbols]) -> tuple[int, int] | None:
    sentence, elements = tokens[place].sentence, pattern.elements
    last = place
    for element in elements[pattern.anchor + 1 :]:
        last = _next(element.symbols, last + 1, last + 2 + element.gap, tokens, called, sentence)
        if last < 0:
            return None
    first = place
    for index in range(pattern.anchor, 0, -1):
        gap = elements[index].gap
        first = _previous(elements[index - 1].symbols, first - 1, first - 2 - gap, tokens, called, sentence)
        if first < 0:
            return None
    return first, last


def _next(wanted: Symbols, start: int, stop: int, tokens: list[Token], called: list[Symbols], sentence: int) -> int:
    for place in range(start, min(stop, len(tokens))):
        if tokens[place].sentence != sentence:
            return -1
        if not wanted.isdisjoint(called[place]):
            return place
    return -1


def _previous(wanted: Symbols, start: int, stop: int, tokens: list[Token], called: list[Symbols], sentence: int) -> int:
    for place in range(start, max(stop, -1), -1):
        if tokens[place].sentence != sentence:
            return -1
        if not wanted.isdisjoint(called[place]):
            return place
    return -1
