"""A letter made from what was written in a plan: its words in order, and the same as plain text. Pure."""

from dataclasses import dataclass
from typing import cast

from app.plans.content import Plan
from app.plans.content.plan import Nation
from app.plans.rules import Sender, Written

TO_ANYBODY = "To whoever arranges carers' assessments"


@dataclass(frozen=True)
class Composed:
    """The letter without its sender: paragraphs before and after the parts, each of which has a heading."""

    subject: str
    opening: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    closing: str


def compose(plan: Plan, written: Written) -> Composed | None:
    """The letter of a plan that has one. Without a nation it names no law; a part with nothing in it is left out."""
    letter = plan.letter
    if letter is None:
        return None
    law = letter.law.get(cast("Nation", written.get(letter.nation, "")), "")
    parts = [(part.heading, written.get(part.field, "")) for part in letter.parts]
    opening = tuple(words for words in (letter.opening, law) if words)
    return Composed(letter.subject, opening, tuple(part for part in parts if part[1]), letter.closing)


def as_text(letter: Composed, *, sender: Sender, day: str) -> str:
    """The letter as plain text, to be put into an email."""
    blocks = [
        *(words for words in (sender.name, sender.address) if words),
        day,
        sender.to or TO_ANYBODY,
        letter.subject,
        *letter.opening,
        *(f"{heading}:\n{words}" for heading, words in letter.parts),
        letter.closing,
        f"Yours faithfully\n\n{sender.name}".rstrip(),
    ]
    return "\n\n".join(blocks) + "\n"
