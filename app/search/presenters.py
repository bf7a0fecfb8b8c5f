"""What was found, as it is shown: in groups, and only what is really there to open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.core.templating import plural
from app.directory.content import Route
from app.modules.content.jargon import Term
from app.modules.content.library import Library
from app.search import wording
from app.search.entries import START, STOP
from app.search.queries import MOST_OTHERS, Hit
from app.search.tools import Tool


@dataclass(frozen=True)
class FoundPage:
    """A page, the module that it is in (empty for a module itself), and a piece of it with the found words marked."""

    title: str
    href: str
    module: str
    snippet: Markup


@dataclass(frozen=True)
class FoundService:
    """A helpline or service, and where more about it stands."""

    route: Route
    href: str


@dataclass(frozen=True)
class Found:
    """Everything for one question. `loosely`: some have only some of its words. `meant` is another spelling, or empty."""

    pages: Sequence[FoundPage] = ()
    tools: Sequence[Tool] = ()
    words: Sequence[Term] = ()
    services: Sequence[FoundService] = ()
    loosely: bool = False
    meant: str = ""
    # Whether the question itself is one of the words that are explained.
    is_word: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return bool(self.tools or self.pages or self.words or self.services)

    @property
    def counts(self) -> list[tuple[str, str]]:
        """How much there is of each, and where on the page it begins: ("3 pages", "#pages")."""
        counts = ((self.pages, "page"), (self.words, "word"), (self.services, "service"))
        said = [(plural(len(group), noun), f"#{noun}s") for group, noun in counts if group]
        made = [(plural(len(self.tools), "thing to fill in", "things to fill in"), "#tools")] if self.tools else []
        return [*made, *said]


def pages(hits: Iterable[Hit], library: Library) -> list[FoundPage]:
    """The pages and modules among them. One that this program has not loaded is passed over."""
    found = (_page(hit, library) for hit in hits if hit.kind == "page")
    return [each for each in found if each]


def words(hits: Iterable[Hit], library: Library, *, first: Term | None) -> list[Term]:
    """The words among them, after the one that the question is."""
    known = {term.id: term for term in library.jargon.terms}
    found = [known[hit.name] for hit in hits if hit.kind == "word" and hit.name in known]
    return [*([first] if first else []), *(term for term in found if term is not first)][:MOST_OTHERS]


def services(hits: Iterable[Hit], *, national: Mapping[str, Route], local: Mapping[str, Route]) -> list[FoundService]:
    """The services among them, those near the reader first."""
    near = [local[hit.name] for hit in hits if hit.kind == "local" and hit.name in local]
    far = [national[hit.name] for hit in hits if hit.kind == "service" and hit.name in national]
    return [FoundService(route, _where(route)) for route in (*near, *far)][:MOST_OTHERS]


def crisis(routes: Iterable[Route]) -> list[Route]:
    """The numbers for the card: the emergency services, and the one crisis line of each nation."""
    return [route for route in routes if route.kind == "emergency" or len(route.nations) == 1]


def marked(piece: str) -> Markup:
    """Safe HTML in which what stands between START and STOP is marked."""
    return escape(piece).replace(START, Markup("<mark>")).replace(STOP, Markup("</mark>"))


def explained(library: Library, question: str) -> Term | None:
    """The word of the list that the question is, however its letters are written."""
    forms = library.jargon.forms
    return next((forms[each] for each in (question, question.lower(), question.upper()) if each in forms), None)


def _page(hit: Hit, library: Library) -> FoundPage | None:
    name, _, slug = hit.name.partition("/")
    module = library.module(name)
    page = module.page(slug) if module and slug else None
    if module is None or (slug and page is None):
        return None
    here = page or module
    return FoundPage(here.title, here.href, module.title if page else "", marked(wording.snippet(hit.words)))


def _where(route: Route) -> str:
    return f"/help-now#{route.id}" if route.kind in {"emergency", "crisis"} else f"/directory#{route.id}"
