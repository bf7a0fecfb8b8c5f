"""From a written word to the words that are meant: opened, shortened, mended."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_LONG_RUN = re.compile(r"([a-z])\1{2,}")
_DIGITS = str.maketrans("013457@$!|", "oieastasil")
_HIDDEN = re.compile(r"[a-z]+[013457@$!|*]+[a-z]+[a-z0-9@$*]*")
_ENDINGS = {"'s": "s", "'m": "am", "'ve": "have", "'re": "are", "'ll": "will", "'d": "would", "'t": "not"}
SHORTEST_MENDED, LONGEST_MENDED = 5, 20


class Spelling:
    """What rules know of spelling: a table, the words of the lexicon, and real words that only look like them."""

    def __init__(self, *, written: Mapping[str, str], words: Iterable[str], real: Iterable[str]) -> None:
        self._written = {key: tuple(value.split()) for key, value in written.items()}
        self._words = frozenset(words) | {word for value in self._written.values() for word in value}
        self._real = frozenset(real)
        self._nearly: dict[str, str] = {}
        for word in sorted(self._words):
            if len(word) >= SHORTEST_MENDED:
                for less in _without_one(word):
                    self._nearly.setdefault(less, word)
        self.words = lru_cache(maxsize=8192)(self._words_of)

    def _words_of(self, written: str) -> tuple[str, ...]:
        """The plain words of one written word, without punctuation."""
        if written in self._written:
            return self._written[written]
        if "'" in written:
            return self._opened(written)
        word = self._shortened(written)
        if _HIDDEN.fullmatch(word):
            word = self._uncovered(word)
        return self._written.get(word) or (self._mended(word),)

    def _opened(self, written: str) -> tuple[str, ...]:
        head, _sign, tail = written.rpartition("'")
        plain = written.replace("'", "")
        if plain in self._written and "'" + tail not in {"'ll", "'d", "'re", "'s"}:
            return self._written[plain]
        if "'" + tail in _ENDINGS:
            return (*self._words_of(head), _ENDINGS["'" + tail])
        return self._words_of(plain)

    def _shortened(self, word: str) -> str:
        if not _LONG_RUN.search(word):
            return word
        one, two = _LONG_RUN.sub(r"\1", word), _LONG_RUN.sub(r"\1\1", word)
        return two if two in self._words and one not in self._words else one

    def _uncovered(self, word: str) -> str:
        if "*" not in word:
            return word.translate(_DIGITS)
        hidden = re.compile(word.replace("*", "[a-z]").replace("$", "s").replace("@", "a"))
        return next((each for each in sorted(self._words) if hidden.fullmatch(each)), word.replace("*", ""))

    def _mended(self, word: str) -> str:
        if not SHORTEST_MENDED <= len(word) <= LONGEST_MENDED or word in self._words or word in self._real:
            return word
        return self._near(word) or word

    def _near(self, word: str) -> str:
        """The word of the rules that differs by one letter, or nothing."""
        found = self._nearly.get(word)
        return found or next((self._nearly[less] for less in _without_one(word) if less in self._nearly), "")

    def would_mend(self, word: str) -> bool:
        """Whether a word would be taken for a misspelling, the list of real words aside."""
        return word not in self._words and bool(self._near(word))


def _without_one(word: str) -> list[str]:
    # The first letter is nearly always right; keeping it avoids most false friends.
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]
