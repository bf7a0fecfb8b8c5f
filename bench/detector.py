"""What the detector finds on texts that it was not taught with, how fast, how big: `python -m bench detector`."""

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import sqrt

from app.risk.detector import assess, version
from bench.weights import LEARNT, Text, texts

_95 = 1.96
Answers = Mapping[str, str]


def wilson(found: int, of: int) -> str:
    """A share with its Wilson 95% interval, in percent."""
    if not of:
        return "-"
    share, square = found / of, _95**2
    middle, spread = share + square / (2 * of), _95 * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (abs(middle + sign * spread) / (1 + square / of) for sign in (-1, 1))
    return f"{100 * share:.0f}% ({100 * low:.0f} to {100 * high:.0f})"


def main() -> None:
    """Prints the tables."""
    for name in ("cuts", "held_out"):
        judged = texts(name)
        answers = {each["id"]: assess(each["text"], channel=each["channel"]).urgency for each in judged}
        _confusion(name, judged, answers)
        _strata(judged, answers)
    _speed(texts(*LEARNT[:3]))


def _confusion(title: str, judged: Sequence[Text], answers: Answers) -> None:
    names = ("look_now", "look_today", "hold_conduct", "hold_identity", "normal")
    print(f"\n{title}\n")
    print("| labelled | texts | " + " | ".join(names) + " | found |\n|---|---:|" + "---:|" * 6)
    for name in names:
        mine = [answers[each["id"]] for each in judged if each["urgency"] == name]
        cells = " | ".join(str(mine.count(each)) for each in names)
        print(f"| {name} | {len(mine)} | {cells} | {wilson(mine.count(name), len(mine))} |")


def _strata(judged: Sequence[Text], answers: Answers) -> None:
    groups: dict[str, list[Text]] = defaultdict(list)
    for each in judged:
        groups[each["stratum"]].append(each)
    print(
        "\n| stratum | texts | look_now found | look_now at least looked at today | normal called look_now |\n|---|---:|---:|---:|---:|"
    )
    for name, group in sorted(groups.items()):
        urgent = [answers[each["id"]] for each in group if each["urgency"] == "look_now"]
        normal = [answers[each["id"]] for each in group if each["urgency"] == "normal"]
        at_least = urgent.count("look_now") + urgent.count("look_today")
        cells = (
            wilson(urgent.count("look_now"), len(urgent)),
            wilson(at_least, len(urgent)),
            wilson(normal.count("look_now"), len(normal)),
        )
        print(f"| {name} | {len(group)} | " + " | ".join(cells) + " |")


def _speed(judged: Sequence[Text]) -> None:
    started = time.perf_counter()
    assess("hello", channel="forum")
    print(f"\nversion {version()}; start-up {time.perf_counter() - started:.2f} s")
    words = " ".join(each["text"] for each in judged)
    for length in (2_000, 10_000, 20_000):
        pieces = [words[start : start + length] for start in range(0, 90_000, 300)]
        times = sorted(_timed(partial(assess, piece, channel="forum")) for piece in pieces)
        print(
            f"{length} characters: median {times[len(times) // 2]:.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms of CPU"
        )
    print(f"memory of the whole process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
