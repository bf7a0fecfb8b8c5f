"""The words of a cell, without what nobody sees."""

import re
import unicodedata

MOST_SHOWN = 60  # characters of a cell that a sentence repeats
_MOST_READ = 1000  # nobody is called more, and what is made to be slow stays fast
# Marks of byte order and of writing direction, soft hyphens, joints of no width. What joins letters of Persian stays.
_UNSEEN = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_SINGLE = "'\u2018\u2019\u201a`\u00b4"


def clean(cell: str) -> str:
    """One line without unseen signs, with plain spaces, and without quotation marks round the whole."""
    seen = _CONTROLS.sub("", unicodedata.normalize("NFC", cell[:_MOST_READ]).translate(_UNSEEN))
    words = " ".join(" ".join(seen.split()).strip(_QUOTES).split())
    is_quoted = len(words) > 1 and words[0] in _SINGLE and words[-1] in _SINGLE
    return words[1:-1].strip() if is_quoted else words


def quoted(words: str) -> str:
    """The words in quotation marks, cut short if they are long."""
    shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}..."
    return f'"{shown}"'


def letters(words: str) -> str:
    """Only the letters, small: "E-mail address *" and "email address" are the same."""
    return "".join(each for each in unicodedata.normalize("NFKC", words).casefold() if each.isalpha())


def is_garbled(words: str) -> bool:
    """Whether letters were written in one code and read in another: "JosÃ©" for "José"."""
    if words.isascii():
        return False
    try:
        return "\ufffd" in words or words.encode("cp1252").decode() != words
    except ValueError:
        return False
