"""Puts the two readings together: what the linear layer weighed, and what the language model made of it. Pure."""

from dataclasses import dataclass

from app.risk.detector.assessment import Span, Urgency
from app.risk.detector.meaning import Grasp
from app.risk.detector.signals import Reading
from app.risk.detector.weighing import Weighed

# How much one unit of the linear layer's sum counts beside one of the model's log-odds, and how much evidence each
# question asks for. Chosen on reviewed texts that neither had learnt from; docs/safety/detector.md shows what they cost.
SHARES = {"now": 3.0, "urgent": 3.0, "conduct": 2.0}
CUTS = {"now": -1.5, "urgent": 1.5, "conduct": -1.0, "identity": 1.8}
# A title ("What to say to the children") has no story in it. So few words without any sign must be plainer.
FEW_WORDS, PLAINER = 7, {"now": 3.0, "urgent": 2.0}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure both are together on each question, above zero meaning yes; words and place that weighed most."""

    now: float
    urgent: float
    conduct: float
    identity: float
    words: tuple[str, ...]
    span: Span


def decide(reading: Reading, weighed: Weighed, grasp: Grasp) -> Verdict:
    """One verdict from the two."""
    asked = PLAINER if _says_little(reading) else {"now": 0.0, "urgent": 0.0}
    return Verdict(
        now=grasp.now + SHARES["now"] * weighed.now - CUTS["now"] - asked["now"],
        urgent=grasp.urgent + SHARES["urgent"] * weighed.urgent - CUTS["urgent"] - asked["urgent"],
        conduct=grasp.conduct + SHARES["conduct"] * weighed.conduct - CUTS["conduct"],
        identity=grasp.identity - CUTS["identity"],
        words=weighed.words,
        span=grasp.span,
    )


def _says_little(reading: Reading) -> bool:
    return len(reading.tokens) <= FEW_WORDS and all(each.urgency is Urgency.NORMAL for each in reading.signals)
