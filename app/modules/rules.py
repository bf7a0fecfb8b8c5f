"""What counts as done, where to carry on, and what to suggest next. Decided from data alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.modules.content.changes import Change
from app.modules.content.library import Library, Module, Page


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that a relative has opened, at some version of its module; done when they have marked it so."""

    module: str
    page: str
    opened_at: datetime
    done: bool
    version: int = 1
    # Whether the module was complete with this page.
    completed: bool = False


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


def completes(module: Module, before: Sequence[Seen], page: Page) -> bool:
    """Whether every page of a module has been seen now that this one is open, for the first time as far as is known."""
    here = [each for each in before if each.module == module.slug]
    seen = {page.slug, *(each.page for each in here)}
    return all(each.slug in seen for each in module.pages) and not any(each.completed for each in here)


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


def last_read(module: Module, seen: Sequence[Seen]) -> Seen | None:
    """The page of a module that was opened last at the newest version: whatever came after that is news."""
    here = [each for each in seen if each.module == module.slug]
    return max(here, key=lambda each: (each.version, each.opened_at), default=None)


def changed_since(module: Module, version: int) -> tuple[Change, ...]:
    """What readers of a version have not been told yet, the newest first."""
    return tuple(sorted((each for each in module.changes if each.version > version), key=_version, reverse=True))


def _version(change: Change) -> int:
    return change.version


def finished_at(module: Module, done_at: Mapping[str, datetime]) -> datetime | None:
    """When the last of a module's pages was marked as done; None while one is not."""
    if any(page.slug not in done_at for page in module.pages):
        return None
    return max(done_at[page.slug] for page in module.pages)


def carry_on(library: Library, seen: Sequence[Seen]) -> Page | None:
    """Where to carry on: in that module of those begun and not finished which was opened last."""
    unfinished = (
        each for each in _by_last_opened(library, seen) if not progress(each, in_module(each, seen)).is_finished
    )
    module = next(unfinished, None)
    return resume(module, seen) if module else None


def suggested(library: Library, seen: Sequence[Seen]) -> Module | None:
    """The module to suggest: the one that follows the one opened last, or else the first that is not begun."""
    last = next(iter(_by_last_opened(library, seen)), None)
    following = library.module(last.next) if last else None
    fresh = [module for module in library.modules if not in_module(module, seen)]
    return following if following in fresh else next(iter(fresh), None)


def _by_last_opened(library: Library, seen: Sequence[Seen]) -> list[Module]:
    known = sorted((each for each in seen if library.find(each.module, each.page)), key=lambda each: each.opened_at)
    names = dict.fromkeys(each.module for each in reversed(known))
    return [module for name in names if (module := library.module(name))]
