"""On reviewed texts the shipped detector never falls below what it was accepted with."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.risk.detector import assess

CORPUS = Path(__file__).parent.parent / "corpus"
URGENCIES = {"look_now", "look_today", "hold_identity", "hold_conduct", "normal"}
NAMES = sorted(path.stem for path in CORPUS.glob("*.jsonl"))
LEARNT = [name for name in NAMES if name not in {"cuts", "held_out"}]
# Every so many of the texts that were learnt from: all of them would take a minute.
EVERY = 8


def _texts(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def _answers(half: str) -> list[tuple[str, str]]:
    """What was labelled and what was answered."""
    texts = _texts("held_out") if half == "held out" else [text for name in LEARNT for text in _texts(name)][::EVERY]
    return [(each["urgency"], assess(each["text"], channel=each["channel"]).urgency) for each in texts]


def _share(half: str, labelled: str, *answered: str) -> float:
    mine = [answer for label, answer in _answers(half) if label == labelled]
    return sum(answer in answered for answer in mine) / len(mine)


# What docs/safety/detector.md reports for texts that nothing was learnt from, less a little for small changes.
@pytest.mark.parametrize(
    ("labelled", "at_least"),
    [("look_now", 0.97), ("look_today", 0.6), ("hold_conduct", 0.88), ("hold_identity", 0.88), ("normal", 0.80)],
)
def test_texts_that_it_never_saw_get_their_urgency(labelled: str, at_least: float) -> None:
    assert _share("held out", labelled, labelled) >= at_least


def test_no_urgent_text_that_it_never_saw_is_taken_for_normal() -> None:
    assert _share("held out", "look_now", "look_now", "look_today") >= 0.99


def test_few_normal_texts_that_it_never_saw_page_anybody() -> None:
    assert _share("held out", "normal", "look_now") <= 0.08


def test_reviewed_texts_keep_their_urgency() -> None:
    assert _share("learnt from", "look_now", "look_now") >= 0.98


def test_hardly_a_normal_reviewed_text_pages_anybody() -> None:
    assert _share("learnt from", "normal", "look_now") <= 0.05


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_is_well_formed(name: str) -> None:
    texts = _texts(name)

    assert len(texts) >= 250
    assert len({each["id"] for each in texts}) == len({each["text"] for each in texts}) == len(texts)
    assert {each["urgency"] for each in texts} <= URGENCIES
