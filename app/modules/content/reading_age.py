"""How old somebody is who reads a text with ease, by two formulas that count letters, syllables, words and sentences.

Automated Readability Index: 4.71 letters a word + 0.5 words a sentence - 21.43 (Senter and Smith 1967,
AMRL-TR-66-220). Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others
1975, Naval Technical Training Command, Research Branch Report 8-75). Both give a school grade of the United States.
A British reading age is about five years more; ours is the mean of both, rounded, and never under 5.
They know nothing of how hard a thought is: an editor is shown the age, and nothing is refused because of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.modules.content import sentences

YEARS_BEFORE_SCHOOL = 5
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
# A name that is filled in for each reader reads like any short name.
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_SPELLED = re.compile(r"[A-Z](?:&?[A-Z])+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![aeioutdy])ed$|(?<![aeiouyscgzx])(?<!ch)(?<!sh)es$")


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """Two school grades and the age, in years, that they come to."""

    ari: float
    flesch_kincaid: float
    age: int


def measure(texts: Iterable[str]) -> ReadingAge:
    """Of stretches of words, each of which ends a sentence even without a full stop; 5 years when there are none."""
    found = [_PLACEHOLDER.sub("Sam", sentence) for text in texts for sentence in sentences.split(text)]
    words = [word for sentence in found for word in _WORD.findall(sentence)]
    if not words:
        return ReadingAge(0.0, 0.0, YEARS_BEFORE_SCHOOL)
    length = len(words) / len(found)
    letters = sum(sign.isalnum() for word in words for sign in word) / len(words)
    ari = 4.71 * letters + 0.5 * length - 21.43
    grade = 0.39 * length + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    age = max(YEARS_BEFORE_SCHOOL, round((ari + grade) / 2) + YEARS_BEFORE_SCHOOL)
    return ReadingAge(round(ari, 1), round(grade, 1), age)


def syllables(word: str) -> int:
    """By rule of thumb: groups of vowels, without a silent e, es or ed at the end; one at least.

    Capitals that are spelled out (NHS, A&E) have one for each letter, and a number counts as one.
    """
    if _SPELLED.fullmatch(word):
        return sum(sign.isalpha() for sign in word)
    bare = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", bare))))
