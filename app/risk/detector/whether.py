"""Whether and when: the circumstances round a sign that make it harmless, older or only supposed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.risk.detector.assessment import Whether
from app.risk.detector.matching import Match, Symbols
from app.risk.detector.tokens import Token

# Words between a "not" or an "if" and what it is about.
NEGATION_REACH = 4
SUPPOSING_REACH = 16
CIRCUMSTANCES = frozenset(
    {"past", "recent", "now", "hypothetical", "quoted", "bereavement", "negated", "good news", "idiom"}
)


@dataclass(frozen=True)
class Circumstances:
    """What was found beside the signs, by kind and sentence."""

    tokens: list[Token]
    called: list[Symbols]
    by_sentence: dict[tuple[str, int], list[Match]]
    idioms: frozenset[int]
    kinds: frozenset[str]

    def near(self, kind: str, sentence: int) -> list[Match]:
        """The circumstances of one kind in one sentence."""
        return self.by_sentence.get((kind, sentence), [])

    def kinds_between(self, begin: int, end: int) -> set[str]:
        """The kinds of circumstances that stand in these words."""
        if begin == end:
            return set()
        numbers = range(self.tokens[begin].sentence, self.tokens[end - 1].sentence + 1)
        return {kind for kind in self.kinds if any((kind, number) in self.by_sentence for number in numbers)}


def circumstances(found: Iterable[Match], tokens: list[Token], called: list[Symbols]) -> Circumstances:
    """Sorts what was found beside the signs."""
    by_sentence: dict[tuple[str, int], list[Match]] = defaultdict(list)
    idioms: set[int] = set()
    for each in found:
        by_sentence[each.rule.kind, tokens[each.first].sentence].append(each)
        if each.rule.kind == "idiom":
            idioms.update(range(each.first, each.last + 1))
    return Circumstances(tokens, called, by_sentence, frozenset(idioms), frozenset(kind for kind, _s in by_sentence))


def whether(sign: Match, around: Circumstances) -> Whether:
    """How far a sign is so; what a rule lists under `whatever` does not weaken it."""
    answer = _weakened(sign, around)
    return _when(sign, around) if answer is None or answer.value in sign.rule.whatever else answer


def _weakened(sign: Match, around: Circumstances) -> Whether | None:
    sentence = around.tokens[sign.first].sentence
    if any(place in around.idioms for place in range(sign.first, sign.last + 1)):
        return Whether.IDIOM
    if _is_quoted(sign, around, sentence):
        return Whether.QUOTED
    if _is_negated(sign, around, sentence):
        return Whether.NEGATED
    if any(-SUPPOSING_REACH < each.first - sign.first <= 0 for each in around.near("hypothetical", sentence)):
        return Whether.HYPOTHETICAL
    if "bereavement" in around.kinds and sign.rule.who != "the writer" and not around.near("now", sentence):
        return Whether.BEREAVEMENT
    return None


def _is_quoted(sign: Match, around: Circumstances, sentence: int) -> bool:
    if around.near("quoted", sentence):
        return True
    return around.tokens[sign.first].quoted and "quoted" in around.kinds


def _is_negated(sign: Match, around: Circumstances, sentence: int) -> bool:
    if any(each.first <= sign.first and each.last >= sign.first - 1 for each in around.near("negated", sentence)):
        return True
    start = max(0, sign.first - NEGATION_REACH)
    for place in range(sign.first - 1, start - 1, -1):
        token, mine = around.tokens[place], around.called[place]
        # "I don't know, he is..." and "can't stop him from..." deny nothing.
        if token.sentence != sentence or "$notdenying" in mine or token.comma:
            return False
        if "$denying" in mine:
            return True
    return False


def _when(sign: Match, around: Circumstances) -> Whether:
    sentence = around.tokens[sign.first].sentence
    present = around.near("now", sentence)
    if not present:
        if around.near("past", sentence) or (
            around.near("past", sentence - 1) and not around.near("now", sentence + 1)
        ):
            return Whether.PAST
        if around.near("recent", sentence):
            return Whether.RECENT
    beside = frozenset[str]().union(*around.called[max(0, sign.first - 3) : sign.last + 4])
    if "$happened" in beside and present:
        return Whether.JUST_HAPPENED
    return Whether.PLAN if "$planned" in beside else Whether.NOW
