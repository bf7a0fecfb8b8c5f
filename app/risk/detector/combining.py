"""From signs, weights and what identifies to one answer: pure, and in the order of precedence."""

from collections.abc import Sequence

from app.risk.detector.assessment import Assessment, Channel, Span, Urgency
from app.risk.detector.identity import Found
from app.risk.detector.signals import Reading, Signal
from app.risk.detector.weighing import Weighed

_DANGER = frozenset({Urgency.LOOK_NOW, Urgency.LOOK_TODAY})
MOST_REASONS = 6


def combine(
    reading: Reading, weighed: Weighed, identifying: Sequence[Found], *, channel: Channel, version: str
) -> Assessment:
    """The urgency that comes first, the others that apply, and why."""
    applies = _applies(reading, weighed, identifying, channel)
    ordered = [each for each in Urgency if each in applies]
    if not ordered:
        return Assessment(Urgency.NORMAL, (), (), (), version)
    signs = [each for each in reading.signals if each.urgency in applies]
    reasons = [
        *_sign_reasons(signs),
        *_weight_reasons(weighed, applies),
        *(f"names {each.what}" for each in identifying),
    ]
    spans = [*(_place(reading, each) for each in signs), *(each.span for each in identifying)]
    if not signs and weighed.span and applies & _DANGER:
        spans.append(weighed.span)
    kept = tuple(dict.fromkeys(reasons))[:MOST_REASONS]
    return Assessment(ordered[0], tuple(ordered[1:]), kept, tuple(sorted(set(spans))), version)


def _applies(reading: Reading, weighed: Weighed, identifying: Sequence[Found], channel: Channel) -> set[Urgency]:
    applies: set[Urgency] = set()
    if weighed.now > 0:
        applies.add(Urgency.LOOK_NOW)
    elif weighed.urgent > 0:
        applies.add(Urgency.LOOK_TODAY)
    if weighed.conduct > 0 and (channel is Channel.FORUM or _abuses(reading)):
        applies.add(Urgency.HOLD_CONDUCT)
    if identifying and channel is Channel.FORUM:
        applies.add(Urgency.HOLD_IDENTITY)
    return applies


def _abuses(reading: Reading) -> bool:
    return any(each.rule.id == "conduct.abuse" and each.urgency is Urgency.HOLD_CONDUCT for each in reading.signals)


def _sign_reasons(signs: Sequence[Signal]) -> list[str]:
    order = list(Urgency)
    return [each.reason for each in sorted(signs, key=lambda each: (order.index(each.urgency), each.first))]


def _weight_reasons(weighed: Weighed, applies: set[Urgency]) -> list[str]:
    if not applies & _DANGER or not weighed.words:
        return []
    return ["worded like reviewed urgent texts: " + ", ".join(f"“{each}”" for each in weighed.words)]


def _place(reading: Reading, sign: Signal) -> Span:
    return Span(reading.tokens[sign.first].start, reading.tokens[sign.last].end)
