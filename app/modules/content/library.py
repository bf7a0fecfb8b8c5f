"""What has been read from modules_content: the library, its modules and their pages. Never changed while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from app.modules.content.blocks import Activity, Quiz

# Draws one block by its name; the values are words and safe HTML.
Draw = Callable[..., Markup]


@dataclass(frozen=True)
class Prose:
    """A stretch of a page that is the same for everybody, drawn once. `blocks` names the blocks in it."""

    html: Markup
    words: int
    blocks: tuple[str, ...] = ()


Part = Prose | Activity | Quiz


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
        return {part.name: part for part in self.parts if not isinstance(part, Prose | Quiz)}

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """The quizzes on it, by name."""
        return {part.name: part for part in self.parts if isinstance(part, Quiz)}

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The names of the kinds of block on it."""
        drawn = [name for part in self.parts if isinstance(part, Prose) for name in part.blocks]
        return frozenset([*drawn, *(["activity"] if self.activities else []), *(["quiz"] if self.quizzes else [])])


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

    @property
    def href(self) -> str:
        """Its address."""
        return f"/modules/{self.slug}"

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

    @cached_property
    def _by_slug(self) -> dict[str, Module]:
        return {module.slug: module for module in self.modules}

    def module(self, slug: str) -> Module | None:
        """The module with this address."""
        return self._by_slug.get(slug)

    def find(self, module: str, page: str) -> tuple[Module, Page] | None:
        """A module and one of its pages."""
        found = self.module(module)
        place = found.page(page) if found else None
        return (found, place) if found and place else None


def values_words(values: dict[str, Any]) -> int:
    """How many words a reader sees in the values of a block."""
    return sum(_words(value) for value in values.values())


def _words(value: object) -> int:
    if isinstance(value, Markup):
        return len(value.striptags().split())
    if isinstance(value, str):
        return len(value.split())
    return sum(_words(each) for each in value) if isinstance(value, list | tuple) else 0
