"""Whether a number can be the code of a SNOMED CT concept. Pure.

SNOMED CT Release File Specifications, 6: 6 to 18 digits without a leading zero; the last is a check digit (Verhoeff);
the two before it say what is meant, and are 00 or 10 for a concept. Whether the concept is there, and active in the
release that a trust uses, only that release can tell.
"""

MOST_DIGITS = 18
_FEWEST_DIGITS = 6
_OF_CONCEPTS = {"00", "10"}

# Verhoeff (1969): multiplication in the dihedral group of order 10, and the permutation of each place from the right.
_TIMES = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_PLACES = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 5, 7, 6, 2, 8, 3, 0, 9, 4),
    (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7),
    (9, 4, 5, 3, 1, 2, 6, 8, 7, 0),
    (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5),
    (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)


def concept(words: str) -> str:
    """The code without spaces. Raises ValueError with a sentence if it cannot be that of a concept."""
    code = "".join(words.split())
    if not code:
        raise ValueError("Write the code")
    if not (code.isascii() and code.isdigit()):
        raise ValueError("A SNOMED CT code has digits only")
    if not _FEWEST_DIGITS <= len(code) <= MOST_DIGITS or code.startswith("0"):
        raise ValueError(f"A SNOMED CT code has {_FEWEST_DIGITS} to {MOST_DIGITS} digits, the first of them not 0")
    if not has_right_check_digit(code):
        raise ValueError("A digit of this code is wrong or missing: its check digit does not fit. Copy it once more")
    if code[-3:-1] not in _OF_CONCEPTS:
        raise ValueError("This is the number of a description or a reference set. Use the concept's own code")
    return code


def has_right_check_digit(code: str) -> bool:
    """Whether the last of these digits is right: every single wrong digit and nearly all swaps are found."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = _TIMES[check][_PLACES[place % len(_PLACES)][int(digit)]]
    return check == 0
