"""What a relative can make or fill in, found by the words in which it says what it is. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.outcomes.instruments import Instrument
from app.plans.content import Plan
from app.plans.content.words import named

_LONG = 4  # letters of a word that says what somebody looks for


@dataclass(frozen=True)
class Tool:
    """One of them; `words` are all that it is found by, in small letters."""

    title: str
    href: str
    says: str
    words: tuple[str, ...]


def of(plans: Iterable[Plan], instruments: Iterable[Instrument]) -> tuple[Tool, ...]:
    """Every plan, the check-ins and the network map."""
    asked = [f"{each.title} {each.about}" for each in instruments if each.is_open]
    return (
        *(
            _tool(plan.title, plan.href, named(plan.summary, ""), *(step.title for step in plan.steps))
            for plan in plans
        ),
        _tool(
            "Check-ins",
            "/check-ins",
            "A few questions about how you are yourself, and how that goes over the months.",
            "questionnaire score",
            *asked,
        ),
        _tool(
            "Network map",
            "/network-map",
            "The people, places and activities round you, or round the person you support.",
            "drawing network friends family",
        ),
    )


def found(tools: Iterable[Tool], beginnings: Sequence[str]) -> list[Tool]:
    """Those that have every longer word of a question, or a word that begins with it; by their titles first."""
    wanted = [each for each in beginnings if len(each) >= _LONG]
    hits = [tool for tool in tools if wanted and all(_has(tool.words, each) for each in wanted)]
    return sorted(hits, key=lambda tool: not any(_has(_words(tool.title), each) for each in wanted))


def _tool(title: str, href: str, says: str, *more: str) -> Tool:
    return Tool(title, href, says, _words(" ".join((title, says, *more))))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.lower()))


def _has(words: Sequence[str], beginning: str) -> bool:
    return any(word.startswith(beginning) for word in words)
