"""What in a text would show others who somebody is, said gently before it is posted. Pure."""

import hashlib
from dataclasses import dataclass

from app.forum.rules.holding import DANGER
from app.risk.detector import Assessment, Urgency

_NAMES = "names "
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Warned:
    """What was found, such as "a phone number", and the words themselves; `token` stands for exactly this text."""

    kinds: tuple[str, ...]
    words: tuple[str, ...]
    token: str

    @property
    def sentence(self) -> str:
        """What was found, to the writer."""
        kinds = f"{', '.join(self.kinds[:-1])} and {self.kinds[-1]}" if self.kinds[1:] else "".join(self.kinds)
        words = ", ".join(f"“{each}”" for each in self.words)
        return f"Others would see {kinds or 'this'}{f': {words}' if words else ''}."


def warned(found: Assessment, *, heading: str, text: str, accepted: str = "") -> Warned | None:
    """What the writer should think about first; None when there is nothing, or they accepted this very text.

    Nobody is held up who writes of danger: that is kept at once, and waits.
    """
    applies = applies_in(found)
    if Urgency.HOLD_IDENTITY not in applies or applies & DANGER or accepted == token_of(heading, text):
        return None
    kinds = tuple(each.removeprefix(_NAMES) for each in found.reasons if each.startswith(_NAMES))
    return Warned(kinds, _words(found, heading, text), token_of(heading, text))


def applies_in(found: Assessment) -> frozenset[Urgency]:
    """Everything that the detector found, the first and the others."""
    return frozenset({found.urgency, *found.also}) - {Urgency.NORMAL}


def whole(heading: str, text: str) -> str:
    """A post as one text for the detector: spans are offsets in it."""
    return f"{heading}\n{text}" if heading else text


def token_of(heading: str, text: str) -> str:
    """A short name for exactly these words."""
    return hashlib.sha256(whole(heading, text).encode()).hexdigest()[:16]


def _words(found: Assessment, heading: str, text: str) -> tuple[str, ...]:
    # With other signs in the text the spans are theirs too, and would accuse what is harmless.
    if found.also:
        return ()
    all_of_it = whole(heading, text)
    return tuple(
        dict.fromkeys(" ".join(all_of_it[span.start : span.end].split())[:_MOST_SHOWN] for span in found.spans)
    )
