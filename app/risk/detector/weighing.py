"""A small linear layer over the rules: words, word pairs and signs, each with a weight learnt from reviewed texts.

It decides where rules alone cannot, and names the words that weighed most. The weights are a data file made by
`bench/weights.py`; nothing is learnt while the program runs.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from app.risk.detector.assessment import Span
from app.risk.detector.matching import Symbols
from app.risk.detector.signals import Reading
from app.risk.detector.tokens import sentences

FILE = Path(__file__).parent / "lexicon" / "weights.json"
# Words; a text longer than this is also weighed part by part, so that one clause is not drowned.
LONGEST_PART = 40
# Words that the language model reads at once; a longer text is cut into stretches.
LONGEST_WHOLE, LONGEST_STRETCH = 160, 85
SIGN, PLAIN = 2.0, 1.0
# A pair of shorter words ("of the") tells a moderator nothing.
SHORTEST_TELLING = 4
_CLASSES = ("$self", "$child", "$kin")
_PRONOUNS = {
    "he": "he",
    "she": "he",
    "they": "he",
    "him": "him",
    "her": "him",
    "them": "him",
    "his": "his",
    "their": "his",
}
_LENGTHS = (8, 20, 50, 120)


@dataclass(frozen=True)
class Weights:
    """For each question (now, urgent, conduct): a weight for each feature, a bias and the cut."""

    version: str
    features: Mapping[str, tuple[float, float, float]]
    bias: tuple[float, float, float]
    cuts: Mapping[str, float]


@dataclass(frozen=True)
class Weighed:
    """How heavy a text is on each question, the words that weighed most, and its passages, the heaviest first."""

    now: float
    urgent: float
    conduct: float
    words: tuple[str, ...]
    passages: tuple[Span, ...]


@cache
def weights() -> Weights:
    """The weights that this version ships."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    features = {name: tuple(values) for name, values in data["features"].items()}
    return Weights(str(data["version"]), features, tuple(data["bias"]), data["cuts"])


def parts(reading: Reading) -> list[tuple[int, int]]:
    """The whole text and, if it is long, runs of whole sentences of about the longest part."""
    whole = (0, len(reading.tokens))
    if whole[1] <= LONGEST_PART:
        return [whole]
    return [whole, *_runs(list(sentences(reading.tokens)))]


def _runs(bounds: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for index, (begin, first_end) in enumerate(bounds):
        ends = [later for _begin, later in bounds[index + 1 : index + 3] if later - begin <= LONGEST_PART]
        yield begin, max([first_end, *ends])


def features(reading: Reading, begin: int, end: int) -> dict[str, float]:
    """What the layer sees of the words from `begin` to `end` (exclusive), each with its strength."""
    words = [_name(reading.tokens[place].word, reading.called[place]) for place in range(begin, end)]
    found = dict.fromkeys(words, PLAIN)
    found.update(dict.fromkeys(map(" ".join, pairwise(words)), PLAIN))
    found.update(dict.fromkeys(map(" _ ".join, zip(words, words[2:], strict=False)), PLAIN))
    for place in range(begin, end):
        found.update((each, PLAIN) for each in reading.called[place] if each[0] == "$")
    found[f"length {sum(end - begin > each for each in _LENGTHS)}"] = PLAIN
    for name in _signs(reading, begin, end):
        found[name] = SIGN
    return found


def _name(word: str, mine: Symbols) -> str:
    if "$name" in mine:
        return "<name>"
    if "$number" in mine:
        return "<number>"
    return next((each for each in _CLASSES if each in mine), _PRONOUNS.get(word, word))


def _signs(reading: Reading, begin: int, end: int) -> Iterator[str]:
    # Signs stand in order, so that a part looks at its own only.
    first = bisect_left(reading.signals, begin, key=attrgetter("first"))
    after = bisect_left(reading.signals, end, key=attrgetter("first"))
    for sign in reading.signals[first:after]:
        yield f"sign {sign.rule.id}"
        yield f"sign {sign.rule.id} {sign.whether.name}"
        yield f"sign {sign.urgency} {sign.rule.kind}"
        yield f"sign {sign.urgency} {sign.who.name}"
        yield f"sign {sign.urgency}"
    for kind in reading.around.kinds_between(begin, end):
        yield f"around {kind}"


def scores(found: Mapping[str, float], learnt: Weights) -> tuple[float, float, float]:
    """The three sums for one part, scaled so that long and short parts compare."""
    now = urgent = conduct = 0.0
    known, table = 0, learnt.features
    for name, strength in found.items():
        if name in table:
            weight = table[name]
            known += 1
            now += strength * weight[0]
            urgent += strength * weight[1]
            conduct += strength * weight[2]
    scale = known**-0.5 if known else 0.0
    bias = learnt.bias
    return now * scale + bias[0], urgent * scale + bias[1], conduct * scale + bias[2]


def weigh(reading: Reading, learnt: Weights) -> Weighed:
    """The heaviest part of a text on each question, against the cuts; parts of a text need more than a whole one."""
    cuts = learnt.cuts
    bounds = parts(reading)
    found = [scores(features(reading, *each), learnt) for each in bounds]
    asked = [cuts["part"] if index else 0.0 for index in range(len(bounds))]
    now, urgent, conduct = (
        max(each[question] - least for each, least in zip(found, asked, strict=True)) - cuts[name]
        for question, name in enumerate(("now", "urgent", "conduct"))
    )
    order = sorted(range(len(bounds)), key=lambda index: asked[index] - found[index][0])
    words = _heaviest_words(reading, bounds[order[0]], learnt)
    return Weighed(now, urgent, conduct, words, tuple(passages(reading, [bounds[each] for each in order])))


def passages(reading: Reading, heaviest: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The whole text if it is short; else stretches of whole sentences, each once, those with the heaviest part first."""
    if len(reading.tokens) <= LONGEST_WHOLE:
        yield Span(0, len(reading.original))
        return
    stretches = list(_stretches(reading))
    begins = [begin for begin, _end in stretches]
    order = dict.fromkeys(
        bisect_right(begins, begin) - 1 for begin, end in heaviest if (begin, end) != (0, len(reading.tokens))
    )
    for place in order:
        begin, end = stretches[place]
        yield Span(reading.tokens[begin].start, reading.tokens[end - 1].end)


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    begin = end = 0
    for first, after in sentences(reading.tokens):
        if after - begin > LONGEST_STRETCH and first > begin:
            yield begin, first
            begin = first
        end = after
    if end > begin:
        yield begin, end


def _heaviest_words(reading: Reading, part: tuple[int, int], learnt: Weights) -> tuple[str, ...]:
    pairs = {
        f"{one.word} {two.word}": max(learnt.features.get(_pair(reading, place), (0.0,))[0], 0.0)
        for place in range(part[0], part[1] - 1)
        for one, two in [(reading.tokens[place], reading.tokens[place + 1])]
        if max(len(one.word), len(two.word)) >= SHORTEST_TELLING
    }
    return tuple(sorted((each for each in pairs if pairs[each]), key=lambda each: (-pairs[each], each))[:3])


def _pair(reading: Reading, place: int) -> str:
    names = (_name(reading.tokens[each].word, reading.called[each]) for each in (place, place + 1))
    return " ".join(names)
