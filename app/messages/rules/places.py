"""The pages of the site that are named in what a supporter writes. Pure."""

import re
from collections.abc import Callable

from app.messages.rules.conversations import MOST_ATTACHED
from app.messages.rules.written import Attached, is_place

_ADDRESS = re.compile(r"(?<![\w./])/(?:modules|directory|words|evidence)\b[\w/-]*", re.ASCII)

_LIST, _IN_SHORT = "/modules", "/in-short"

# What a page of the site is called, by its address; None for no such page.
TitleOf = Callable[[str], str | None]


def named(text: str) -> list[str]:
    """The addresses of the site in a text, each once, in order: "/modules/sleep", "/directory"."""
    return list(dict.fromkeys(each.rstrip("/") for each in _ADDRESS.findall(text)))


def missing(text: str, *, title_of: TitleOf) -> list[str]:
    """Those of them at which there is no page."""
    return [each for each in named(text) if each != _LIST and title_of(each.removesuffix(_IN_SHORT)) is None]


def attached(text: str, *, title_of: TitleOf) -> tuple[Attached, ...]:
    """The pages that are named, to be shown below the words with their titles."""
    found = [Attached(title, each) for each in named(text) if is_place(each) and (title := title_of(each))]
    return tuple(found[:MOST_ATTACHED])
