"""Plans as they are shown: a line of the list, the boxes of a step, what is written, the drawing's table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.plans import rules
from app.plans.content import Field, Plan, Step
from app.plans.content.plan import LOOP
from app.plans.content.words import named
from app.plans.forms import box
from app.plans.queries import Made
from app.plans.rules import Written

Say = Callable[[str], str]
_LONG = 900  # characters in all boxes
# The rows of the drawing's table: on my side, on theirs.
_ROWS = (
    ("What each makes of it", "my-sense", "their-sense"),
    ("What each feels", "my-feeling", "their-feeling"),
    ("What each does", "what-i-did", "what-they-did"),
    ("What it does to the other", "effect-on-them", "effect-on-me"),
)


@dataclass(frozen=True)
class Line:
    """One plan in the list; `hint` says what it is, `status` how far it is."""

    text: str
    href: str
    hint: str
    status: str
    colour: str


@dataclass(frozen=True)
class Box:
    """One box of a step, or one choice."""

    id: str
    label: str
    options: list[dict[str, str]]


@dataclass(frozen=True)
class Answer:
    """One box as it stands in a plan: what is written, and where it is changed; `options` for a choice on paper."""

    label: str
    words: str
    href: str
    column: str
    options: list[str]


@dataclass(frozen=True)
class Place:
    """One box of the circle in its table."""

    words: str
    is_chosen: bool
    href: str


@dataclass(frozen=True)
class Row:
    """One row of the table: what it is about, and both sides."""

    label: str
    mine: Place
    theirs: Place


def say(name: str) -> Say:
    """How the words of a plan speak of the person supported."""
    return partial(_named, name=name)


def _named(words: str, *, name: str) -> str:
    return named(words, name)


def line(plan: Plan, made: Made | None, name: str) -> Line:
    """A plan in the list."""
    hint = f"{named(plan.summary, name)} About {plan.minutes} minutes."
    if made is None:
        return Line(plan.title, plan.href, hint, "Not begun", "")
    filled, of = rules.filled_steps(plan, made.written), len(plan.steps)
    status, colour = ("Filled in", "green") if filled == of else (f"{filled} of {of} parts", "blue")
    return Line(plan.title, plan.href, hint, status, colour)


def boxes(step: Step) -> list[Box]:
    """The boxes of a step."""
    return [Box(box(field.id), field.label, _options(field)) for field in step.fields]


def answers(plan: Plan, written: Written, *, without: tuple[str, ...] = ()) -> list[Answer]:
    """What stands in each box, in order."""
    return [
        _answer(plan, step, field, written) for step in plan.steps for field in step.fields if field.id not in without
    ]


def is_long(written: Written) -> bool:
    """Whether the letters on paper must be smaller, so that it stays one sheet."""
    return sum(len(words) for words in written.values()) > _LONG


def circle(plan: Plan, written: Written) -> list[Row]:
    """The same as the drawing, as a table of what happens on my side and on theirs."""
    places = {name: _place(plan, written, name) for name in LOOP}
    return [Row(label, places[mine], places[theirs]) for label, mine, theirs in _ROWS]


def started(plan: Plan, written: Written) -> Place:
    """What happened, which stands above the table."""
    return _place(plan, written, LOOP[0])


def _place(plan: Plan, written: Written, name: str) -> Place:
    return Place(written.get(name, ""), written.get("link") == name, _href(plan, _step_of(plan)[name]))


def _step_of(plan: Plan) -> Mapping[str, Step]:
    return {field.id: step for step in plan.steps for field in step.fields}


def _answer(plan: Plan, step: Step, field: Field, written: Written) -> Answer:
    words = field.words_of(written.get(field.id, ""))
    return Answer(field.label, words, _href(plan, step), field.column, [option.text for option in field.options])


def _href(plan: Plan, step: Step) -> str:
    return f"{plan.href}/steps/{step.name}?change=1"


def _options(field: Field) -> list[dict[str, str]]:
    return [{"value": option.id, "text": option.text} for option in field.options]
