"""Whom a sign is about: the nearest person named in or before it."""

from app.risk.detector.assessment import Who
from app.risk.detector.matching import Match, Symbols
from app.risk.detector.tokens import Token

_REACH = 12


def who(sign: Match, tokens: list[Token], called: list[Symbols]) -> Who:
    """The rule's own answer, or the person named inside the sign, or the nearest one before it."""
    if sign.rule.who:
        return Who(sign.rule.who)
    if sign.rule.kind in {"a child in danger", "worry about a child"}:
        return Who.CHILD
    sentence = tokens[sign.first].sentence
    for place in range(sign.first, max(-1, sign.first - _REACH), -1):
        if tokens[place].sentence != sentence:
            break
        found = _person(called[place])
        if found:
            return found
    return Who.SUPPORTED


def _person(mine: Symbols) -> Who | None:
    if "i" in mine:
        return Who.WRITER
    if "$child" in mine:
        return Who.CHILD
    if "$they" in mine:
        return Who.SUPPORTED
    if not mine.isdisjoint({"neighbour", "neighbours", "stranger", "man", "woman", "nurse", "staff"}):
        return Who.OTHER
    return None
