"""The words and views of the module pages, so that templates need no decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from app.core import markdown
from app.core.templating import plural
from app.modules import drawing, exercises, rules
from app.modules.content.changes import Change
from app.modules.content.library import Library, Module, Page, Part, Prose, Yours
from app.modules.exercises import NOTHING, Exercise
from app.modules.own import Own
from app.modules.rules import Progress, Seen
from app.toolbox.rules import ABOUT_FIELDS

_ABOUT_LABELS = {field.name: field.label for field in ABOUT_FIELDS}
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


@dataclass(frozen=True)
class News:
    """What has changed in a module since somebody read it."""

    since: datetime
    changes: tuple[Change, ...]


def news(module: Module, read: Seen | None) -> News | None:
    """What to tell somebody who read it then; nothing when they have not, or nothing has changed."""
    changes = rules.changed_since(module, read.version) if read else ()
    return News(read.opened_at, changes) if read and changes else None


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


def parts(page: Page, own: Own, *, saves: bool) -> list[Markup]:
    """The page's parts as HTML, with what this person keeps in its places."""
    return [own.named(_part(page, part, own, saves=saves)) for part in page.parts]


def _part(page: Page, part: Part, own: Own, *, saves: bool) -> Markup:
    if isinstance(part, Prose):
        return part.html
    if isinstance(part, Yours):
        return drawing.yours(*_yours(part, own), saves=saves)
    if part.name in own.given:
        return drawing.exercise(exercises.view(part, own.given[part.name]), href=page.href, saves=saves)
    key = (part.name, saves)
    if key not in page.drawn:
        page.drawn[key] = drawing.exercise(exercises.view(part, NOTHING), href=page.href, saves=saves)
    return page.drawn[key]


def paper(page: Page, own: Own) -> list[Markup | Exercise]:
    """The page's parts as they are printed below the page's title."""
    return [_on_paper(part, own) for part in page.parts]


def _on_paper(part: Part, own: Own) -> Markup | Exercise:
    if isinstance(part, Prose):
        return own.named(markdown.on_paper(part.html))
    if isinstance(part, Yours):
        return drawing.yours(*_yours(part, own), saves=False)
    view = exercises.view(part, own.given.get(part.name, NOTHING))
    replies = tuple(replace(each, words=own.named(each.words)) for each in view.replies)
    text = own.named(Markup(view.text))  # noqa: S704 - safe HTML, or words without marks
    return replace(view, text=text, replies=replies)


def _yours(part: Yours, own: Own) -> tuple[str, str]:
    return _ABOUT_LABELS[part.field], own.about.get(part.field, "")
