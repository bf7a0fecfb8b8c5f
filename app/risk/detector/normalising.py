"""A text in plain small letters, with the place in the original that each character came from."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Letters of other scripts that look like ours; NFKC leaves them as they are.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝвкмнтьгпбζαβεικνορτυχωγηѡɑɡıłøđᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxijsdhqwbkmhtbrnbzabeikvoptuxwynwagilodabcdeghijklmnoprstuvwyz",
)
_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "…": ".",
        "–": "-",
        "—": "-",
        "−": "-",
    }
)
# The folded forms of one character are asked for again and again.
_FOLDED: dict[str, str] = {}
_MOST_KEPT = 4096


@dataclass(frozen=True)
class Normal:
    """Normalised text; `offsets[i]` is where its character i stood in the original."""

    text: str
    offsets: Sequence[int]
    length: int


def normalise(text: str) -> Normal:
    """NFKC, small letters, no accents, no zero-width characters, lookalikes as Latin letters."""
    # Most texts need no more than straight quotation marks: one character for one.
    straight = text.translate(_MARKS)
    if straight.isascii():
        return Normal(straight.lower(), range(len(text)), len(text))
    letters: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        folded = character.lower() if character.isascii() else _fold(character)
        for each in folded:
            letters.append(each)
            offsets.append(place)
    return Normal("".join(letters), tuple(offsets), len(text))


def _fold(character: str) -> str:
    known = _FOLDED.get(character)
    if known is None:
        known = _folded(character)
        if len(_FOLDED) < _MOST_KEPT:
            _FOLDED[character] = known
    return known


def _folded(character: str) -> str:
    if unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    marks = character.translate(_MARKS)
    if marks != character:
        return marks
    parts = unicodedata.normalize("NFKD", character).lower()
    plain = "".join(each for each in parts if not unicodedata.combining(each))
    return plain.translate(_LOOKALIKES)
