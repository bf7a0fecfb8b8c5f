"""What comes of what was written: how far a plan is, how it stands in the toolbox, what it can begin with. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.plans.content import Plan, Step
from app.toolbox.rules import Kept

MOST_BOX = 1000  # characters
# Words by the names of the boxes.
Written = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes a letter, and to whom; each may be empty, and then the letter leaves room for it."""

    name: str = ""
    address: str = ""
    to: str = ""


NOBODY = Sender()


def lines(plan: Plan, written: Written) -> list[list[str]]:
    """What was written, as pairs of a label and the words; what is empty is left out."""
    said = ((field.label, field.words_of(written.get(field.id, ""))) for field in plan.fields)
    return [[label, words] for label, words in said if words]


def kept(plan: Plan, written: Written, *, sender: Sender = NOBODY) -> Kept:
    """A plan as the toolbox keeps it. The sender stands in the answer alone: a team with which it is shared sees none."""
    answer = {"fields": {name: words for name, words in written.items() if words}}
    if sender != NOBODY:
        answer["sender"] = asdict(sender)
    cards = ((field.card, written.get(field.id, "")) for field in plan.fields)
    card = [[label, words] for label, words in cards if label and words]
    return Kept(title=plan.title, answer=answer, lines=lines(plan, written), href=plan.href, card=card)


def put_aside(plan: Plan, written: Written, *, day: str) -> Kept:
    """A plan that made room for a new one: to read and to share, no longer to change."""
    return Kept(f"{plan.title}, put aside on {day}", {}, lines(plan, written), "", [])


def is_filled(step: Step, written: Written) -> bool:
    """Whether something stands in one of its boxes."""
    return any(field.words_of(written.get(field.id, "")) for field in step.fields)


def filled_steps(plan: Plan, written: Written) -> int:
    """How many of its steps have something in them."""
    return sum(is_filled(step, written) for step in plan.steps)


def first_empty(plan: Plan, written: Written) -> Step:
    """Where to go on; the first step when none is empty."""
    return next((step for step in plan.steps if not is_filled(step, written)), plan.steps[0])


def sources(plan: Plan) -> list[str]:
    """The activities that a plan can begin with."""
    return [begin.source for begin in plan.begins_with]


def beginning(plan: Plan, answers: Mapping[str, Written], about: Written) -> dict[str, str]:
    """What a new plan can begin with: answers from modules by source, the first that fills a box, then about the person."""
    begun: dict[str, str] = {}
    for begin in plan.begins_with:
        theirs = answers.get(begin.source, {})
        begun |= {
            mine: words for mine, name in begin.fields.items() if (words := theirs.get(name)) and mine not in begun
        }
    known = {field.id: about.get(field.yours, "") for field in plan.fields if field.yours}
    return {name: words for name, words in known.items() if words} | begun
