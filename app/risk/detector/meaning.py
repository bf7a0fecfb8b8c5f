"""Reads for meaning: a small language model, taught with the reviewed texts, that runs here and nowhere else.

MiniLM (6 layers, 384 wide, Apache 2.0) with weights of one byte, made by `bench/teaching.py`. It knows that "he got his
coat and kissed us all twice" and "she has gone down to the bridge" are about the same thing, which no list of words
does. It gives log-odds and nothing else: what they mean for the queue is decided in `deciding.py`, beside the signs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from app.risk.detector.assessment import Span
from app.risk.detector.normalising import normalise

MODEL = Path(__file__).parent / "lexicon" / "meaning.onnx"
PIECES_OF_WORDS = Path(__file__).parent / "lexicon" / "word_pieces.json"
# Pieces of words (about three quarters of a word): the most in one passage, and the most that is read of one text.
LONGEST, BUDGET = 256, 256
# More would help one text and slow the others on a machine with two cores.
THREADS = 2


@dataclass(frozen=True, slots=True)
class Grasp:
    """Log-odds of each question for the passage that raised it most, and where the one of danger stands."""

    now: float
    urgent: float
    conduct: float
    identity: float
    span: Span


@cache
def version() -> str:
    """The first letters of the model file's own digest."""
    return sha256(MODEL.read_bytes()).hexdigest()[:8]


def grasp(text: str, passages: Sequence[Span]) -> Grasp:
    """What the model makes of a text; `passages` are read in this order until the budget is spent, at least one."""
    odds = [_odds(each) for each in _within_budget(text, passages)]
    now, urgent, conduct, identity = (float(each) for each in np.max(np.stack(odds), axis=0))
    heaviest = passages[int(np.argmax([each[0] for each in odds]))]
    return Grasp(now, urgent, conduct, identity, heaviest)


def _within_budget(text: str, passages: Sequence[Span]) -> Iterator[list[int]]:
    left = BUDGET
    for number, each in enumerate(passages):
        ids: list[int] = _pieces().encode(normalise(text[each.start : each.end]).text).ids
        if number and len(ids) > left:
            return
        yield ids
        left -= len(ids)


def _odds(ids: list[int]) -> Any:
    given = np.array([ids], dtype=np.int64)
    return _model().run(None, {"ids": given, "mask": np.ones_like(given)})[0][0]


@cache
def _model() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    # A thread that waits must not burn the core that a page needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])


@cache
def _pieces() -> Any:
    pieces = Tokenizer.from_file(str(PIECES_OF_WORDS))
    pieces.enable_truncation(LONGEST)
    pieces.no_padding()
    return pieces
