"""The words and views of the module pages, so that templates need no decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.core import markdown
from app.core.templating import plural
from app.modules import drawing, exercises, rules
from app.modules.content.library import Library, Module, Page, Part, Prose
from app.modules.exercises import NOTHING, Exercise, Given
from app.modules.rules import Progress, Seen

AUDIENCE = {"psychosis": "psychosis", "bipolar": "bipolar disorder"}


@dataclass(frozen=True)
class ModuleCard:
    """A module in a list."""

    title: str
    href: str
    summary: str
    minutes: int
    about: str
    progress: Progress
    words: str


@dataclass(frozen=True)
class Line:
    """A page in a list of contents."""

    text: str
    href: str
    hint: str = ""
    note: str = ""
    opened: bool = False
    current: bool = False


def progress_words(progress: Progress) -> str:
    """How far somebody is: "3 of 8 pages done"."""
    if progress.is_finished:
        return f"You have finished all {plural(progress.pages, 'page')}"
    if progress.is_begun:
        return f"{progress.done} of {plural(progress.pages, 'page')} done"
    return "Not started yet"


def card(module: Module, done_by_page: Mapping[str, bool]) -> ModuleCard:
    """A module with its progress."""
    progress = rules.progress(module, done_by_page)
    about = " or ".join(AUDIENCE[each] for each in module.audience)
    return ModuleCard(
        module.title, module.href, module.summary, module.minutes, about, progress, progress_words(progress)
    )


def cards(library: Library, seen: Sequence[Seen]) -> list[ModuleCard]:
    """All modules, in order."""
    return [card(module, rules.in_module(module, seen)) for module in library.modules]


def contents(module: Module, done_by_page: Mapping[str, bool], *, current: str = "") -> list[Line]:
    """The pages of a module, and which are opened and done."""
    return [
        Line(
            text=page.title,
            href=page.href,
            hint=page.summary,
            note="done" if done_by_page.get(page.slug) else "",
            opened=page.slug in done_by_page,
            current=page.slug == current,
        )
        for page in module.pages
    ]


def parts(page: Page, given: Mapping[str, Given], *, saves: bool) -> list[Markup]:
    """The page's parts as HTML, with what this person gave to its activities and quizzes."""
    return [_part(page, part, given, saves=saves) for part in page.parts]


def _part(page: Page, part: Part, given: Mapping[str, Given], *, saves: bool) -> Markup:
    if isinstance(part, Prose):
        return part.html
    if part.name in given:
        return drawing.exercise(exercises.view(part, given[part.name]), href=page.href, saves=saves)
    key = (part.name, saves)
    if key not in page.drawn:
        page.drawn[key] = drawing.exercise(exercises.view(part, NOTHING), href=page.href, saves=saves)
    return page.drawn[key]


def paper(page: Page, given: Mapping[str, Given]) -> list[Markup | Exercise]:
    """The page's parts as they are printed below the page's title."""
    return [
        markdown.on_paper(part.html) if isinstance(part, Prose) else exercises.view(part, given.get(part.name, NOTHING))
        for part in page.parts
    ]
