"""Finds sentences that stand in two modules: somebody who reads both would feel that nobody wrote for them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.core.checked_yaml import Problem
from app.directory.content import Phrase
from app.modules.content import sentences
from app.modules.content.library import Library, Page

SHORTEST = 6  # words of one's own; what comes from the directory does not count
_PERSON = "the person you support"
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*")


def problems(library: Library, *, folder: Path, phrases: Mapping[str, Phrase]) -> Iterator[Problem]:
    """One for each sentence of six words or more that an earlier module holds too.

    Cards about getting help are left out: when to ring 999 is said in the same words everywhere, and should be.
    """
    fixed = sorted({_PERSON, *(phrase.text for phrase in phrases.values())}, key=len, reverse=True)
    first: dict[str, tuple[Page, str]] = {}
    for module in library.modules:
        for page in module.pages:
            for sentence in _sentences(page, fixed):
                there, words = first.setdefault(_plain(sentence), (page, sentence))
                if there.module != page.module:
                    yield _problem(folder, page, sentence, there, words)


def _sentences(page: Page, fixed: list[str]) -> Iterator[str]:
    for text in page.texts(care=False):
        for sentence in sentences.split(text):
            own = sentence
            for phrase in fixed:
                own = own.replace(phrase, " ")
            if len(_WORD.findall(own.lower())) >= SHORTEST:
                yield sentence


def _plain(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.lower()))


def _problem(folder: Path, page: Page, sentence: str, there: Page, words: str) -> Problem:
    place = f"{there.path}:{_line(folder, there, words)}"
    return Problem(page.path, _line(folder, page, sentence), f'"{sentence}" stands in another module too, in {place}.')


def _line(folder: Path, page: Page, sentence: str) -> int:
    """The line on which a sentence begins, or 1 when it holds what is filled in."""
    lines = (folder.parent / page.path).read_text(encoding="utf-8").splitlines()
    start = " ".join(_plain(sentence).split()[:SHORTEST])
    return next((number for number, line in enumerate(lines, 1) if start in _plain(line)), 1)
