"""Words with their places: contractions opened, spelling noise mended, sentences numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.risk.detector.normalising import Normal, normalise
from app.risk.detector.spelling import Spelling

# One pass, no backtracking: words (apostrophes and stars inside), numbers, sentence ends, quotation marks, other signs.
_PIECE = re.compile(r"[a-z0-9@$*!|]*[a-z][a-z0-9@$*]*(?:'[a-z]+)*|[0-9]+|[.?!;\n]+|\"|,|[^\sa-z0-9]")
_ENDS = frozenset(".?!;\n")
# Somebody who uses no full stops still changes the subject.
LONGEST_SENTENCE = 45


@dataclass(frozen=True, slots=True)
class Token:
    """One word as rules read it; start and end are offsets in the original."""

    word: str
    start: int
    end: int
    sentence: int
    capital: bool
    quoted: bool
    comma: bool


def tokenise(text: str, spelling: Spelling) -> list[Token]:
    """All words of a text, in order."""
    normal = normalise(text)
    tokens: list[Token] = []
    sentence, quoted, comma, begins = 0, False, False, 0
    for piece in _PIECE.finditer(normal.text):
        written = piece.group()
        if written[0] in _ENDS and not any(each.isalnum() for each in written):
            sentence, begins, comma = sentence + 1, len(tokens), True
            continue
        if written == '"':
            quoted, comma = not quoted, True
            continue
        if not any(each.isalnum() for each in written):
            comma = True
            continue
        if len(tokens) - begins > LONGEST_SENTENCE:
            sentence, begins = sentence + 1, len(tokens)
        start, end = _place(normal, piece.start(), piece.end())
        capital = text[start].isupper()
        for word in spelling.words(written):
            tokens.append(Token(word, start, end, sentence, capital, quoted, comma))
            comma = False
    return tokens


def _place(normal: Normal, first: int, after: int) -> tuple[int, int]:
    return normal.offsets[first], normal.offsets[after - 1] + 1


def sentences(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, as places among the words."""
    begins = 0
    for place in range(1, len(tokens) + 1):
        if place == len(tokens) or tokens[place].sentence != tokens[begins].sentence:
            yield begins, place
            begins = place
