"""The words in a plan's file: plain, with {{person}} as the only name in them, and without numbers to ring."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

_PERSON = re.compile(r"\{\{([Pp]erson)\}\}")
_IN_GENERAL = {"person": "the person you support", "Person": "The person you support"}
_NAMES = re.compile(r"\{\{[^{}]*\}\}")
# A year may stand in the name of a law; 999 and 111 stand on the page already, and any other number grows old.
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d[\d -]*\d\d(?!\d)")
_SUM = re.compile(r"£\s*\d")


def named(words: str, name: str) -> str:
    """The words with the person's first name in its places, or in general words when the relative gave none."""
    return _PERSON.sub(lambda found: name or _IN_GENERAL[found[1]], words)


def _right(words: str) -> str:
    for found in _NAMES.finditer(words):
        if not _PERSON.fullmatch(found[0]):
            raise ValueError(f"{found[0]} is not known in a plan: {{{{person}}}} and {{{{Person}}}} are.")
    if number := _NUMBER.search(words):
        raise ValueError(f'The number "{number[0]}" is typed. A plan shows the crisis line with "crisis: true".')
    if _SUM.search(words):
        raise ValueError("A sum is never typed into a plan: it changes with the law.")
    return words


def _same_for_all(words: str) -> str:
    if _NAMES.search(words):
        raise ValueError("No name stands in a title, a label or a letter: they are the same for everybody.")
    return words


Words = Annotated[str, Field(min_length=1), AfterValidator(_right)]
Label = Annotated[Words, AfterValidator(_same_for_all)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
