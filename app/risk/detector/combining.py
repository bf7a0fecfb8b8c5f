"""From signs, weights and what identifies to one answer: pure, and in the order of precedence."""

from collections.abc import Sequence

from app.risk.detector.assessment import Assessment, Channel, Span, Urgency
from app.risk.detector.deciding import Verdict
from app.risk.detector.identity import Found
from app.risk.detector.signals import Reading, Signal

_DANGER = frozenset({Urgency.LOOK_NOW, Urgency.LOOK_TODAY})
MOST_REASONS = 6
# Log-odds: a harsh word to a supporter must be plainer than one to other members, and what stands there as a number
# or a name needs less to be held than what only reads like it.
SURER, NAMED = 3.0, 5.0


def combine(
    reading: Reading, verdict: Verdict, identifying: Sequence[Found], *, channel: Channel, version: str
) -> Assessment:
    """The urgency that comes first, the others that apply, and why."""
    applies = _applies(reading, verdict, identifying, channel)
    ordered = [each for each in Urgency if each in applies]
    if not ordered:
        return Assessment(Urgency.NORMAL, (), (), (), version)
    signs = [each for each in reading.signals if each.urgency in applies]
    named = identifying if Urgency.HOLD_IDENTITY in applies else ()
    reasons = [*_sign_reasons(signs), *_read(verdict, applies, named), *(f"names {each.what}" for each in named)]
    spans = [*(_place(reading, each) for each in signs), *(each.span for each in named)]
    if not spans and verdict.span.end:
        spans.append(verdict.span)
    kept = tuple(dict.fromkeys(reasons))[:MOST_REASONS]
    return Assessment(ordered[0], tuple(ordered[1:]), kept, tuple(sorted(set(spans))), version)


def _applies(reading: Reading, verdict: Verdict, identifying: Sequence[Found], channel: Channel) -> set[Urgency]:
    applies: set[Urgency] = set()
    if verdict.now > 0:
        applies.add(Urgency.LOOK_NOW)
    elif verdict.urgent > 0:
        applies.add(Urgency.LOOK_TODAY)
    if verdict.conduct > (0 if channel is Channel.FORUM or _abuses(reading) else SURER):
        applies.add(Urgency.HOLD_CONDUCT)
    if channel is Channel.FORUM and verdict.identity > (-NAMED if identifying else 0):
        applies.add(Urgency.HOLD_IDENTITY)
    return applies


def _abuses(reading: Reading) -> bool:
    return any(each.rule.id == "conduct.abuse" and each.urgency is Urgency.HOLD_CONDUCT for each in reading.signals)


def _sign_reasons(signs: Sequence[Signal]) -> list[str]:
    order = list(Urgency)
    return [each.reason for each in sorted(signs, key=lambda each: (order.index(each.urgency), each.first))]


def _read(verdict: Verdict, applies: set[Urgency], named: Sequence[Found]) -> list[str]:
    """What the two layers saw as a whole, where no sign or name says it."""
    said = []
    if applies & _DANGER and verdict.words:
        said.append("worded like reviewed urgent texts: " + ", ".join(f"“{each}”" for each in verdict.words))
    if Urgency.HOLD_CONDUCT in applies:
        said.append("reads like reviewed texts that hurt, sell or mislead")
    if Urgency.HOLD_IDENTITY in applies and not named:
        said.append("reads as if it says who somebody is")
    return said


def _place(reading: Reading, sign: Signal) -> Span:
    return Span(reading.tokens[sign.first].start, reading.tokens[sign.last].end)
