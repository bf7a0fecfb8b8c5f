"""A question as words to look up, what it may have meant, and the piece of a page that answers it. Text in, text out."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from app.search.entries import START, STOP

MOST_WORDS = 12
SNIPPET = 40  # words
_SHORTEST = 2  # letters of a word that is worth looking up
_SHORTEST_GUESS = 4  # letters of a word that can be told from another
_ALIKE = 0.75
# Said in most questions, and found on most pages: they would only keep the right page from being found.
FILLING = frozenset(
    (
        *(
            "get",
            "gets",
            "getting",
            "got",
            "going",
            "goes",
            "please",
            "really",
            "always",
            "keeps",
            "want",
            "wants",
            "would",
            "could",
        ),
        *("someone", "somebody", "person", "people", "loved", "one", "son", "sons", "daughter", "daughters", "husband"),
        *(
            "wife",
            "partner",
            "mum",
            "mother",
            "dad",
            "father",
            "brother",
            "sister",
            "boyfriend",
            "girlfriend",
            "friend",
        ),
    )
)
# How people ask, and how our pages say it.
OTHER_WORDS = {
    "alcohol": "drink",
    "argue": "row",
    "arguing": "row",
    "arguments": "rows",
    "burnout": "tired",
    "burnt out": "tired",
    "exhausted": "tired",
    "genetic": "genes",
    "hallucinations": "hearing voices",
    "hearing things": "hearing voices",
    "hereditary": "genes",
    "insomnia": "sleep",
    "job": "work",
    "kill herself": "suicide",
    "kill himself": "suicide",
    "kill themselves": "suicide",
    "marijuana": "cannabis",
    "medication": "medicine",
    "meds": "medicine",
    "respite": "break",
    "self harm": "hurt",
    "self-harm": "hurt",
    "stigma": "shame",
    "tablets": "medicine",
    "weed": "cannabis",
}
_OTHER = re.compile(rf"\b(?:{'|'.join(OTHER_WORDS)})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_TO_MARK = re.compile(f"{START}.*?{STOP}")


def asked(question: str) -> str:
    """The question without what is said in every question, or the same in our words; as it is if somebody quotes."""
    if '"' in question:
        return question
    left = " ".join(_WORD.sub(lambda found: "" if _is_filling(found[0]) else found[0], question).split())
    kept = left if _WORD.search(left) else question
    ours = _OTHER.sub(lambda found: OTHER_WORDS[found[0].lower()], kept)
    return kept if ours == kept else f"{kept} or {ours}"


def beginnings(question: str) -> list[str]:
    """The words to look up one by one, each without what follows its apostrophe."""
    found = (re.split("['’]", word)[0].casefold() for word in _WORD.findall(question))
    return list(dict.fromkeys(word for word in found if len(word) >= _SHORTEST))[:MOST_WORDS]


def meant(question: str, *, unknown: Sequence[str], titles: Iterable[str]) -> str:
    """The question with each unknown word as our titles spell something like it; empty if there is nothing like it."""
    known = sorted(
        {word.casefold() for title in titles for word in _WORD.findall(title) if len(word) >= _SHORTEST_GUESS}
    )
    guesses = {word: get_close_matches(word, known, n=1, cutoff=_ALIKE) for word in unknown}

    def spelled(found: re.Match[str]) -> str:
        return next(iter(guesses.get(found[0].casefold(), ())), found[0])

    guess = _WORD.sub(spelled, question)
    return "" if guess == question else guess


def snippet(words: str) -> str:
    """The stretch of a page in which most of the found words stand, or the first one; cut round them if it is long."""
    stretches = words.split("\n")
    best = max(stretches, key=lambda each: len({mark.casefold() for mark in _TO_MARK.findall(each)}))
    return _cut(best.split())


def _is_filling(word: str) -> bool:
    return re.split("['’]", word)[0].casefold() in FILLING


def _cut(words: Sequence[str]) -> str:
    if len(words) <= SNIPPET:
        return " ".join(words)
    first = next((place for place, word in enumerate(words) if START in word), 0)
    begin = max(0, min(first - SNIPPET // 4, len(words) - SNIPPET))
    end = begin + SNIPPET
    return f"{'… ' if begin else ''}{' '.join(words[begin:end])}{' …' if end < len(words) else ''}"
