"""What has been read from modules_content: the library, its modules and their pages. Never changed while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from app.modules.content import reading_age, sentences
from app.modules.content.blocks import Activity, Quiz, YoursField
from app.modules.content.changes import Change
from app.modules.content.evidence import Claim
from app.modules.content.figures import Figures
from app.modules.content.jargon import Jargon
from app.modules.content.reading_age import ReadingAge
from app.modules.content.writer import MARK, PEOPLE

# Draws one block by its name; the values are words and safe HTML.
Draw = Callable[..., Markup]


@dataclass(frozen=True)
class Prose:
    """A stretch of a page that is the same for everybody, drawn once. `blocks` names the blocks in it."""

    html: Markup
    words: int
    blocks: tuple[str, ...] = ()


# What {{person}} and {{Person}} become; presenters put the person's name in their place, if a relative gave one.
PERSON_CLASS = f'class="{MARK}"'
PERSON = Markup(f"<span {PERSON_CLASS}>{PEOPLE['person']}</span>")  # noqa: S704 - our own words
PERSON_AT_START = Markup(f"<span {PERSON_CLASS}>{PEOPLE['Person']}</span>")  # noqa: S704 - likewise


@dataclass(frozen=True)
class Yours:
    """A place for what a relative wrote about the person they support; `field` is its name in their toolbox."""

    field: YoursField


Part = Prose | Activity | Quiz | Yours


@dataclass(frozen=True)
class Page:
    """One page of a module."""

    module: str
    slug: str
    title: str
    summary: str
    parts: tuple[Part, ...]
    words: int
    path: str
    # The cards of evidence on it, by their names in evidence.yaml.
    cites: tuple[str, ...] = ()
    # Activities and quizzes as they look before anything is answered, kept when they have been drawn once.
    drawn: dict[tuple[str, bool], Markup] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def href(self) -> str:
        """Its address."""
        return f"/modules/{self.module}/{self.slug}"

    @property
    def subject(self) -> str:
        """Its name in usage figures."""
        return f"{self.module}/{self.slug}"

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities on it, by name."""
        return {part.name: part for part in self.parts if not isinstance(part, Prose | Quiz | Yours)}

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """The quizzes on it, by name."""
        return {part.name: part for part in self.parts if isinstance(part, Quiz)}

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The names of the kinds of block on it."""
        drawn = [name for part in self.parts if isinstance(part, Prose) for name in part.blocks]
        return frozenset([*drawn, *(["activity"] if self.activities else []), *(["quiz"] if self.quizzes else [])])

    def texts(self, *, care: bool = True) -> list[str]:
        """What is read on it, stretch by stretch; without `care`, not what stands in the cards about getting help."""
        return [text for part in self.parts for text in _texts(part, care=care)]

    @cached_property
    def reading_age(self) -> ReadingAge:
        """How old somebody is who reads it with ease. Worked out when it is first asked for, not at each start."""
        return reading_age.measure(self.texts())


@dataclass(frozen=True)
class Module:
    """One module. `next` is the slug of the module to suggest after it, or empty."""

    slug: str
    number: int
    title: str
    summary: str
    audience: tuple[str, ...]
    minutes: int
    next: str
    version: int
    written_on: date
    reviewed_on: date
    next_review: date
    pages: tuple[Page, ...]
    files: dict[str, Path] = field(default_factory=dict)
    in_short: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def href(self) -> str:
        """Its address."""
        return f"/modules/{self.slug}"

    @property
    def path(self) -> str:
        """The name of its module.yaml in a problem."""
        return f"{self.pages[0].path.rpartition('/')[0]}/module.yaml"

    @cached_property
    def _places(self) -> dict[str, int]:
        return {page.slug: place for place, page in enumerate(self.pages)}

    def page(self, slug: str) -> Page | None:
        """The page with this address."""
        place = self._places.get(slug)
        return None if place is None else self.pages[place]

    def number_of(self, page: Page) -> int:
        """Where a page stands in the module, counted from 1."""
        return self._places[page.slug] + 1

    def before(self, page: Page) -> Page | None:
        """The page before this one."""
        place = self._places[page.slug]
        return self.pages[place - 1] if place else None

    def after(self, page: Page) -> Page | None:
        """The page after this one."""
        return next(iter(self.pages[self._places[page.slug] + 1 :]), None)

    def activity(self, name: str) -> tuple[Page, Activity] | None:
        """An activity and the page that it is on."""
        return next(((page, page.activities[name]) for page in self.pages if name in page.activities), None)


@dataclass(frozen=True)
class Library:
    """All modules, in order."""

    modules: tuple[Module, ...]
    claims: dict[str, Claim] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    jargon: Jargon = field(default_factory=Jargon)
    # The last day on which what stands in the pages is right: the next day a sum or a number in them has expired.
    good_until: date | None = None
    # What an author should look at, by file: filled in the preview and nowhere else.
    warnings: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def _by_slug(self) -> dict[str, Module]:
        return {module.slug: module for module in self.modules}

    def module(self, slug: str) -> Module | None:
        """The module with this address."""
        return self._by_slug.get(slug)

    def title_of(self, href: str) -> str | None:
        """What stands at an address of a module or of a page of one."""
        return self._titles.get(href)

    @cached_property
    def _titles(self) -> dict[str, str]:
        pages = {page.href: page.title for module in self.modules for page in module.pages}
        return pages | {module.href: module.title for module in self.modules}

    def citing(self, claim: str) -> tuple[Page, ...]:
        """The pages that show a card of evidence, by its name."""
        return tuple(self._citing.get(claim, ()))

    @cached_property
    def _citing(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in (page for module in self.modules for page in module.pages):
            for name in dict.fromkeys(page.cites):
                found.setdefault(name, []).append(page)
        return found

    def find(self, module: str, page: str) -> tuple[Module, Page] | None:
        """A module and one of its pages."""
        found = self.module(module)
        place = found.page(page) if found else None
        return (found, place) if found and place else None


def _texts(part: Part, *, care: bool) -> list[str]:
    if isinstance(part, Prose):
        return sentences.of_html(part.html, care=care)
    return [] if isinstance(part, Yours) else sentences.of_values(part.model_dump())


def values_words(values: dict[str, Any]) -> int:
    """How many words a reader sees in the values of a block."""
    return sum(_words(value) for value in values.values())


def _words(value: object) -> int:
    if isinstance(value, Markup):
        return len(value.striptags().split())
    if isinstance(value, str):
        return len(value.split())
    return sum(_words(each) for each in value) if isinstance(value, list | tuple) else 0
