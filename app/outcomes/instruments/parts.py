"""The parts of a questionnaire's file."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator

from app.core.checked_yaml import Strict

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, Field(min_length=1)]
Value = Annotated[StrictInt, Field(ge=0, le=10)]


class Option(Strict):
    """One answer: what it counts, which is also its name, and its words, which a slot has not."""

    value: Value
    text: Line | None = None


Options = Annotated[tuple[Option, ...], Field(min_length=2)]


class Item(Strict):
    """One question. Its options stand in the order in which they are shown."""

    id: Name
    number: int
    text: Line | None
    options: Options

    @property
    def values(self) -> tuple[int, ...]:
        """What may be answered."""
        return tuple(option.value for option in self.options)

    def text_of(self, value: int) -> str | None:
        """The words of an answer."""
        return next(option.text for option in self.options if option.value == value)


class Missing(Strict):
    """What becomes of a score when questions were skipped, and where that rule stands."""

    # The skipped ones count as the mean of the others, for as many as `most`; 0: no score.
    most: Annotated[StrictInt, Field(ge=0)] = 0
    words: Line
    source: Line | None = None


NEVER = Missing(words="There is a number only when all questions of this part are answered.")


class Sum(Strict):
    """How a number is made: the answers added up, times something, then perhaps looked up in a table."""

    items: Annotated[tuple[Name, ...], Field(min_length=1)]
    times: Annotated[StrictInt, Field(ge=1)] = 1
    # What an answer counts here instead, such as 0-0-1-1.
    counts: dict[int, int] | None = None
    table: dict[int, float] | None = None
    missing: Missing = NEVER


class Scale(Sum):
    """A part of a questionnaire with a number of its own; `words` say what it is about."""

    name: Name
    title: Line
    words: Line | None = None
    higher_is: Literal["worse", "better"] | None = None


class Step(Strict):
    """Something that may help next, and where it stands in Holdfast."""

    words: Line
    href: Annotated[str, Field(pattern=r"^/[a-z0-9/-]+$")]


class Band(Strict):
    """What a range of scores says, in plain words; `up_to` is its highest score."""

    up_to: float
    words: Line
    next: tuple[Step, ...] = ()


class Risk(Strict):
    """Answers that a person must look at: to which question, which values, how soon, and the reason for staff."""

    item: Name
    values: Annotated[tuple[int, ...], Field(min_length=1)]
    urgency: Literal["look_today", "look_now"]
    reason: Line


class Change(Strict):
    """By how much a score must change to mean something, and who found that."""

    points: Annotated[float, Field(gt=0)]
    source: Line


class Total(Sum):
    """The number of the whole questionnaire, with its published lowest and highest, which must come out."""

    lowest: float
    highest: float

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lowest >= self.highest:
            raise ValueError('"lowest" must be less than "highest".')
        return self
