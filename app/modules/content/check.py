"""What `holdfast content check` looks for besides mistakes: what a module still lacks, and what is overdue."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape

from app.core.checked_yaml import Problem, Problems
from app.directory import content as directory
from app.directory.rules import in_months
from app.modules.content import evidence, figures, ids, loader, repeats
from app.modules.content.library import Library, Module, Prose

SHORTEST, LONGEST = 250, 700  # words of a page
FEWEST_PAGES = 5
OLDEST_READER = 12  # a reading age above this is worth another look
EVIDENCE_LASTS = 24  # months
_EVERY_MODULE_HAS = {
    "story": (2, "stories"),
    "activity": (2, "activities"),
    "quiz": (1, "quizzes"),
    "evidence": (1, "cards of evidence"),
    "ask-your-team": (1, "blocks ask-your-team"),
    "do_dont": (1, "blocks do and dont"),
}
# A heading or a name is no sentence; the rest says where a file is, or what kind of block this is.
_NO_WORDS = {"module", "kind", "provenance", "prints", "file", "captions", "heading", "title", "teller"}


def problems(folder: Path, *, today: date) -> list[Problem]:
    """Everything that would stop the start, or should not be published, in the order of files and lines."""
    found = Problems()
    routes = directory.read_all(folder, found)
    library = loader.read_all(folder, directory=routes, draw=_words_only, today=today, problems=found)
    found += directory.expired(routes, folder=folder, today=today)
    found += figures.expired(library.figures, folder=folder, today=today)
    if not found:
        phrases = routes.phrases(today=today) | library.figures.phrases(today=today)
        found += repeats.problems(library, folder=folder, phrases=phrases)
    return sorted(set(found))


def warnings(library: Library, *, folder: Path, today: date) -> list[Problem]:
    """What stops nothing and should be looked at."""
    found = [warning for module in library.modules for warning in _of_module(module, today)]
    found += [warning for module in library.modules for warning in _of_pages(module)]
    found += figures.warnings(library.figures, folder=folder, today=today)
    return [*found, *ids.unremembered(folder, library), *_of_evidence(library, folder, today)]


def _of_module(module: Module, today: date) -> Iterator[Problem]:
    path = module.path
    if len(module.pages) < FEWEST_PAGES:
        yield Problem(path, 1, f"The number of pages is {len(module.pages)}: there should be {FEWEST_PAGES} or more.")
    blocks = _blocks(module)
    for block, (fewest, noun) in _EVERY_MODULE_HAS.items():
        if (count := blocks.count(block)) < fewest:
            yield Problem(path, 1, f"The number of {noun} is {count}: there should be {fewest} or more.")
    if not module.in_short:
        yield Problem(path, 1, 'The module does not have "in_short": 5 to 9 sentences for the door of the fridge.')
    if module.next_review < today:
        yield Problem(path, 1, f"The module should have been looked at again by {module.next_review}.")


def _of_pages(module: Module) -> Iterator[Problem]:
    for page in module.pages:
        if not SHORTEST <= page.words <= LONGEST:
            yield Problem(
                page.path, 1, f"The number of words is {page.words}: there should be {SHORTEST} to {LONGEST}."
            )
        if page.reading_age.age > OLDEST_READER:
            older = f"The reading age is about {page.reading_age.age}: shorter sentences and words bring it down to 12."
            yield Problem(page.path, 1, older)


def _of_evidence(library: Library, folder: Path, today: date) -> Iterator[Problem]:
    path = f"{folder.name}/{evidence.FILE}"
    for claim in library.claims.values():
        if not library.citing(claim.name):
            yield Problem(path, claim.line, f'No page shows "{claim.name}".')
        if claim.checked_on < in_months(today, -EVIDENCE_LASTS):
            yield Problem(path, claim.line, f'"{claim.name}" was last checked on {claim.checked_on}: look at it again.')


def _blocks(module: Module) -> list[str]:
    """Every block of a module by its kind, as often as it stands there."""
    prose = [part for page in module.pages for part in page.parts if isinstance(part, Prose)]
    drawn = [block for part in prose for block in part.blocks]
    activities = sum(len(page.activities) for page in module.pages)
    return drawn + ["activity"] * activities + ["quiz"] * sum(len(page.quizzes) for page in module.pages)


def _words_only(block: str, /, **values: object) -> Markup:
    """A block as its author's words and nothing round them; none of the cards that may say the same everywhere."""
    if block in {"care", "evidence"}:
        return Markup()
    words = [value for name, value in values.items() if name not in _NO_WORDS]
    flat = [each for value in words for each in (value if isinstance(value, list | tuple) else [value])]
    return Markup().join(Markup("<p>{}</p>").format(escape(each)) for each in flat)
