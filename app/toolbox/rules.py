"""What can be kept, and how it stands in words. Decided from data alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ABOUT = "about"  # the one source that every module page looks for


class Kind(StrEnum):
    """What a thing in the toolbox is."""

    ANSWER = "answer"  # to an activity, plans included
    PAGE = "page"  # a module's page, kept to find it again
    NOTE = "note"
    PLAN = "plan"  # made step by step under /plans
    CHECK_IN = "check-in"  # what came of a questionnaire
    MAP = "map"  # a network map as it was then
    ABOUT = "about"  # what the relative wrote about the person they support


@dataclass(frozen=True, slots=True)
class Kept:
    """What is locked away. `lines` and `card` are pairs of a label and what stands beside it; the card's are short."""

    title: str
    answer: Mapping[str, Any]
    lines: list[list[str]]
    href: str
    card: list[list[str]]


@dataclass(frozen=True, slots=True)
class AboutField:
    """One box of "about the person you support"."""

    name: str
    label: str
    hint: str
    short: bool = False


# The names stand in pages too, as {{person}}, `:::yours early-signs` and `yours: early-signs`.
ABOUT_FIELDS = (
    AboutField(
        "name", "Their first name or initials", "Pages then say this instead of “the person you support”", short=True
    ),
    AboutField("early-signs", "Early signs", "What you see first when they are getting unwell, in your own words"),
    AboutField("triggers", "What sets it off", "For example: no sleep, a letter about benefits, a birthday"),
    AboutField("contacts", "Whom to ring in their team", "Names and numbers, by day and at night"),
    AboutField("medicines", "Their medicines", "The names, who prescribes them, and any allergy"),
)


UNREADABLE = Kept(
    title="Something that cannot be read just now",
    answer={},
    lines=[["What you can do", "Please tell your team that it cannot be read. Everything else here is not touched."]],
    href="",
    card=[],
)


def about(words: Mapping[str, str]) -> Kept:
    """What a relative wrote about the person they support, as a thing to keep."""
    filled = [[field.label, words[field.name]] for field in ABOUT_FIELDS if words.get(field.name)]
    return Kept("About the person I support", {"fields": dict(words)}, filled, "/toolbox/about", [])


def note(title: str, text: str) -> Kept:
    """A note in the relative's own words."""
    return Kept(title, {"title": title, "text": text}, [["", text]] if text else [], "", [])
