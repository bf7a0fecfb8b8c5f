"""The signs of danger in a text, each with its slots: who, what, whether and when."""

from dataclasses import dataclass

from app.risk.detector.assessment import Urgency, Whether, Who
from app.risk.detector.lexicon import Lexicon, Rule
from app.risk.detector.matching import Symbols, matches, symbols
from app.risk.detector.tokens import Token, tokenise
from app.risk.detector.whether import CIRCUMSTANCES, Circumstances, circumstances, whether
from app.risk.detector.who import who

_SO = frozenset({Whether.NOW, Whether.PLAN, Whether.JUST_HAPPENED})


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign: which rule, whom it is about, whether it is so, and which words say it."""

    rule: Rule
    who: Who
    whether: Whether
    first: int
    last: int

    @property
    def urgency(self) -> Urgency:
        """How soon a person must look because of this sign alone."""
        if self.whether in _SO:
            return Urgency(self.rule.urgency)
        if self.whether is Whether.RECENT and self.rule.urgency == Urgency.LOOK_NOW:
            return Urgency.LOOK_TODAY
        return Urgency.NORMAL

    @property
    def reason(self) -> str:
        """The sign in words for a moderator."""
        return f"{self.who}, {self.whether}, {self.rule.kind}"


@dataclass(frozen=True)
class Reading:
    """A text as the engine read it."""

    original: str
    tokens: list[Token]
    called: list[Symbols]
    signals: tuple[Signal, ...]
    around: Circumstances


def read(text: str, lexicon: Lexicon) -> Reading:
    """Finds all signs of a text, harmless ones included."""
    tokens = tokenise(text, lexicon.spelling)
    called = symbols(tokens, lexicon)
    found = sorted(matches(tokens, called, lexicon), key=lambda each: (each.first, each.last, each.rule.id))
    around = circumstances((each for each in found if each.rule.kind in CIRCUMSTANCES), tokens, called)
    signs = (each for each in found if each.rule.kind not in CIRCUMSTANCES)
    signals = (
        Signal(each.rule, who(each, tokens, called), whether(each, around), each.first, each.last) for each in signs
    )
    return Reading(text, tokens, called, tuple(signals), around)
