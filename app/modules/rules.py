"""What counts as done, where to carry on, and what to suggest next. Decided from data alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.modules.content.library import Library, Module, Page


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that a relative has opened; done when they have marked it so."""

    module: str
    page: str
    opened_at: datetime
    done: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is in a module, in pages."""

    opened: int
    done: int
    pages: int

    @property
    def is_begun(self) -> bool:
        """Whether they have opened a page of it."""
        return self.opened > 0

    @property
    def is_finished(self) -> bool:
        """Whether every page is marked as done."""
        return self.done == self.pages


def progress(module: Module, done_by_page: Mapping[str, bool]) -> Progress:
    """From the pages opened and whether each is done; pages that the module no longer has do not count."""
    here = [done_by_page[page.slug] for page in module.pages if page.slug in done_by_page]
    return Progress(opened=len(here), done=sum(here), pages=len(module.pages))


def in_module(module: Module, seen: Sequence[Seen]) -> dict[str, bool]:
    """The pages of one module that were opened, and whether each is done."""
    return {each.page: each.done for each in seen if each.module == module.slug}


def resume(module: Module, seen: Sequence[Seen]) -> Page:
    """Where to carry on in a module: the page opened last, or the next one that is not done, or the first."""
    here = [each for each in seen if each.module == module.slug and module.page(each.page)]
    if not here:
        return module.pages[0]
    last = max(here, key=lambda each: each.opened_at)
    done = {each.page for each in here if each.done}
    place = next(number for number, page in enumerate(module.pages) if page.slug == last.page)
    onwards = (*module.pages[place:], *module.pages[:place])
    return next((page for page in onwards if page.slug not in done), module.pages[0])


def carry_on(library: Library, seen: Sequence[Seen]) -> Page | None:
    """Where to carry on: in the module opened last, unless it is finished or there is none."""
    module = _opened_last(library, seen)
    if module is None or progress(module, in_module(module, seen)).is_finished:
        return None
    return resume(module, seen)


def suggested(library: Library, seen: Sequence[Seen]) -> Module | None:
    """The module to suggest: the one that follows the one opened last, or else the first that is not begun."""
    last = _opened_last(library, seen)
    following = library.module(last.next) if last else None
    fresh = [module for module in library.modules if not in_module(module, seen)]
    return following if following in fresh else next(iter(fresh), None)


def _opened_last(library: Library, seen: Sequence[Seen]) -> Module | None:
    known = [each for each in seen if library.find(each.module, each.page)]
    return library.module(max(known, key=lambda each: each.opened_at).module) if known else None
