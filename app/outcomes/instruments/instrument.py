"""A questionnaire: its words, how it is counted, and what it needs before it may be used."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from app.core.checked_yaml import Strict
from app.outcomes.instruments import words
from app.outcomes.instruments.parts import Band, Change, Item, Line, Name, Risk, Scale, Step, Total
from app.outcomes.instruments.words import Words


class Instrument(Strict):
    """A questionnaire as its file says. A slot has everything but the words of its questions and answers.

    An answer is {item's id: value of the option}. A slot's words come from a trust: see `words.put_in`.
    """

    name: Name
    short: Line  # what it is called among those who know it, such as "K10"
    title: Line
    about: Line
    minutes: Annotated[StrictInt, Field(ge=1)]
    version: Annotated[StrictInt, Field(ge=1)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    citation: Line
    licence: Line
    is_open: StrictBool
    # Whether trusts have it until they say otherwise: an open one only.
    is_on: StrictBool = False
    is_activity: StrictBool = False
    stem: Line | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    total: Total | None = None
    higher_is: Literal["worse", "better"] | None = None
    scales: tuple[Scale, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_source: Line | None = None
    risks: tuple[Risk, ...] = ()
    change: Change | None = None
    next: tuple[Step, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether every question and answer has its words, so that somebody can fill it in."""
        return all(item.text and all(option.text for option in item.options) for item in self.items)

    def item(self, name: str) -> Item:
        """One question by its id. Raises KeyError."""
        for item in self.items:
            if item.id == name:
                return item
        raise KeyError(name)

    def steps(self, band: Band | None) -> tuple[Step, ...]:
        """What may help next: that of the band first, then that of the questionnaire."""
        return (*(band.next if band else ()), *self.next)

    def with_words(self, given: Words) -> "Instrument":
        """This slot with a trust's licensed words. Raises WordsDoNotFit, which lists what is wrong."""
        items = words.put_in(self.items, given)
        return self.model_copy(update={"stem": given.get("stem") or self.stem, "items": items})
