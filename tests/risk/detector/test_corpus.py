"""On reviewed texts the shipped detector never falls below what it was accepted with."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.risk.detector import assess

CORPUS = Path(__file__).parent.parent / "corpus"
URGENCIES = {"look_now", "look_today", "hold_identity", "hold_conduct", "normal"}


def _texts(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


NAMES = sorted(path.stem for path in CORPUS.glob("*.jsonl"))
LEARNT = [name for name in NAMES if not name.startswith("held_out")]
TEXTS = [text for name in LEARNT for text in _texts(name)]


def _share(labelled: str, answered: str) -> float:
    mine = [each for each in TEXTS if each["urgency"] == labelled]
    return sum(assess(each["text"], channel=each["channel"]).urgency == answered for each in mine) / len(mine)


# These are floors on texts that the weights have seen; docs/safety/detector.md gives the honest, cross-validated figures.
@pytest.mark.parametrize(
    ("labelled", "at_least"),
    [("look_now", 0.99), ("look_today", 0.85), ("hold_conduct", 0.90), ("hold_identity", 0.85), ("normal", 0.90)],
)
def test_reviewed_texts_keep_their_urgency(labelled: str, at_least: float) -> None:
    assert _share(labelled, labelled) >= at_least


def test_hardly_a_normal_reviewed_text_pages_anybody() -> None:
    assert _share("normal", "look_now") <= 0.07


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_is_well_formed(name: str) -> None:
    texts = _texts(name)

    assert len(texts) >= 300
    assert len({each["id"] for each in texts}) == len({each["text"] for each in texts}) == len(texts)
    assert {each["urgency"] for each in texts} <= URGENCIES
