"""The names that members go by: when two are the same, which cannot be had, and which may tell who somebody is. Pure."""

import re
from collections.abc import Sequence

from app.risk.detector.lexicon import lexicon
from app.risk.detector.normalising import normalise

FEWEST_NAME, MOST_NAME = 2, 40  # characters
_SHORTEST_OWN = 3  # parts of one's own name that are shorter stand in many words
_DIGITS = str.maketrans("01357$!|l", "oiestsiii")
_POSING = {"admin", "administrator", "moderator", "moderators", "staff", "supporter", "supporters", "holdfast", "nhs"}
_FIRST = ("Quiet", "Blue", "Late", "Morning", "Stone", "Paper", "Winter", "Small", "Garden", "Northern", "Copper")
_SECOND = ("Harbour", "Kettle", "Heron", "Lantern", "Orchard", "Window", "Otter", "Teapot", "Footpath", "Wren", "Bus")


def key(name: str) -> str:
    """Small letters without accents, spaces and look-alikes: two names with one key look the same."""
    return "".join(each for each in normalise(name).text.translate(_DIGITS) if each.isalnum())


def poses(name: str) -> bool:
    """Whether the name says that its bearer works here."""
    words = _words(name)
    return bool(_POSING & {*words, "".join(words)})


def tells(name: str, *, real_name: str, email: str) -> bool:
    """Whether others may learn from it who somebody is: a part of their own name, or a first name with another word."""
    words = _words(name)
    own = {word for word in _words(f"{real_name} {email.partition('@')[0]}") if len(word) >= _SHORTEST_OWN}
    if own & set(words) or key(name) in {key(real_name), key(email.partition("@")[0])}:
        return True
    return len(words) > 1 and words[0] in lexicon().names and not any(word.isdigit() for word in words)


def examples(numbers: Sequence[int]) -> list[str]:
    """Names that say nothing of anybody, one for each number."""
    return [f"{_FIRST[each % len(_FIRST)]} {_SECOND[each // len(_FIRST) % len(_SECOND)]}" for each in numbers]


def for_staff(name: str, *, role: str) -> str:
    """What is proposed to somebody who works here: "Max, moderator"."""
    return f"{name.split(maxsplit=1)[0]}, {role}"[:MOST_NAME]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", normalise(name).text)
