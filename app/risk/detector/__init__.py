"""How soon a person must look at a text that a relative wrote: pure, deterministic, offline, linear in its length."""

from app.risk.detector import meaning
from app.risk.detector.assessment import Assessment, Channel, Span, Urgency, Whether, Who
from app.risk.detector.combining import combine
from app.risk.detector.deciding import decide
from app.risk.detector.identity import identity
from app.risk.detector.lexicon import lexicon
from app.risk.detector.signals import read
from app.risk.detector.weighing import weigh, weights

__all__ = ["Assessment", "Channel", "Span", "Urgency", "Whether", "Who", "assess", "version"]


def version() -> str:
    """The versions of all data files; another one means that open material is read again."""
    return f"{lexicon().version}-{weights().version}-{meaning.version()}"


def assess(text: str, *, channel: Channel | str) -> Assessment:
    """Reads one text; it decides the order of the queue and what waits, never what anybody may say."""
    words = lexicon()
    reading = read(text, words)
    where = Channel(channel)
    named = identity(text, reading.tokens, reading.called, words.lists) if where is Channel.FORUM else []
    weighed = weigh(reading, weights())
    verdict = decide(reading, weighed, meaning.grasp(text, weighed.passages))
    return combine(reading, verdict, named, channel=where, version=version())
