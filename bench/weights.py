"""Makes the detector's weights from the reviewed texts: `python -m bench.weights`.

Linear support vectors by dual coordinate descent (Hsieh and others 2008, squared hinge loss), in plain Python and in a
fixed order: the same texts give the same file.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.risk.detector.lexicon import lexicon
from app.risk.detector.signals import read
from app.risk.detector.weighing import FILE, Weights, features

CORPUS = Path(__file__).parent.parent / "tests" / "risk" / "corpus"
VERSION = "3"
# What the weights are learnt from. Never the held-out files.
LEARNT = (*sorted(path.stem for path in CORPUS.glob("development*.jsonl")), "own")
# What was tried on the development half, cross-validated: strength of learning, passes over the texts.
COST, PASSES, LEAST = 0.6, 40, 2
CUTS = {"now": -0.1, "urgent": 0.05, "conduct": 0.0, "part": 0.6}
Text = dict[str, Any]


def texts(*names: str) -> list[Text]:
    """The texts of the named corpus files."""
    lines = (line for name in names for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def examples() -> list[Text]:
    """What the rules' own examples teach; only harmless ones, since a bare phrase is not yet a message."""
    return [
        {"text": each, "urgency": "normal", "also": []}
        for rule in lexicon().rules.values()
        for each in rule.miss
        if not rule.id.startswith("circumstance")
    ]


def seen(text: Text) -> dict[str, float]:
    """The features of a whole text."""
    reading = read(text["text"], lexicon())
    return features(reading, 0, len(reading.tokens))


@dataclass(frozen=True)
class Sample:
    """A text as numbers: feature places and strengths."""

    places: Sequence[int]
    values: Sequence[float]
    length: float


def learn(found: Sequence[dict[str, float]], labels: Sequence[Text], cuts: dict[str, float] = CUTS) -> Weights:
    """Weights for the three questions from the features of texts."""
    counts = Counter(name for each in found for name in each)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    numbers = {name: place for place, name in enumerate(names)}
    samples = [_sample(each, numbers) for each in found]
    asked = [[_answer(label, question) for label in labels] for question in range(3)]
    solved = [_solve(samples, answers, len(names)) for answers in asked]
    rounded = [[round(weight, 3) for weight in weights] for weights, _bias in solved]
    table = {name: (rounded[0][i], rounded[1][i], rounded[2][i]) for i, name in enumerate(names)}
    bias = (solved[0][1], solved[1][1], solved[2][1])
    return Weights(VERSION, table, bias, cuts)


def _answer(text: Text, question: int) -> int:
    yes = ({"look_now"}, {"look_now", "look_today"}, {"hold_conduct"})[question]
    return 1 if yes & {text["urgency"], *text["also"]} else -1


def _sample(found: dict[str, float], numbers: dict[str, int]) -> Sample:
    known = [name for name in sorted(found) if name in numbers]
    scale = len(known) ** -0.5 if known else 0.0
    values = [found[name] * scale for name in known]
    return Sample([numbers[name] for name in known], values, sum(each * each for each in values) + 1.0)


def _solve(samples: Sequence[Sample], answers: Sequence[int], size: int) -> tuple[list[float], float]:
    weights, bias, dual = [0.0] * size, 0.0, [0.0] * len(samples)
    share = sum(each > 0 for each in answers) / len(answers)
    costs = [COST * (0.5 / share if each > 0 else 0.5 / (1 - share)) for each in answers]
    order, chance = list(range(len(samples))), random.Random(7)
    for _pass in range(PASSES):
        chance.shuffle(order)
        for index in order:
            sample, answer = samples[index], answers[index]
            slack = 0.5 / costs[index]
            margin = sum(map(float.__mul__, map(weights.__getitem__, sample.places), sample.values)) + bias
            step = (answer * margin - 1.0 + slack * dual[index]) / (sample.length + slack)
            moved = max(dual[index] - step, 0.0)
            change = (moved - dual[index]) * answer
            if change:
                dual[index] = moved
                bias += change
                for place, value in zip(sample.places, sample.values, strict=True):
                    weights[place] += change * value
    return weights, round(bias, 4)


def save(learnt: Weights) -> None:
    """Writes the data file, one feature a line."""
    lines = ",\n".join(
        f"{json.dumps(name)}:{json.dumps(list(each))}" for name, each in sorted(learnt.features.items()) if any(each)
    )
    head = {"version": learnt.version, "bias": list(learnt.bias), "cuts": dict(learnt.cuts)}
    FILE.write_text(json.dumps(head)[:-1] + ',"features":{\n' + lines + "\n}}\n", encoding="utf-8")


def main(files: Iterable[str] = LEARNT) -> None:
    """Learns from all reviewed texts and writes the file."""
    labels = [*texts(*files), *examples()]
    save(learn([seen(each) for each in labels], labels))


if __name__ == "__main__":
    main()
