"""What has been read from modules_content/training: the pages, the pretend relatives and the questions."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self

from markupsafe import Markup
from pydantic import Field, model_validator

from app.core.checked_yaml import Strict
from app.modules.content.blocks import Quiz
from app.modules.content.fields import Plain
from app.modules.content.library import Page, Prose
from app.training.rules import Way

HREF = "/staff/training"
PRACTICE = f"{HREF}/practice"
# Nobody real can have an address there (RFC 2606).
PRETEND_DOMAINS = ("@example.org", "@example.com", "@example.net")
# Addresses below the practice that are nobody's.
TAKEN = {"again", "days"}
Relationship = Literal["parent", "partner", "sibling", "child", "grandparent", "other-relative", "friend", "other"]


class About(Strict):
    """course.yaml."""

    title: Plain
    summary: Plain
    minutes: Annotated[int, Field(ge=5, le=60)]
    version: Annotated[int, Field(ge=1)]
    written_on: date
    reviewed_on: date
    next_review: date


class Pretend(Strict):
    """Somebody made up, to practise with. `way` says what they do; `right_address` differs if the card is wrong."""

    id: str
    name: Plain
    about: Plain
    relationship: Relationship
    # Whoever joins by the poster gave the team none.
    address: str = ""
    right_address: str = ""
    way: Way
    # What the team would learn of somebody who has joined, in the words of that person.
    later: Plain = ""

    @model_validator(mode="after")
    def _nobody_real(self) -> Self:
        if self.id in TAKEN:
            raise ValueError(f'Nobody here can be called "{self.id}": that address is taken.')
        for address in filter(None, (self.address, self.right_address)):
            if not address.endswith(PRETEND_DOMAINS):
                raise ValueError(f"{address} may be somebody's: an address here ends in {', '.join(PRETEND_DOMAINS)}.")
        if (self.way is Way.BY_CODE) == bool(self.address):
            raise ValueError(
                f'"address" is missing, or belongs to somebody whose "way" is {Way.BY_CODE}: they gave none.'
            )
        if (self.way is Way.WRONG_ADDRESS) != bool(self.right_address):
            raise ValueError(f'"right_address" belongs to somebody whose "way" is {Way.WRONG_ADDRESS}, and only there.')
        return self

    @property
    def reached_at(self) -> str:
        """The address that is really theirs."""
        return self.right_address or self.address

    @property
    def href(self) -> str:
        """Their page in the practice."""
        return f"{PRACTICE}/{self.id}"


class Questions(Quiz):
    """quiz.yaml."""

    to_pass: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _can_be_passed(self) -> Self:
        if self.to_pass > len(self.questions):
            raise ValueError(f'"to_pass" is {self.to_pass}, and there are {len(self.questions)} questions.')
        return self


@dataclass(frozen=True)
class CoursePage:
    """One page of the course."""

    page: Page
    html: Markup

    @classmethod
    def of(cls, page: Page) -> "CoursePage":
        """A page as the content's own reader made it."""
        return cls(page, Markup().join(part.html for part in page.parts if isinstance(part, Prose)))

    @property
    def slug(self) -> str:
        """Its name, under which it is noted as read."""
        return self.page.slug

    @property
    def href(self) -> str:
        """Its address."""
        return f"{HREF}/pages/{self.slug}"


@dataclass(frozen=True)
class Course:
    """The whole course, as it was read on a day: numbers in it may have expired on the next."""

    about: About
    pages: tuple[CoursePage, ...]
    pretend: dict[str, Pretend]
    questions: Questions
    read_on: date

    def place_of(self, slug: str) -> int | None:
        """Where a page stands, counted from 0."""
        return next((place for place, each in enumerate(self.pages) if each.slug == slug), None)

    def left(self, read: list[str]) -> list[CoursePage]:
        """The pages that were not read."""
        return [page for page in self.pages if page.slug not in read]
