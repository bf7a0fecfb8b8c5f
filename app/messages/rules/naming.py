"""What in a text would say who somebody is, said gently to whoever writes a text that should hold no names. Pure."""

import hashlib
from dataclasses import dataclass

from app.risk.detector import Assessment, Urgency

_NAMES = "names "


@dataclass(frozen=True, slots=True)
class Named:
    """What was found, such as "a name"; `token` stands for exactly this text, which may be kept as it is."""

    kinds: tuple[str, ...]
    token: str

    @property
    def sentence(self) -> str:
        """What was found, to the writer."""
        kinds = " and ".join(filter(None, (", ".join(self.kinds[:-1]), *self.kinds[-1:])))
        return f"This may say who somebody is: {kinds}." if kinds else "This may say who somebody is."


def named(found: Assessment, *, text: str, accepted: str = "") -> Named | None:
    """What the writer should think about first; None when there is nothing, or they meant this very text.

    `found` is the detector's reading of the text as if it were for the forum: only there it looks for names.
    """
    if Urgency.HOLD_IDENTITY not in {found.urgency, *found.also} or accepted == token_of(text):
        return None
    kinds = dict.fromkeys(each.removeprefix(_NAMES) for each in found.reasons if each.startswith(_NAMES))
    return Named(tuple(kinds), token_of(text))


def token_of(text: str) -> str:
    """A short name for exactly these words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
