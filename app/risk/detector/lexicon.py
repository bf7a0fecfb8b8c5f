"""The lexicon: reviewed data files, read and made ready once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.risk.detector.patterns import Pattern, parse, symbols_in
from app.risk.detector.spelling import Spelling

FOLDER = Path(__file__).parent / "lexicon"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What a class costs to begin at: it holds words that stand in every text.
_COMMON_CLASS = 5000


@dataclass(frozen=True, slots=True)
class Rule:
    """One reviewed rule; `kind` is what it finds (a danger or a circumstance), `who` is set where the words say it."""

    id: str
    kind: str
    urgency: str
    who: str
    says: str
    whatever: frozenset[str]
    note: str
    match: tuple[str, ...]
    miss: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All that the engine looks words up in."""

    version: str
    rules: Mapping[str, Rule]
    classes: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, tuple[Pattern, ...]]
    names: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    spelling: Spelling


@cache
def lexicon() -> Lexicon:
    """The lexicon that this version ships."""
    words, written, real = _read("words.yaml"), _read("spelling.yaml"), _read("real_words.yaml")
    files = [_read(f"rules/{path.name}") for path in sorted((FOLDER / "rules").glob("*.yaml"))]
    rules = {rule.id: rule for file in files for rule in _rules(file)}
    common = {word: 10_000 // place for place, word in enumerate(words["common"].split(), 1)}
    common |= dict.fromkeys(words["classes"], _COMMON_CLASS)
    patterns = [
        each for rule in rules.values() for text in rule.patterns for each in parse(text, rule=rule.id, common=common)
    ]
    named = {each for rule in rules.values() for text in rule.patterns for each in symbols_in(text)}
    classes = _members(words["classes"])
    plain = {each for each in named | set(classes) if each[0] != "$" and not each.endswith("*")}
    return Lexicon(
        version=".".join(str(file["version"]) for file in (words, written, *files)),
        rules=rules,
        classes=classes,
        stems=_stems(named),
        starts=_starts(patterns),
        names=frozenset(words["names"].split()),
        lists={"first_names": frozenset(words["names"].split())} | _lists(words["lists"]),
        spelling=Spelling(written=written["written"], words=plain, real=real["words"].split()),
    )


def _lists(written: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in written.items()}


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (safe loader)
    return data


def _rules(file: Mapping[str, Any]) -> Iterator[Rule]:
    for each in file["rules"]:
        yield Rule(
            id=each["id"],
            kind=each["kind"],
            urgency=each.get("urgency", ""),
            who=each.get("who", ""),
            says=each.get("says", ""),
            whatever=frozenset(each.get("whatever", ())),
            note=each["note"],
            match=tuple(each["match"]),
            miss=tuple(each.get("miss", ())),
            patterns=tuple(each["patterns"]),
        )


def _members(classes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, words in classes.items():
        for word in words.split():
            members[word].append(name)
    return {word: tuple(names) for word, names in members.items()}


def _stems(named: set[str]) -> dict[str, tuple[str, ...]]:
    return {each[:-1]: (each,) for each in named if each.endswith("*")}


def _starts(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    starts: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        for symbol in pattern.elements[pattern.anchor].symbols:
            starts[symbol].append(pattern)
    return {symbol: tuple(found) for symbol, found in starts.items()}
