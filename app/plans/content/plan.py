"""One plan as data: what it is for, its steps with their boxes, and what else is made from what was written."""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field as Checked
from pydantic import model_validator

from app.core.checked_yaml import Strict
from app.plans.content.words import Label, Name, Words

Nation = Literal["england", "scotland", "wales", "northern-ireland"]
Address = Annotated[str, Checked(pattern=r"^/[a-z0-9/-]+$")]
# The boxes that the drawing of a loop is made of, in the order of the circle; app.plans.drawing draws them.
LOOP = (
    "happened",
    "my-sense",
    "my-feeling",
    "what-i-did",
    "effect-on-them",
    "their-sense",
    "their-feeling",
    "what-they-did",
    "effect-on-me",
)


class Option(Strict):
    """One thing to choose."""

    id: Name
    text: Label


class Field(Strict):
    """One box of a plan, or one choice."""

    id: Name
    label: Label
    kind: Literal["box", "choice"] = "box"
    options: tuple[Option, ...] = ()
    # The short label under which the box stands on the wallet card; without one it does not.
    card: Label | None = None
    # Where it stands on a wide sheet; without one it takes the whole width.
    column: Literal["left", "right", ""] = ""
    # Begun with what the relative wrote about the person; app.toolbox.rules has the boxes.
    yours: Literal["early-signs", "triggers", "contacts", "medicines"] | None = None

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if (self.kind == "choice") != (len(self.options) > 1):
            raise ValueError(f'"{self.id}" needs "kind: choice" and two or more "options", or neither.')
        refuse_twice("option", [option.id for option in self.options])
        return self

    def words_of(self, value: str) -> str:
        """What was written, as it stands on paper: of a choice, its words; empty for one that is no longer offered."""
        return value if self.kind == "box" else next((each.text for each in self.options if each.id == value), "")


class Step(Strict):
    """One small page of the form."""

    name: Name
    title: Words
    text: Annotated[tuple[Words, ...], Checked(min_length=1)]
    example: Words | None = None
    fields: Annotated[tuple[Field, ...], Checked(min_length=1, max_length=3)]


class BeginsWith(Strict):
    """An activity of a module that asks for the same: our boxes, and theirs that fill them."""

    source: Annotated[str, Checked(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    fields: Annotated[dict[Name, Name], Checked(min_length=1)]


class Part(Strict):
    """One part of a letter: what was written into a box, under a heading."""

    field: Name
    heading: Label


class Letter(Strict):
    """The letter that is made from a plan; `law` is the sentence of each nation."""

    nation: Name
    subject: Label
    opening: Label
    law: dict[Nation, Label]
    parts: Annotated[tuple[Part, ...], Checked(min_length=1)]
    closing: Label


class Plan(Strict):
    """One plan. `name` is its file's; `again` means that somebody may want one for each row or problem."""

    name: Name
    title: Label
    order: int
    minutes: Annotated[int, Checked(ge=1, le=60)]
    summary: Words
    text: Annotated[tuple[Words, ...], Checked(min_length=1)]
    crisis: bool = False
    again: bool = False
    safe_first: Address | None = None
    read_more: Address
    begins_with: tuple[BeginsWith, ...] = ()
    drawing: Literal["loop"] | None = None
    letter: Letter | None = None
    steps: Annotated[tuple[Step, ...], Checked(min_length=2, max_length=12)]
    done: Words

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_twice("step", [step.name for step in self.steps])
        refuse_twice("field", [field.id for field in self.fields])
        if self.drawing and (missing := [each for each in LOOP if each not in self.by_id]):
            raise ValueError(f'The drawing of a loop needs a box "{missing[0]}".')
        for each in (*self._letters(), *(ours for begin in self.begins_with for ours in begin.fields)):
            if each not in self.by_id:
                raise ValueError(f'There is no box "{each}" in this plan.')
        if self.letter and {option.id for option in self.by_id[self.letter.nation].options} != set(self.letter.law):
            raise ValueError(f'"law" and the options of "{self.letter.nation}" must name the same nations.')
        return self

    def _letters(self) -> list[str]:
        return [self.letter.nation, *(part.field for part in self.letter.parts)] if self.letter else []

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All boxes, in order."""
        return tuple(field for step in self.steps for field in step.fields)

    @cached_property
    def by_id(self) -> dict[str, Field]:
        """The same by their names."""
        return {field.id: field for field in self.fields}

    @property
    def href(self) -> str:
        """Its address."""
        return f"/plans/{self.name}"

    @property
    def source(self) -> str:
        """The name under which the toolbox keeps it."""
        return f"plans/{self.name}"

    def step(self, name: str) -> Step | None:
        """One of its steps."""
        return next((step for step in self.steps if step.name == name), None)

    def after(self, step: Step) -> Step | None:
        """The step that follows."""
        return next(iter(self.steps[self.steps.index(step) + 1 :]), None)


def refuse_twice(noun: str, names: Sequence[str]) -> None:
    """Raises ValueError for a name that two have."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'Two {noun}s are named "{name}": each needs a name of its own.')
